/** Sums of request rows over whole seconds: every figure of the metrics strip that says "last 10 s" comes from here. */
import { type Micros, microsPerSecond } from '../../base/units.ts';
import { classColumn } from '../../engine/telemetry/records.ts';
import type { HistoryView } from '../../session/session-contract.ts';

export const windowSeconds = 10;

export interface ClassWindow {
  /** Whole seconds that the counts cover: `windowSeconds`, fewer at the start, more while old rows are joined. */
  readonly seconds: number;
  /** [from, to) in seconds of the run. */
  readonly from: number;
  readonly to: number;
  readonly arrived: number;
  readonly ok: number;
  readonly failed: number;
  readonly slow: number;
}

/** The last whole seconds that end at or before `viewMicros`. */
export function lastSeconds(viewMicros: Micros): { readonly from: number; readonly to: number } {
  const to = Math.floor(viewMicros / microsPerSecond);
  return { from: Math.max(0, to - windowSeconds), to };
}

export function sumClassWindow(
  history: HistoryView,
  classIndexes: readonly number[],
  viewMicros: Micros,
): ClassWindow {
  const { from, to } = lastSeconds(viewMicros);
  const sum = { seconds: 0, from, to, arrived: 0, ok: 0, failed: 0, slow: 0 };
  for (const [place, classIndex] of classIndexes.entries()) {
    history.forEachClassRow(classIndex, from, to, (columns, offset, width) => {
      // All classes have the same rows.
      if (place === 0) sum.seconds += width;
      sum.arrived += columns[offset + classColumn.arrived] ?? 0;
      sum.ok += columns[offset + classColumn.ok] ?? 0;
      sum.failed += columns[offset + classColumn.failed] ?? 0;
      sum.slow += columns[offset + classColumn.slow] ?? 0;
    });
  }
  return sum;
}
