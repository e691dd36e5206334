/** The downtime ledger of one class, counted again: which seconds could be judged, when, and how. */
import type { LedgerSpan } from '../../src/engine/telemetry/records.ts';
import type { RequestLife } from './lives.ts';
import { secondOf } from './spans.ts';

const fewestRequests = 10;

export interface JudgedSpan extends LedgerSpan {
  /** Seconds that were over when it could be judged. */
  readonly toldAfter: number;
}

export interface Ledger {
  readonly spans: readonly JudgedSpan[];
  readonly judgedUntilSecond: number;
  readonly downtimeSeconds: number;
}

/**
 * `closed` seconds are over. A second is judged when it is over, every request that arrived in it has ended, and each
 * second before it has been judged.
 */
export function recountLedger(requests: readonly RequestLife[], index: number, closed: number): Ledger {
  const spans: JudgedSpan[] = [];
  let open: { from: number; arrived: number; good: number } | undefined;
  let judgedUntilSecond = 0;
  let toldAfter = 0;
  for (let at = 0; at < closed; at += 1) {
    const arrived = requests.filter(({ arrivedAt }) => secondOf(arrivedAt) === at);
    // Of what ends exactly when a second begins, that second knows; the one before does not.
    const known = arrived.map(({ endedAt }) =>
      endedAt < 0 ? Number.POSITIVE_INFINITY : secondOf(endedAt) + 1,
    );
    toldAfter = Math.max(toldAfter, at + 1, ...known);
    if (toldAfter > closed) break;
    judgedUntilSecond = at + 1;
    if (arrived.length === 0 && open === undefined) continue;
    open ??= { from: at, arrived: 0, good: 0 };
    open.arrived += arrived.length;
    open.good += arrived.filter(({ cause }) => cause === 0).length;
    if (open.arrived < fewestRequests) continue;
    const down = open.good * 10 < open.arrived * 9;
    const { from, ...counts } = open;
    spans.push({ class: index, fromSecond: from, toSecond: at + 1, ...counts, down, toldAfter });
    open = undefined;
  }
  const down = spans.filter((span) => span.down).map((span) => span.toSecond - span.fromSecond);
  return { spans, judgedUntilSecond, downtimeSeconds: down.reduce((sum, one) => sum + one, 0) };
}
