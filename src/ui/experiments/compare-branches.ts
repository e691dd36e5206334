/** What two branches of one run cost by the same moment, read from what was recorded on each of them. */
import { type Micros, microsPerSecond } from '../../base/units.ts';
import { classColumn } from '../../engine/telemetry/records.ts';
import type { Branch, HistoryView, SessionState } from '../../session/session-contract.ts';

export interface Cost {
  readonly failed: number;
  /** Whole seconds in which writes were down. */
  readonly downtime: number;
  /** Up to here seconds of writes have been judged. */
  readonly judgedUntil: number;
  readonly lostWrites: number;
  readonly splitBrainWrites: number;
}

/** The branch on screen beside its parent; the first branch beside the newest one that left it. Older first. */
export function comparedPair({
  branches,
  branchId,
}: Pick<SessionState, 'branches' | 'branchId'>): readonly [Branch, Branch] | undefined {
  const current = branches.find(({ id }) => id === branchId);
  if (current === undefined) return undefined;
  const parent = branches.find(({ id }) => id === current.parent);
  if (parent) return [parent, current];
  const child = branches.findLast((branch) => branch.parent === current.id);
  return child && [current, child];
}

/** The last whole second that both have reached and that is not after the time on screen. */
export function commonSecond(pair: readonly Branch[], viewMicros: Micros): number {
  return Math.floor(Math.min(viewMicros, ...pair.map(({ headMicros }) => headMicros)) / microsPerSecond);
}

/** Over [0, second). `writes` is the class whose downtime is told. */
export function costOf(history: HistoryView, classCount: number, writes: number, second: number): Cost {
  let failed = 0;
  for (let index = 0; index < classCount; index += 1) {
    history.forEachClassRow(index, 0, second, (columns, offset) => {
      failed += columns[offset + classColumn.failed] ?? 0;
    });
  }
  let downtime = 0;
  let judgedUntil = 0;
  for (const span of history.ledger) {
    if (span.class !== writes) continue;
    judgedUntil = Math.max(judgedUntil, Math.min(second, span.toSecond));
    if (span.down) downtime += Math.max(0, Math.min(second, span.toSecond) - span.fromSecond);
  }
  return { failed, downtime, judgedUntil, ...history.lossesAt(second * microsPerSecond) };
}
