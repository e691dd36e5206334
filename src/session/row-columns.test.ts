import { describe, expect, it } from 'vitest';
import { createLayout } from '../engine/telemetry/layout.ts';
import { classStride, componentStride } from '../engine/telemetry/records.ts';
import { createRowColumns } from './row-columns.ts';
import { endOf, type SecondRow } from './second-row.ts';

const noReadings = { layout: createLayout([]), values: new Float64Array(0) };

const row = (second: number, width = 1, mark = 0): SecondRow => ({
  second,
  width,
  ...noReadings,
  components: new Float64Array(componentStride),
  classes: new Float64Array(classStride).fill(mark),
  latencies: [],
});

const filled = (seconds: number) => {
  const rows = createRowColumns();
  for (let second = 0; second < seconds; second += 1) rows.put(row(second));
  return rows;
};

const list = (rows: ReturnType<typeof createRowColumns>, from = 0, to = 1e9): SecondRow[] => {
  const found: SecondRow[] = [];
  rows.forEach(from, to, (one) => found.push(one));
  return found;
};

describe('rows', () => {
  it('are sorted, whatever order they come in, and replaced by the same second', () => {
    const rows = createRowColumns();
    for (const second of [3, 1, 2, 0]) rows.put(row(second));
    rows.put(row(2, 1, 7));
    expect(list(rows).map(({ second, classes }) => [second, classes[5]])).toEqual([
      [0, 0],
      [1, 0],
      [2, 7],
      [3, 0],
    ]);
  });

  it('are those that overlap [from, to)', () => {
    const rows = createRowColumns();
    for (const [second, width] of [
      [0, 4],
      [4, 4],
      [8, 1],
    ] as const)
      rows.put(row(second, width));
    const seconds = (from: number, to: number) => list(rows, from, to).map(({ second }) => second);
    expect(seconds(0, 4)).toEqual([0]);
    expect(seconds(3, 5)).toEqual([0, 4]);
    expect(seconds(4, 8)).toEqual([4]);
    expect(seconds(7, 9)).toEqual([4, 8]);
    expect(seconds(9, 20)).toEqual([]);
  });

  it('that are already part of a wider one are known; a wider one takes their place', () => {
    const rows = createRowColumns();
    rows.put(row(0, 4));
    rows.put(row(2, 1, 9));
    expect(list(rows).map(({ second, width }) => [second, width])).toEqual([[0, 4]]);
    rows.put(row(0, 4, 3));
    expect(list(rows)[0]?.classes[5]).toBe(3);
  });

  it('are joined beyond 3,600, two and two, those older than ten minutes', () => {
    expect(filled(3_600).length).toBe(3_600);
    expect(list(filled(3_600)).every(({ width }) => width === 1)).toBe(true);
    // The first 3,001 seconds: 1,500 pairs, which is enough, and one that has no partner yet.
    const rows = list(filled(3_601));
    expect(rows).toHaveLength(1_500 + 601);
    expect(rows.slice(0, 1_500).map(({ second, width }) => [second, width])).toEqual(
      Array.from({ length: 1_500 }, (_, pair) => [2 * pair, 2]),
    );
    expect(rows.slice(1_500).every(({ width }) => width === 1)).toBe(true);
  });

  it('are joined to spans aligned with their width, however long the run', () => {
    const rows = list(filled(40_000));
    let end = 0;
    for (const one of rows) {
      expect(one.second).toBe(end);
      end = endOf(one);
      const grain = 2 ** Math.ceil(Math.log2(one.width));
      expect(Math.floor(one.second / grain)).toBe(Math.floor((end - 1) / grain));
      if (end > 40_000 - 600) expect(one.width).toBe(1);
    }
    expect(end).toBe(40_000);
  });

  it('are copied up to a second, and the copy goes on joining as wide as the original', () => {
    const rows = filled(3_601);
    expect(list(rows.copyUpTo(3)).map(endOf)).toEqual([2]);
    expect(list(rows.copyUpTo(4)).map(endOf)).toEqual([2, 4]);
    const copy = rows.copyUpTo(3_000);
    for (let second = 3_000; second < 6_000; second += 1) copy.put(row(second));
    const straight = filled(6_000);
    expect(list(copy).map(({ second, width }) => [second, width])).toEqual(
      list(straight).map(({ second, width }) => [second, width]),
    );
  });
});
