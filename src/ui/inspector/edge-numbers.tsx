/** What one edge carries, measured over the last whole seconds: every instrument that it has. */

import type { LinkDescription } from '../../engine/description.ts';
import { edgeId } from '../../engine/telemetry/layout.ts';
import { lastSeconds } from '../measure/class-window.ts';
import { readEdgeWindow } from '../measure/edge-window.ts';
import { grouped, rate } from '../measure/format.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { FactRows } from './fact-rows.tsx';

export function EdgeNumbers({ link }: { readonly link: LinkDescription }) {
  const t = useScreen();
  const { live, history } = useSession();
  const viewMicros = useSessionState((state) => state.viewMicros);
  const caller = useSessionState((state) => state.description?.components.find(({ id }) => id === link.from));
  const { from, to } = lastSeconds(viewMicros);
  const last = t.window(from, to);
  const words = { ...t.inspector.instruments, ...t.kinds[caller?.kind ?? '']?.instruments };
  const rows = readEdgeWindow(history, live.readings.layout, edgeId(link.from, link.to), viewMicros).map(
    ({ instrument, value, seconds }) => ({
      name: words[instrument.id] ?? instrument.id,
      ...(instrument.kind === 'counter'
        ? { value: `${rate(value / seconds)} /s`, note: `${grouped(value)} · ${last}` }
        : { value: value.toFixed(1), note: last }),
    }),
  );
  return <FactRows rows={rows} />;
}
