// The bounded parts of history, each against what it must conserve.
import { describe, expect, it } from 'vitest';
import { LogHistogram } from '../engine/kernel/log-histogram.ts';
import { quantileOfSparse } from '../engine/kernel/log-histogram-sparse.ts';
import { serviceInstruments } from '../engine/model/service-readings.ts';
import { createLayout, readingOf } from '../engine/telemetry/layout.ts';
import {
  classColumn,
  classStride,
  componentColumn,
  componentStride,
  hopStride,
  journeyHeader,
  journeyHeaderStride,
} from '../engine/telemetry/records.ts';
import { createJourneyShelf } from './journey-shelf.ts';
import { createLedgerSpans } from './ledger-spans.ts';
import { createRowColumns } from './row-columns.ts';
import { endOf, type SecondRow } from './second-row.ts';
import { createLatencyTally } from './sparse-latency.ts';

const layout = createLayout(
  [serviceInstruments.busy, serviceInstruments.queueLengthMax].map((instrument) => ({
    subject: 'station',
    instrument,
  })),
);

function rowAt(second: number): SecondRow {
  const components = new Float64Array(2 * componentStride);
  const classes = new Float64Array(classStride);
  for (const component of [0, 1]) {
    const offset = component * componentStride;
    components[offset + componentColumn.second] = second;
    components[offset + componentColumn.component] = component;
    components[offset + componentColumn.arrived] = second % 11;
    components[offset + componentColumn.health] = second % 4;
  }
  classes[classColumn.second] = second;
  classes[classColumn.ok] = second % 13;
  classes[classColumn.causes + 6] = 1;
  const latencies = [{ second, class: 0, sparse: Uint32Array.of(second % 50, 2, 60, 1) }];
  const values = Float64Array.of(second % 3, second);
  return { second, width: 1, layout, values, components, classes, latencies };
}

function filled(seconds: number) {
  const rows = createRowColumns();
  for (let second = 0; second < seconds; second += 1) rows.put(rowAt(second));
  return rows;
}

function sums(rows: ReturnType<typeof createRowColumns>, to: number) {
  const sum = { seconds: 0, arrived: 0, busy: 0, most: 0, ok: 0, lastCause: 0, latencies: 0 };
  rows.forEach(0, to, (row) => {
    sum.seconds += row.width;
    sum.arrived += row.components[componentStride + componentColumn.arrived] ?? 0;
    sum.busy += (readingOf(row, 'station', 'busy') ?? 0) * row.width;
    sum.most = Math.max(sum.most, readingOf(row, 'station', 'queueLengthMax') ?? 0);
    sum.ok += row.classes[classColumn.ok] ?? 0;
    sum.lastCause += row.classes[classColumn.causes + 6] ?? 0;
    for (const { sparse } of row.latencies)
      for (let i = 1; i < sparse.length; i += 2) sum.latencies += sparse[i] ?? 0;
  });
  return sum;
}

describe('rows', () => {
  it('that come again after being joined are recalled as seconds, and only where all of them are', () => {
    const rows = filled(40_000);
    const widths = (from: number, to: number): number[] => {
      const seen: number[] = [];
      rows.forEach(from, to, ({ width }) => void seen.push(width));
      return seen;
    };
    const [width = 0] = widths(100, 101);
    expect(width).toBeGreaterThan(8);
    const start = rows.edgeBefore(100);
    expect(rows.replayFrom(100, 110)).toBe(start);
    expect(rows.cutsCleanly(105)).toBe(false);
    for (let second = start; second < 110; second += 1) rows.put(rowAt(second));
    expect(widths(100, 110)).toEqual(Array.from({ length: 10 }, () => 1));
    expect(widths(100, 111).some((one) => one > 1)).toBe(true);
    expect(rows.replayFrom(100, 110)).toBe(110);
    expect(rows.edgeBefore(105)).toBe(105);
    // A copy up to there has every second once: it can be cut in the middle of what was a joined row.
    expect(rows.cutsCleanly(105)).toBe(true);
    const { seconds, ...copied } = sums(rows.copyUpTo(105), 105);
    expect(seconds).toBe(105);
    const { seconds: _, ...straight } = sums(filled(105), 105);
    expect(copied).toEqual({ ...straight, busy: expect.closeTo(straight.busy, 6) });
  });

  it('are not joined across a second that is to stay an edge', () => {
    const rows = createRowColumns();
    rows.keepEdges([1_001]);
    for (let second = 0; second < 40_000; second += 1) rows.put(rowAt(second));
    expect(rows.edgeBefore(1_001)).toBe(1_001);
    expect(rows.length).toBeLessThanOrEqual(3_600);
  });

  it('are bounded for a day, and joining them conserves what was counted', () => {
    const day = 86_400;
    const rows = filled(day);
    expect(rows.length).toBeLessThanOrEqual(3_600);
    const expected = {
      seconds: day,
      arrived: 0,
      busy: 0,
      most: day - 1,
      ok: 0,
      lastCause: day,
      latencies: 0,
    };
    for (let second = 0; second < day; second += 1) {
      expected.arrived += second % 11;
      expected.busy += second % 3;
      expected.ok += second % 13;
      expected.latencies += 3;
    }
    const found = sums(rows, day);
    expect(found.busy).toBeCloseTo(expected.busy, 3);
    expect({ ...found, busy: 0 }).toEqual({ ...expected, busy: 0 });
    let sharp = 0;
    rows.forEach(day - 600, day, (row) => {
      sharp += row.width === 1 ? 1 : 0;
    });
    expect(sharp).toBe(600);
  });

  it('lie end to end, and a replay changes nothing', () => {
    const rows = filled(10_000);
    const before = sums(rows, 10_000);
    for (let second = 2_000; second < 10_000; second += 1) rows.put(rowAt(second));
    expect(sums(rows, 10_000)).toEqual(before);
    let end = 0;
    rows.forEach(0, 10_000, (row) => {
      expect(row.second).toBe(end);
      end = endOf(row);
    });
    expect(end).toBe(10_000);
  });

  it('are cut only where no joined row reaches across', () => {
    const rows = filled(5_000);
    expect(rows.cutsCleanly(4_999)).toBe(true);
    expect(rows.cutsCleanly(1_001)).toBe(false);
    expect(rows.cutsCleanly(1_000)).toBe(true);
    const copy = rows.copyUpTo(1_000);
    expect(sums(copy, 10_000).seconds).toBe(1_000);
    copy.put({ ...rowAt(1_000), classes: new Float64Array(classStride) });
    expect(sums(rows, 5_000).seconds).toBe(5_000);
  });
});

