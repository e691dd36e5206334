/** What one edge carries, measured over the last whole seconds: every instrument that anything there can move. */

import type { LinkDescription } from '../../engine/description.ts';
import { edgeId, type Instrument, readerOf } from '../../engine/telemetry/layout.ts';
import { breakersByEdge } from '../../session/story/open-breakers.ts';
import { canMove, hasLayer } from '../measure/call-layers.ts';
import { lastSeconds } from '../measure/class-window.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useLater } from '../session/use-later.ts';
import { useScreen } from '../session/use-screen.ts';
import { breakerRow } from './breaker-row.tsx';
import { FactRows } from './fact-rows.tsx';
import { instrumentRows } from './instrument-rows.ts';

export function EdgeNumbers({ link }: { readonly link: LinkDescription }) {
  const t = useScreen();
  const later = useLater();
  const { live, history } = useSession();
  const viewMicros = useSessionState((state) => state.viewMicros);
  const description = useSessionState((state) => state.description);
  const story = useSessionState((state) => state.story);
  if (description === undefined) return undefined;
  const caller = description.components.find(({ id }) => id === link.from);
  const { from, to } = lastSeconds(viewMicros);
  const words = { ...t.inspector.instruments, ...later.kinds[caller?.kind ?? '']?.instruments };
  const id = edgeId(link.from, link.to);
  const read = readerOf(live.readings, id);
  const isShown = (instrument: Instrument): boolean =>
    canMove(description, link, instrument, read(instrument.id));
  const edge = { id, words, isShown };
  const rows = instrumentRows(history, live.readings.layout, edge, viewMicros, t.window(from, to));
  const breaker = breakersByEdge(description, story).get(id);
  const hasBreaker = breaker !== undefined || hasLayer(description, link.from, link.to, ['breaker']);
  return (
    <FactRows rows={[...(hasBreaker ? [breakerRow(later.breaker.title, breaker, later)] : []), ...rows]} />
  );
}
