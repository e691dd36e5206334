/**
 * One row of history: all components and all classes over `width` seconds. Joining rows adds counts, weights averages
 * by width, takes the larger maximum and the later state, and adds latency histograms: nothing measured is lost but
 * the resolution in time.
 */

import {
  createLayout,
  type Instrument,
  type LayoutEntry,
  placesOf,
  type Readings,
} from '../engine/telemetry/layout.ts';
import { classStride, type componentColumn, type LatencyRow } from '../engine/telemetry/records.ts';
import { createLatencyTally } from './sparse-latency.ts';

export interface SecondRow extends Readings {
  readonly second: number;
  readonly width: number;
  readonly components: Float64Array;
  readonly classes: Float64Array;
  readonly latencies: readonly LatencyRow[];
}

/** In the order of the columns; a column added to the engine's table is a compile error here. */
const componentColumns: Record<keyof typeof componentColumn, Join> = {
  second: 'first',
  component: 'first',
  arrived: 'sum',
  answered: 'sum',
  failed: 'sum',
  health: 'last',
  inSystem: 'mean',
  responseSum: 'sum',
};
type Join = 'first' | Instrument['joins'];
const componentJoins: readonly Join[] = Object.values(componentColumns);
const classJoins: readonly Join[] = Array.from({ length: classStride }, (_, column) =>
  column < 2 ? 'first' : 'sum',
);

export const endOf = (row: SecondRow): number => row.second + row.width;

function joinValue(how: Join, left: number, right: number, leftShare: number): number {
  switch (how) {
    case 'first':
      return left;
    case 'sum':
      return left + right;
    case 'mean':
      return left * leftShare + right * (1 - leftShare);
    case 'max':
      return Math.max(left, right);
    case 'last':
      return right;
  }
}

function joinPacked(
  left: Float64Array,
  right: Float64Array,
  joins: readonly Join[],
  leftShare: number,
): Float64Array {
  return Float64Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const how = joins[index % joins.length] ?? 'last';
    const [one, other] = [left[index], right[index]];
    if (one === undefined || other === undefined) return one ?? other ?? 0;
    return joinValue(how, one, other, leftShare);
  });
}

/** By subject and instrument; what only one of the two has stays as it is. */
function joinReadings(left: Readings, right: Readings, leftShare: number): Readings {
  const layout = left.layout === right.layout ? left.layout : createLayout(entriesOfBoth(left, right));
  const values = Float64Array.from(layout.entries, (entry) => {
    const [one, other] = [valueIn(left, entry), valueIn(right, entry)];
    if (one === undefined || other === undefined) return one ?? other ?? Number.NaN;
    return joinValue(entry.instrument.joins, one, other, leftShare);
  });
  return { layout, values };
}

const placeIn = ({ layout }: Readings, { subject, instrument }: LayoutEntry): number | undefined =>
  placesOf(layout, subject).get(instrument.id);

const valueIn = (readings: Readings, entry: LayoutEntry): number | undefined =>
  readings.values[placeIn(readings, entry) ?? -1];

const entriesOfBoth = (left: Readings, right: Readings): readonly LayoutEntry[] => [
  ...left.layout.entries,
  ...right.layout.entries.filter((entry) => placeIn(left, entry) === undefined),
];

function joinLatencies(left: SecondRow, right: SecondRow): LatencyRow[] {
  const both = [...left.latencies, ...right.latencies];
  const classes = [...new Set(both.map((row) => row.class))];
  return classes.map((classIndex) => {
    const tally = createLatencyTally();
    for (const row of both) if (row.class === classIndex) tally.add(row.sparse);
    return { second: left.second, class: classIndex, sparse: tally.toSparse() };
  });
}

/** `left` lies before `right`. */
export function joinRows(left: SecondRow, right: SecondRow): SecondRow {
  const leftShare = left.width / (left.width + right.width);
  return {
    second: left.second,
    width: endOf(right) - left.second,
    ...joinReadings(left, right, leftShare),
    components: joinPacked(left.components, right.components, componentJoins, leftShare),
    classes: joinPacked(left.classes, right.classes, classJoins, leftShare),
    latencies: joinLatencies(left, right),
  };
}
