import { describe, expect, it } from 'vitest';
import { classColumn, classStride, componentColumn, componentStride } from '../engine/telemetry/records.ts';
import { createLossPoints } from './loss-points.ts';
import { endOf, joinRows, type SecondRow } from './second-row.ts';

/** A row in which each column of each component has a value of its own. */
function row(second: number, width: number, value: (component: number, column: number) => number): SecondRow {
  const components = new Float64Array(2 * componentStride);
  for (const component of [0, 1]) {
    for (let column = 0; column < componentStride; column += 1)
      components[component * componentStride + column] = value(component, column);
    components[component * componentStride + componentColumn.second] = second;
    components[component * componentStride + componentColumn.component] = component;
  }
  const classes = Float64Array.from({ length: classStride }, (_, column) => 100 + column);
  classes[classColumn.second] = second;
  classes[classColumn.class] = 1;
  return { second, width, components, classes, latencies: [] };
}

const sums = ['arrived', 'answered', 'failed', 'started', 'waitingSum', 'responseSum', 'hits', 'misses'];
const means = ['busy', 'queueLength', 'lagVersions', 'lagMicros', 'inSystem'];

describe('two rows joined', () => {
  // 30 seconds and 10: the first counts three times as much in an average.
  const left = row(60, 30, (component, column) => 1_000 * component + column);
  const right = row(90, 10, (component, column) => 5_000 * component + 9 * column + 2);
  const joined = joinRows(left, right);
  const at = (one: SecondRow, name: string) =>
    one.components[componentStride + componentColumn[name as keyof typeof componentColumn]]!;

  it('reach from the beginning of the first to the end of the second', () => {
    expect([joined.second, joined.width, endOf(joined)]).toEqual([60, 40, 100]);
    expect([at(joined, 'second'), at(joined, 'component')]).toEqual([60, 1]);
    expect([joined.classes[classColumn.second], joined.classes[classColumn.class]]).toEqual([60, 1]);
  });

  it.each(sums)('add %s', (name) => {
    expect(at(joined, name)).toBe(at(left, name) + at(right, name));
  });

  it.each(means)('average %s over time', (name) => {
    expect(at(joined, name)).toBeCloseTo((30 * at(left, name) + 10 * at(right, name)) / 40, 9);
  });

  it('keep the longest line and the latest health', () => {
    expect(at(joined, 'queueLengthMax')).toBe(
      Math.max(at(left, 'queueLengthMax'), at(right, 'queueLengthMax')),
    );
    expect(at(joinRows(right, left), 'queueLengthMax')).toBe(at(right, 'queueLengthMax'));
    expect(at(joined, 'health')).toBe(at(right, 'health'));
  });

  it('say of every column how it is joined', () => {
    const named = ['second', 'component', 'queueLengthMax', 'health', ...sums, ...means];
    expect(Object.keys(componentColumn).sort()).toEqual(named.sort());
  });

  it('add every count of a class', () => {
    for (let column = 2; column < classStride; column += 1)
      expect(joined.classes[column], `column ${column}`).toBe(2 * (100 + column));
  });

  it('add latencies by class', () => {
    const of = (classIndex: number, ...sparse: number[]) => ({
      second: 0,
      class: classIndex,
      sparse: Uint32Array.from(sparse),
    });
    const both = joinRows(
      { ...left, latencies: [of(0, 5, 1, 9, 4), of(1, 7, 2)] },
      { ...right, latencies: [of(1, 3, 1, 7, 5), of(0, 9, 6)] },
    );
    expect(both.latencies.map((one) => [one.second, one.class, [...one.sparse]])).toEqual([
      [60, 0, [5, 1, 9, 10]],
      [60, 1, [3, 1, 7, 7]],
    ]);
  });

  it('have what only one of them has: a component that was added', () => {
    const short = { ...left, components: left.components.slice(0, componentStride) };
    expect(joinRows(short, right).components.slice(componentStride)).toEqual(
      right.components.slice(componentStride),
    );
  });
});

describe('losses', () => {
  const put = (points: ReturnType<typeof createLossPoints>, time: number, lost: number, split = 0) =>
    points.put({ time, lostWrites: lost, splitBrainWrites: split } as never);

  it('of both kinds are known from the instant at which they were counted', () => {
    const points = createLossPoints();
    put(points, 10, 0, 3);
    put(points, 20, 2, 3);
    expect(points.at(9)).toEqual({ lostWrites: 0, splitBrainWrites: 0 });
    expect(points.at(10)).toMatchObject({ lostWrites: 0, splitBrainWrites: 3 });
    expect(points.at(25)).toMatchObject({ lostWrites: 2, splitBrainWrites: 3 });
    expect(points.copyUpTo(20).at(99)).toMatchObject({ lostWrites: 2 });
  });
});
