/** What views see of the current branch's history: slices of packed rows, quantiles, verdicts, story, journeys. */
import type { Micros } from '../base/units.ts';
import { type Layout, placesOf, type ReadInstrument } from '../engine/telemetry/layout.ts';
import { classStride, componentStride } from '../engine/telemetry/records.ts';
import type { BranchHistory } from './branch-history.ts';
import type { SecondRow } from './second-row.ts';
import type { HistoryView } from './session-contract.ts';
import { createLatencyTally } from './sparse-latency.ts';

export interface HistorySource {
  readonly revision: () => number;
  readonly headMicros: () => Micros;
  readonly history: () => BranchHistory;
}

/** Second column of both kinds of row: the component or class it is about. */
const keyColumn = 1;

/** Rows are packed in the order of their keys, so the place is known; a search is for the day it is not. */
function offsetOf(columns: Float64Array, stride: number, key: number): number | undefined {
  if (columns[key * stride + keyColumn] === key) return key * stride;
  for (let offset = 0; offset < columns.length; offset += stride) {
    if (columns[offset + keyColumn] === key) return offset;
  }
  return undefined;
}

type Visit = (row: SecondRow, offset: number) => void;

/** Reads a subject's instruments in one row after another; undefined where a row has none of them. */
function rowReader(subject: string): (row: SecondRow) => ReadInstrument | undefined {
  let layout: Layout | undefined;
  let places: ReadonlyMap<string, number> = new Map();
  let values: ArrayLike<number> = [];
  const read: ReadInstrument = (instrument) => values[places.get(instrument) ?? -1];
  return (row) => {
    if (row.layout !== layout) places = placesOf(row.layout, subject);
    ({ layout, values } = row);
    return places.size > 0 ? read : undefined;
  };
}

const readNothing: ReadInstrument = () => undefined;

export function createHistoryView({ revision, headMicros, history }: HistorySource): HistoryView {
  function forEachRow(
    part: 'components' | 'classes',
    key: number,
    span: readonly [from: number, to: number],
    visit: Visit,
  ): void {
    const stride = part === 'components' ? componentStride : classStride;
    history().rows.forEach(span[0], span[1], (row: SecondRow) => {
      const offset = offsetOf(row[part], stride, key);
      if (offset !== undefined) visit(row, offset);
    });
  }

  return {
    get revision() {
      return revision();
    },
    get headMicros() {
      return headMicros();
    },
    forEachClassRow(classIndex, fromSecond, toSecond, visit) {
      forEachRow('classes', classIndex, [fromSecond, toSecond], (row, offset) => {
        visit(row.classes, offset, row.width);
      });
    },
    forEachComponentRow({ index, id }, fromSecond, toSecond, visit) {
      const readerIn = rowReader(id);
      forEachRow('components', index, [fromSecond, toSecond], (row, offset) => {
        visit(row.components, offset, row.width, readerIn(row) ?? readNothing);
      });
    },
    forEachReading(subject, fromSecond, toSecond, visit) {
      const readerIn = rowReader(subject);
      history().rows.forEach(fromSecond, toSecond, (row) => {
        const read = readerIn(row);
        if (read !== undefined) visit(read, row.width);
      });
    },
    latencyQuantile(classIndex, fromSecond, toSecond, p) {
      const tally = createLatencyTally();
      history().rows.forEach(fromSecond, toSecond, (row) => {
        for (const latency of row.latencies) {
          if (classIndex === undefined || latency.class === classIndex) tally.add(latency.sparse);
        }
      });
      return tally.quantile(p);
    },
    edgeBefore: (second) => history().rows.edgeBefore(second),
    get ledger() {
      return history().ledger.spans;
    },
    get story() {
      return history().story;
    },
    lossesAt: (time) => history().losses.at(time),
    journeysBetween: (from, to) => history().journeys.between(from, to),
  };
}
