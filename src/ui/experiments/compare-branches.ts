/** What two branches of one run cost by the same moment, read from what was recorded on each of them. */
import { type Micros, microsPerSecond } from '../../base/units.ts';
import type { RequestClass } from '../../engine/description.ts';
import { classColumn } from '../../engine/telemetry/records.ts';
import type { Branch, HistoryView, SessionState } from '../../session/session-contract.ts';
import { outageUntil } from '../../session/story/outages.ts';
import { toldClass } from '../measure/told-class.ts';

export interface Cost {
  readonly failed: number;
  /** Whole seconds in which the class told was down, as the budget counts them. */
  readonly downtime: number;
  /** From its first failure in each outage to its first good end, exactly. */
  readonly outageMicros: Micros;
  readonly lostWrites: number;
  readonly splitBrainWrites: number;
}

/** Where both branches are judged. */
export interface Instant {
  readonly second: number;
  /** Up to here the ledger has judged the seconds of the class told on both. */
  readonly judged: number;
}

/** Whose downtime and outages are told. */
export interface ToldClass {
  readonly id: string;
  readonly index: number;
}

/** Of the classes the one that has been down the longest on either branch. */
export function toldOf(classes: readonly RequestClass[], histories: readonly HistoryView[]): ToldClass {
  const index = toldClass(classes, (one) =>
    Math.max(...histories.map((history) => downtimeOf(history, one, Number.POSITIVE_INFINITY))),
  );
  return { id: classes[index]?.id ?? '', index };
}

function downtimeOf({ ledger }: HistoryView, classIndex: number, until: number): number {
  let downtime = 0;
  for (const span of ledger) {
    if (span.class !== classIndex || !span.down) continue;
    downtime += Math.max(0, Math.min(until, span.toSecond) - span.fromSecond);
  }
  return downtime;
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

/** The last second not after the time on screen that both have reached, and that no joined row of either reaches across. */
export function commonSecond(
  pair: readonly Branch[],
  histories: readonly HistoryView[],
  viewMicros: Micros,
): number {
  const reached = Math.min(viewMicros, ...pair.map(({ headMicros }) => headMicros));
  let second = Math.floor(reached / microsPerSecond);
  for (;;) {
    const edge = histories.reduce((least, history) => Math.min(least, history.edgeBefore(second)), second);
    if (edge === second) return second;
    second = edge;
  }
}

/**
 * The whole seconds after the younger branch left the older one, up to `second`, less those of a row that reaches back
 * across that moment; undefined while there is none.
 */
export function secondsApart(
  [, younger]: readonly [Branch, Branch],
  histories: readonly HistoryView[],
  second: number,
): { readonly from: number; readonly to: number } | undefined {
  for (let from = Math.ceil(younger.atMicros / microsPerSecond); from < second; from += 1) {
    if (histories.every((history) => history.edgeBefore(from) === from)) return { from, to: second };
  }
  return undefined;
}

export function commonInstant(
  pair: readonly Branch[],
  histories: readonly HistoryView[],
  { classIndex, viewMicros }: { readonly classIndex: number; readonly viewMicros: Micros },
): Instant {
  const second = commonSecond(pair, histories, viewMicros);
  const judged = histories.map(
    ({ ledger }) => ledger.findLast((span) => span.class === classIndex)?.toSecond ?? 0,
  );
  return { second, judged: Math.min(second, ...judged) };
}

/** From the beginning of the run to the instant. */
export function costOf(
  history: HistoryView,
  { classCount, told }: { readonly classCount: number; readonly told: ToldClass },
  { second, judged }: Instant,
): Cost {
  let failed = 0;
  for (let index = 0; index < classCount; index += 1) {
    history.forEachClassRow(index, 0, second, (columns, offset) => {
      failed += columns[offset + classColumn.failed] ?? 0;
    });
  }
  const at = second * microsPerSecond;
  return {
    failed,
    downtime: downtimeOf(history, told.index, judged),
    outageMicros: outageUntil(history.story, told.id, at),
    ...history.lossesAt(at),
  };
}
