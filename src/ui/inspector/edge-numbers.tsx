/** What one edge carries, measured over the last whole seconds: every instrument that it has. */

import type { LinkDescription } from '../../engine/description.ts';
import { edgeId } from '../../engine/telemetry/layout.ts';
import { lastSeconds } from '../measure/class-window.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useLater } from '../session/use-later.ts';
import { useScreen } from '../session/use-screen.ts';
import { FactRows } from './fact-rows.tsx';
import { instrumentRows } from './instrument-rows.ts';

export function EdgeNumbers({ link }: { readonly link: LinkDescription }) {
  const t = useScreen();
  const later = useLater();
  const { live, history } = useSession();
  const viewMicros = useSessionState((state) => state.viewMicros);
  const caller = useSessionState((state) => state.description?.components.find(({ id }) => id === link.from));
  const { from, to } = lastSeconds(viewMicros);
  const words = { ...t.inspector.instruments, ...later.kinds[caller?.kind ?? '']?.instruments };
  const edge = { id: edgeId(link.from, link.to), words };
  const rows = instrumentRows(history, live.readings.layout, edge, viewMicros, t.window(from, to));
  return <FactRows rows={rows} />;
}
