/**
 * The rows of one branch, sorted by second, at most 3,600: then neighbours that are older than ten minutes are joined
 * into aligned spans of twice the width. Rows are never edited, so branches share them by reference.
 */
import { endOf, joinRows, type SecondRow } from './second-row.ts';

const mostRows = 3_600;
const rowsAfterJoining = 2_700;
const sharpSeconds = 600;

export interface RowColumns {
  /** Replaces the row of the same second; a second that is already part of a joined row is known, and is ignored. */
  put(row: SecondRow): void;
  /** Rows that overlap [fromSecond, toSecond). */
  forEach(fromSecond: number, toSecond: number, visit: (row: SecondRow) => void): void;
  /** Whether no joined row begins before `second` and ends after it. */
  cutsCleanly(second: number): boolean;
  /** A copy of the rows that end at or before `second`. */
  copyUpTo(second: number): RowColumns;
  readonly length: number;
}

export function createRowColumns(rows: SecondRow[] = [], joinedWidth = 1): RowColumns {
  let grain = joinedWidth;

  /** Index of the first row that ends after `second`. */
  function indexAt(second: number): number {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = rows[middle];
      if (row !== undefined && endOf(row) <= second) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function join(): void {
    const newest = rows.at(-1);
    if (newest === undefined) return;
    const sharpFrom = endOf(newest) - sharpSeconds;
    grain *= 2;
    const joined: SecondRow[] = [];
    for (const row of rows) {
      const last = joined.at(-1);
      const isSameSpan =
        last !== undefined &&
        endOf(row) <= sharpFrom &&
        Math.floor(last.second / grain) === Math.floor((endOf(row) - 1) / grain);
      if (last !== undefined && isSameSpan) joined[joined.length - 1] = joinRows(last, row);
      else joined.push(row);
    }
    rows = joined;
  }

  return {
    put(row) {
      const index = indexAt(row.second);
      const found = rows[index];
      if (found === undefined || found.second > row.second) rows.splice(index, 0, row);
      else if (found.width <= row.width) rows[index] = row;
      if (rows.length > mostRows) while (rows.length > rowsAfterJoining) join();
    },
    forEach(fromSecond, toSecond, visit) {
      for (let index = indexAt(fromSecond); index < rows.length; index += 1) {
        const row = rows[index];
        if (row === undefined || row.second >= toSecond) return;
        visit(row);
      }
    },
    cutsCleanly(second) {
      const row = rows[indexAt(second)];
      return row === undefined || row.second >= second;
    },
    copyUpTo(second) {
      return createRowColumns(
        rows.filter((row) => endOf(row) <= second),
        grain,
      );
    },
    get length() {
      return rows.length;
    },
  };
}
