/**
 * The rows of one branch, sorted by second, at most 3,600: then neighbours that are older than ten minutes are joined
 * into aligned spans, of twice the width where the present one no longer suffices. A replay brings the rows of joined
 * seconds again: the latest of them are recalled, beside the joined ones, so that a figure at a cursor in the distant
 * past is made of whole seconds. Rows are never edited, so branches share them by reference.
 */
import { endOf, joinRows, type SecondRow } from './second-row.ts';

export interface RowLimits {
  readonly mostRows: number;
  /** The newest seconds are never joined; as many are recalled. */
  readonly sharpSeconds: number;
}

export const rowLimits: RowLimits = { mostRows: 3_600, sharpSeconds: 600 };
/** Joining goes below the limit by this much, so that it is rare. */
const joinedShare = 0.75;

export interface RowColumns {
  /** Replaces the row of the same second; of a second that is part of a joined row, it is recalled. */
  put(row: SecondRow): void;
  /** Rows that overlap [fromSecond, toSecond): seconds in place of a joined row where all that overlap are recalled. */
  forEach(fromSecond: number, toSecond: number, visit: (row: SecondRow) => void): void;
  /** Whether no joined row begins before `second` and ends after it, or its seconds before are recalled. */
  cutsCleanly(second: number): boolean;
  /** From where a replay must begin so that [fromSecond, toSecond) consists of whole seconds; `toSecond` if it does. */
  replayFrom(fromSecond: number, toSecond: number): number;
  /** The last second, at or before this one, that no row reaches across. */
  edgeBefore(second: number): number;
  /** Seconds at which rows are not joined across: figures are counted from there. */
  keepEdges(seconds: readonly number[]): void;
  /** A copy of the rows that end at or before `second`. */
  copyUpTo(second: number): RowColumns;
  readonly length: number;
}

interface Kept {
  readonly rows: SecondRow[];
  readonly recalled: Map<number, SecondRow>;
  readonly joinedWidth: number;
  readonly edges: ReadonlySet<number>;
}

const nothing = (): Kept => ({ rows: [], recalled: new Map(), joinedWidth: 2, edges: new Set() });

export function createRowColumns(limits: RowLimits = rowLimits, kept: Kept = nothing()): RowColumns {
  const { recalled } = kept;
  let { rows, joinedWidth: grain, edges } = kept;

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
    const sharpFrom = endOf(newest) - limits.sharpSeconds;
    const joined: SecondRow[] = [];
    for (const row of rows) {
      const last = joined.at(-1);
      const isSameSpan =
        last !== undefined &&
        endOf(row) <= sharpFrom &&
        !edges.has(row.second) &&
        Math.floor(last.second / grain) === Math.floor((endOf(row) - 1) / grain);
      if (last !== undefined && isSameSpan) joined[joined.length - 1] = joinRows(last, row);
      else joined.push(row);
    }
    rows = joined;
  }

  function recall(row: SecondRow): void {
    recalled.delete(row.second);
    recalled.set(row.second, row);
    const [oldest] = recalled.keys();
    if (recalled.size > limits.sharpSeconds && oldest !== undefined) recalled.delete(oldest);
  }

  function areRecalled(fromSecond: number, toSecond: number): boolean {
    for (let second = fromSecond; second < toSecond; second += 1) if (!recalled.has(second)) return false;
    return true;
  }

  /** The rows to read for the part of `row` that lies in [fromSecond, toSecond). */
  function readable(row: SecondRow, fromSecond: number, toSecond: number): readonly SecondRow[] {
    const [from, to] = [Math.max(fromSecond, row.second), Math.min(toSecond, endOf(row))];
    if (row.width === 1 || !areRecalled(from, to)) return [row];
    return Array.from({ length: to - from }, (_, index) => recalled.get(from + index) ?? row);
  }

  return {
    put(row) {
      const index = indexAt(row.second);
      const found = rows[index];
      if (found === undefined || found.second > row.second) rows.splice(index, 0, row);
      else if (found.width <= row.width) rows[index] = row;
      else recall(row);
      if (rows.length <= limits.mostRows) return;
      // Edges may keep rows apart for good: a few passes more than any run's length needs.
      for (let pass = 0; pass < 24; pass += 1) {
        join();
        if (rows.length <= limits.mostRows * joinedShare) return;
        // Only when it no longer helps to join what has grown old since: old rows stay as fine as there is room for.
        grain *= 2;
      }
    },
    forEach(fromSecond, toSecond, visit) {
      for (let index = indexAt(fromSecond); index < rows.length; index += 1) {
        const row = rows[index];
        if (row === undefined || row.second >= toSecond) return;
        for (const one of readable(row, fromSecond, toSecond)) visit(one);
      }
    },
    cutsCleanly(second) {
      const row = rows[indexAt(second)];
      return row === undefined || areRecalled(row.second, second);
    },
    replayFrom(fromSecond, toSecond) {
      const joined: SecondRow[] = [];
      for (let index = indexAt(fromSecond); index < rows.length; index += 1) {
        const row = rows[index];
        if (row === undefined || row.second >= toSecond) break;
        if (row.width > 1) joined.push(row);
      }
      const isThere = joined.every((row) => areRecalled(row.second, Math.min(toSecond, endOf(row))));
      // All of them again where one is missing: what a replay brings may push out what was recalled before.
      return isThere ? toSecond : (joined[0]?.second ?? toSecond);
    },
    edgeBefore(second) {
      const row = rows[indexAt(second)];
      return row === undefined || areRecalled(row.second, second) ? second : row.second;
    },
    keepEdges(seconds) {
      edges = new Set(seconds);
    },
    copyUpTo(second) {
      const whole = rows.filter((row) => endOf(row) <= second);
      const across = rows[indexAt(second)];
      const cut = across === undefined ? [] : readable(across, across.second, second);
      return createRowColumns(limits, {
        rows: [...whole, ...cut.filter((row) => endOf(row) <= second)],
        recalled: new Map([...recalled].filter(([at]) => at < second)),
        joinedWidth: grain,
        edges,
      });
    },
    get length() {
      return rows.length;
    },
  };
}
