/** What went over each request edge in the last whole second, as its caller saw it; all of it measured on the edge. */

import type { LinkDescription } from '../../engine/description.ts';
import { edgeId } from '../../engine/telemetry/layout.ts';
import type { HistoryView } from '../../session/session-contract.ts';

export interface EdgeFlow {
  /** Per second: calls sent, repeated tries included, and those that ended well and badly. */
  readonly sent: number;
  readonly answered: number;
  readonly failed: number;
  /** On average over the second. */
  readonly inFlight: number;
}

/** By `from->to`; an edge without rows in that second is absent. */
export type EdgeFlows = ReadonlyMap<string, EdgeFlow>;

export function readEdgeFlows(
  history: HistoryView,
  links: readonly LinkDescription[],
  second: number,
): EdgeFlows {
  const flows = new Map<string, EdgeFlow>();
  for (const { from, to, carries } of links) {
    if (carries !== 'request') continue;
    const id = edgeId(from, to);
    history.forEachReading(id, second, second + 1, (read, width) => {
      const perSecond = (name: 'sent' | 'answered' | 'failed'): number => (read(name) ?? 0) / width;
      const counts = {
        sent: perSecond('sent'),
        answered: perSecond('answered'),
        failed: perSecond('failed'),
      };
      flows.set(id, { ...counts, inFlight: read('inFlight') ?? 0 });
    });
  }
  return flows;
}

export function sumFlows(flows: EdgeFlows, links: readonly string[]): EdgeFlow {
  const sum = { sent: 0, answered: 0, failed: 0, inFlight: 0 };
  for (const id of links) {
    const flow = flows.get(id);
    if (flow === undefined) continue;
    sum.sent += flow.sent;
    sum.answered += flow.answered;
    sum.failed += flow.failed;
    sum.inFlight += flow.inFlight;
  }
  return sum;
}

/** The share of those that ended that ended badly, 0…1; 0 while none has ended. */
export const failedShare = ({ answered, failed }: EdgeFlow): number =>
  failed === 0 ? 0 : failed / (answered + failed);
