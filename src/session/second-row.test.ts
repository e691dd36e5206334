import { describe, expect, it } from 'vitest';
import { createLayout, type Instrument, type Readings } from '../engine/telemetry/layout.ts';
import { classColumn, classStride, componentColumn, componentStride } from '../engine/telemetry/records.ts';
import { createLossPoints } from './loss-points.ts';
import { endOf, joinRows, type SecondRow } from './second-row.ts';

const noReadings: Readings = { layout: createLayout([]), values: new Float64Array(0) };

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
  return { second, width, ...noReadings, components, classes, latencies: [] };
}

const sums = ['arrived', 'answered', 'failed', 'responseSum'];
const means = ['inSystem'];

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

  it('keep the latest health', () => {
    expect(at(joined, 'health')).toBe(at(right, 'health'));
  });

  it('say of every column how it is joined', () => {
    const named = ['second', 'component', 'health', ...sums, ...means];
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

describe('readings joined', () => {
  const of = (id: string, joins: Instrument['joins']): Instrument => ({
    id,
    on: 'edge',
    kind: joins === 'sum' ? 'counter' : 'gauge',
    unit: 'calls',
    joins,
  });
  const [sum, mean, max, last] = [of('n', 'sum'), of('level', 'mean'), of('most', 'max'), of('now', 'last')];
  const layoutOf = (...entries: readonly (readonly [string, Instrument])[]) =>
    createLayout(entries.map(([subject, instrument]) => ({ subject, instrument })));
  const all = layoutOf(['a', sum], ['a', mean], ['a', max], ['a', last], ['b', sum]);
  const reading = (second: number, width: number, readings: Readings): SecondRow => ({
    ...row(second, width, () => 0),
    ...readings,
  });

  it('are joined as their instruments say, an average by time', () => {
    const left = reading(0, 30, { layout: all, values: Float64Array.of(5, 2, 9, 1, 100) });
    const right = reading(30, 10, { layout: all, values: Float64Array.of(7, 6, 4, 3, 200) });
    expect([...joinRows(left, right).values]).toEqual([12, (30 * 2 + 10 * 6) / 40, 9, 3, 300]);
    expect(joinRows(left, right).layout).toBe(all);
  });

  it('of two layouts are joined by subject and instrument; what one of them lacks is as in the other', () => {
    const other = layoutOf(['b', mean], ['b', sum], ['a', last]);
    const left = reading(0, 1, { layout: all, values: Float64Array.of(5, 2, 9, 1, 100) });
    const right = reading(1, 1, { layout: other, values: Float64Array.of(8, 11, 3) });
    const { layout, values } = joinRows(left, right);
    const shown = layout.entries.map(({ subject, instrument }, at) => [subject, instrument.id, values[at]]);
    expect(shown).toEqual([
      ['a', 'n', 5],
      ['a', 'level', 2],
      ['a', 'most', 9],
      ['a', 'now', 3],
      ['b', 'n', 111],
      ['b', 'level', 8],
    ]);
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