describe('latencies', () => {
  it('give the quantiles of the engine’s own histogram', () => {
    const histogram = new LogHistogram(32);
    const tally = createLatencyTally();
    for (let index = 1; index <= 3_000; index += 1) {
      histogram.record((index * 7_919) % 1_000_003);
      if (index % 100 !== 0) continue;
      const part = new LogHistogram(32);
      for (let one = index - 99; one <= index; one += 1) part.record((one * 7_919) % 1_000_003);
      tally.add(part.toSparse());
    }
    for (const p of [0, 0.07, 0.5, 0.95, 0.99, 1]) expect(tally.quantile(p)).toBe(histogram.quantile(p));
    expect(quantileOfSparse(tally.toSparse(), 32, 0.5)).toBe(histogram.quantile(0.5));
    expect(createLatencyTally().quantile(0.5)).toBeUndefined();
  });
});

function journey(ordinal: number, at: number, isFailed = false, lasts = 20_000): Float64Array {
  const row = new Float64Array(journeyHeaderStride + hopStride);
  row[journeyHeader.ordinal] = ordinal;
  row[journeyHeader.cause] = isFailed ? 2 : 0;
  row[journeyHeader.arrivedAt] = at;
  row[journeyHeader.endedAt] = at + lasts;
  row[journeyHeader.hops] = 1;
  return row;
}

describe('journeys', () => {
  it('are found by overlap, in order of arrival, whatever order they ended in', () => {
    const shelf = createJourneyShelf();
    for (const [ordinal, at, lasts] of [
      [2, 20, 10],
      [3, 30, 5],
      [1, 10, 100],
      [4, 200, 1],
    ] as const) {
      shelf.add(journey(ordinal, at, false, lasts), at);
    }
    shelf.add(journey(2, 20, false, 10), 20);
    const ordinals = (from: number, to: number) =>
      shelf.between(from, to).map((found) => found[journeyHeader.ordinal]);
    expect(ordinals(0, 1_000)).toEqual([1, 2, 3, 4]);
    expect(ordinals(32, 34)).toEqual([1, 3]);
    expect(ordinals(111, 199)).toEqual([]);
    expect(shelf.copyUpTo(100).length).toBe(2);
  });

  it('are bounded, the near ones sharp and failures kept longest', () => {
    const shelf = createJourneyShelf();
    const perSecond = 100;
    for (let second = 0; second < 1_000; second += 1) {
      const rows = Array.from({ length: perSecond }, (_, index) =>
        journey(second * perSecond + index, second * 1e6 + index * 10_000, index === 0),
      );
      const packed = new Float64Array(rows.flatMap((row) => [...row]));
      shelf.add(packed, second * 1e6);
    }
    expect(shelf.length).toBeLessThanOrEqual(30_000);
    expect(shelf.between(945e6, 999e6).length).toBeGreaterThan(5_300);
    const old = shelf.between(0, 500e6);
    expect(old.filter((row) => row[journeyHeader.cause] === 2)).toHaveLength(501);
    const rest = old.length - 501;
    expect(rest).toBeGreaterThan(0);
    expect(rest).toBeLessThan((500 * 99) / 6);
  });
});

describe('the ledger', () => {
  it('is bounded and keeps each verdict and each count', () => {
    const ledger = createLedgerSpans();
    const isDown = (second: number) => second % 1_000 < 10;
    for (let second = 0; second < 40_000; second += 1) {
      for (const index of [0, 1]) {
        const span = { class: index, fromSecond: second, toSecond: second + 1, arrived: 10, good: 9 };
        ledger.put({ ...span, down: isDown(second) });
      }
    }
    expect(ledger.spans.length).toBeLessThanOrEqual(20_000);
    const again = { class: 0, fromSecond: 5_005, toSecond: 5_006, arrived: 10, good: 9, down: isDown(5_005) };
    ledger.put(again);
    const down = ledger.spans.filter((span) => span.down && span.class === 0);
    expect(down.reduce((sum, span) => sum + span.toSecond - span.fromSecond, 0)).toBe(400);
    expect(ledger.spans.reduce((sum, span) => sum + span.arrived, 0)).toBe(800_000);
    expect(ledger.cutsCleanly([39_900, 39_900])).toBe(true);
    expect(ledger.cutsCleanly([61, 61])).toBe(false);
    expect(ledger.copyUpTo([39_900, 39_000]).spans.at(-1)?.toSecond).toBe(39_900);
  });
});
