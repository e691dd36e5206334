// A recording of a real system, and the book of what was compared with it: a conformance test opens one part of a file of
// test/reference, compares traces by their path, and at the end no value of that part may be left that was neither
// compared, nor read as an input, nor declared not comparable with a reason. SHOW=1 prints the book.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { root } from './repository.ts';

export type Path = readonly (string | number)[];

/** What a path was used for. */
type Use = 'equal' | 'within' | 'input' | 'note' | 'notComparable';

interface Entry {
  readonly path: Path;
  readonly use: Use;
  readonly why: string;
  /** Values compared: 1 for a number, the length of a sequence. */
  readonly count: number;
}

export interface Recording {
  /** The value at `path`, untouched and unbooked: for looking ahead. */
  readonly peek: <Value>(...path: Path) => Value;
  /** The value at `path`, which the mechanism is fed with. */
  readonly input: <Value>(...path: Path) => Value;
  /** Text about the recording: descriptions, versions, formulas in words. */
  readonly note: (...path: Path) => void;
  /** The recorded value at `path` must equal `actual`, deeply. */
  readonly equal: (path: Path, actual: unknown) => void;
  /** A number, or an array of numbers, within `relative` of the recorded (and `absolute`, for what is near 0). */
  readonly within: (
    path: Path,
    actual: number | readonly number[],
    relative: number,
    absolute?: number,
  ) => void;
  /** Compared by other means than `equal`: `holds` says whether it agrees, `why` how it was compared. */
  readonly judged: (path: Path, holds: boolean, why: string, count?: number) => void;
  readonly notComparable: (path: Path, why: string) => void;
  /** Call last: everything of the opened part was booked. */
  readonly expectNothingSkipped: () => void;
}

/** Opens `part` (a path in the file; the whole file if empty) of test/reference/`file`. */
export function openRecording(file: string, ...part: Path): Recording {
  const content: unknown = JSON.parse(readFileSync(join(root, 'test/reference', file), 'utf8'));
  const book: Entry[] = [];
  const at = (path: Path): unknown => {
    const value = path.reduce<unknown>(
      (inner, key) => (inner as Record<string | number, unknown>)?.[key],
      content,
    );
    if (value === undefined) throw new Error(`${file} has nothing at ${show(path)}`);
    return value;
  };
  const enter = (path: Path, use: Use, why = '', count = sizeOf(at(path))): void => {
    book.push({ path, use, why, count });
  };
  const full = (path: Path): Path => [...part, ...path];
  at(part);

  return {
    peek: (...path) => at(full(path)) as never,
    input: (...path) => {
      enter(full(path), 'input');
      return at(full(path)) as never;
    },
    note: (...path) => enter(full(path), 'note'),
    equal: (path, actual) => {
      expect(actual, `${file} ${show(full(path))}`).toEqual(at(full(path)));
      enter(full(path), 'equal');
    },
    within: (path, actual, relative, absolute = 0) => {
      const expected = at(full(path));
      const [seen, told] = [[actual].flat(), [expected].flat()] as [number[], number[]];
      expect(seen.length, `${file} ${show(full(path))}: length`).toBe(told.length);
      told.forEach((value, index) => {
        const room = Math.max(absolute, relative * Math.abs(value));
        const gap = Math.abs((seen[index] as number) - value);
        expect(gap, `${file} ${show(full(path))}[${index}]: ${seen[index]} v ${value}`).toBeLessThanOrEqual(
          room,
        );
      });
      enter(full(path), 'within', `within ${relative}`);
    },
    judged: (path, holds, why, count) => {
      expect(holds, `${file} ${show(full(path))}: ${why}`).toBe(true);
      enter(full(path), 'within', why, count);
    },
    notComparable: (path, why) => enter(full(path), 'notComparable', why),
    expectNothingSkipped: () => {
      if (process.env.SHOW !== undefined) print(file, part, book);
      const booked = new Set(book.map(({ path }) => JSON.stringify(path)));
      expect(skipped(at(part), part, booked).map(show), `${file}: neither compared nor declared`).toEqual([]);
      expect(
        book.some(({ use }) => use === 'equal' || use === 'within'),
        'nothing was compared',
      ).toBe(true);
    },
  };
}

/** The paths of values under which nothing was booked. */
function skipped(value: unknown, path: Path, booked: ReadonlySet<string>): Path[] {
  if (booked.has(JSON.stringify(path))) return [];
  if (typeof value !== 'object' || value === null) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, inner]) => skipped(inner, [...path, key], booked));
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 1;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, inner) => sum + sizeOf(inner), 0);
}

const show = (path: Path): string => path.join(' › ');

function print(file: string, part: Path, book: readonly Entry[]): void {
  const uses: Use[] = ['equal', 'within', 'input', 'note', 'notComparable'];
  const totals = uses.map((use) => {
    const entries = book.filter((entry) => entry.use === use);
    return `${use} ${entries.length} (${entries.reduce((sum, { count }) => sum + count, 0)} values)`;
  });
  console.log(`${file} ${show(part)}: ${totals.join(', ')}`);
  for (const { path, why } of book.filter(({ use }) => use === 'notComparable'))
    console.log(`  not comparable: ${show(path)}: ${why}`);
}
