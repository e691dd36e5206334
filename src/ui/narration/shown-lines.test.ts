import { expect, it } from 'vitest';
import type { StoryLine } from '../../i18n/narrate.ts';
import { shownLines } from './shown-lines.ts';

const line = (id: number, chain: readonly number[] = []): StoryLine =>
  ({ id, ids: [id, id + 0.5], chain }) as unknown as StoryLine;

it('shows the newest lines of a long story with the causes they name, and says how many are left out', () => {
  const short = Array.from({ length: 80 }, (_, id) => line(id));
  expect(shownLines(short)).toEqual({ lines: short, hidden: 0 });
  const long = Array.from({ length: 5_000 }, (_, id) => line(id, [3, 7.5]));
  const { lines, hidden } = shownLines(long);
  expect(lines.map(({ id }) => id).slice(0, 3)).toEqual([3, 7, 4_940]);
  expect(lines.at(-1)).toBe(long.at(-1));
  expect(lines.length + hidden).toBe(5_000);
  const manyCauses = Array.from({ length: 500 }, (_, id) =>
    line(
      id,
      long.slice(0, 440).map((one) => one.id),
    ),
  );
  expect(shownLines(manyCauses).lines.length).toBe(80);
});
