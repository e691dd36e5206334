import { describe, expect, it } from 'vitest';
import { edgeInstruments } from '../engine/telemetry/edge-meters.ts';
import { createLayout, type Layout } from '../engine/telemetry/layout.ts';
import { hopStride, journeyHeader, journeyHeaderStride, unsentStride } from '../engine/telemetry/records.ts';
import type { StoryEvent, StoryKind } from '../engine/telemetry/story.ts';
import { createHistoryCollector } from './history-collector.ts';

function journey(ordinal: number, hops = 0, cause = 0, unsent = 0): Float64Array {
  // The engine hands over parts of a larger buffer: what lies behind the last hop is not the journey's.
  const row = new Float64Array(journeyHeaderStride + (hops + 2) * hopStride).fill(7);
  row[journeyHeader.ordinal] = ordinal;
  row[journeyHeader.cause] = cause;
  row[journeyHeader.hops] = hops;
  row[journeyHeader.unsent] = unsent;
  return row;
}

const event = (id: number, kind: StoryKind): StoryEvent => ({ id, kind }) as StoryEvent;
const span = (classIndex: number, toSecond: number) => ({
  class: classIndex,
  fromSecond: toSecond - 1,
  toSecond,
  arrived: 1,
  good: 1,
  down: false,
});

const layoutOf = (...subjects: readonly string[]) =>
  createLayout(subjects.map((subject) => ({ subject, instrument: edgeInstruments.sent })));
const layout = layoutOf('a->b');

const rowOf = (second: number, of: Layout) => ({
  second,
  layout: of,
  values: new Float64Array(of.entries.length),
  components: new Float64Array(1),
  classes: new Float64Array(2),
  latencies: [],
});

describe('what is collected for a frame', () => {
  it('is everything since the last one, in order, journeys back to back', () => {
    const collector = createHistoryCollector();
    collector.sink.journey(journey(4, 2));
    collector.sink.journey(journey(5, 0, 0, 1));
    collector.sink.journey(journey(6, 1));
    collector.sink.second(rowOf(3, layout));
    const { journeys, seconds } = collector.take(layout);
    expect(journeys).toHaveLength(3 * journeyHeaderStride + 3 * hopStride + unsentStride);
    const second = journeyHeaderStride + 2 * hopStride;
    const third = second + journeyHeaderStride + unsentStride;
    expect([0, second, third].map((at) => journeys[at + journeyHeader.ordinal])).toEqual([4, 5, 6]);
    expect(seconds.map((row) => row.second)).toEqual([3]);
    expect(collector.take(layout)).toEqual({
      layouts: [],
      seconds: [],
      story: [],
      ledger: [],
      journeys: new Float64Array(0),
    });
  });

  it('names the layout of each row, and brings a layout with the first that names it', () => {
    const collector = createHistoryCollector();
    const [wider, idsOf] = [
      layoutOf('a->b', 'b->c'),
      (layouts: readonly Layout[]) => layouts.map(({ id }) => id),
    ];
    collector.sink.second(rowOf(3, layout));
    collector.sink.second(rowOf(4, wider));
    const first = collector.take(wider);
    expect(idsOf(first.layouts)).toEqual([layout.id, wider.id]);
    expect(first.seconds.map((row) => row.layout)).toEqual([layout.id, wider.id]);
    collector.sink.second(rowOf(5, wider));
    expect(idsOf(collector.take(wider).layouts)).toEqual([]);
    // A frame without rows has readings of its own.
    expect(idsOf(collector.take(layoutOf('b->c')).layouts)).toEqual([layoutOf('b->c').id]);
    collector.repeatLayouts();
    expect(idsOf(collector.take(wider).layouts)).toEqual([wider.id]);
  });

  it('counts story events until they are taken, and knows the newest for good', () => {
    const collector = createHistoryCollector();
    collector.sink.story(event(5, 'crashed'));
    collector.sink.story(event(4, 'hung'));
    expect(collector.storyCount).toBe(2);
    collector.take(layout);
    expect(collector.storyCount).toBe(0);
    expect(collector.marks.storyId).toBe(5);
  });

  it('marks up to where each class was judged, 0 for one that was not', () => {
    const collector = createHistoryCollector();
    collector.sink.ledger(span(1, 7));
    expect(collector.marks.judgedUntil).toEqual([0, 7]);
    collector.sink.ledger(span(0, 6));
    collector.sink.ledger(span(1, 9));
    const { marks } = collector;
    expect(marks.judgedUntil).toEqual([6, 9]);
    collector.reset({ storyId: 2, judgedUntil: [3, 4] });
    expect(collector.marks).toEqual({ storyId: 2, judgedUntil: [3, 4] });
    expect(collector.take(layout).ledger).toEqual([]);
    // Marks that were given away are not changed by what comes later.
    expect(marks.judgedUntil).toEqual([6, 9]);
  });

  it.each(['parameterChanged', 'linkCut', 'linkHealed'] as const)('is described anew after %s', (kind) => {
    const collector = createHistoryCollector();
    collector.sink.story(event(1, 'crashed'));
    expect(collector.describesAnew).toBe(false);
    collector.sink.story(event(2, kind));
    expect(collector.describesAnew).toBe(true);
    collector.take(layout);
    expect(collector.describesAnew).toBe(false);
  });

  it('is all journeys up to 2,000, then failures and an eighth of the rest, never more than 8,000', () => {
    const ordinalsOf = (cause: (ordinal: number) => number, count: number): Set<number> => {
      const collector = createHistoryCollector();
      for (let ordinal = 0; ordinal < count; ordinal += 1)
        collector.sink.journey(journey(ordinal, 0, cause(ordinal)));
      const { journeys } = collector.take(layout);
      const found = new Set<number>();
      for (let at = 0; at < journeys.length; at += journeyHeaderStride)
        found.add(journeys[at + journeyHeader.ordinal]!);
      return found;
    };
    const isFailed = (ordinal: number) => ordinal % 10 === 3;
    const found = ordinalsOf((ordinal) => (isFailed(ordinal) ? 2 : 0), 18_000);
    for (let ordinal = 0; ordinal < 2_000; ordinal += 1) expect(found.has(ordinal)).toBe(true);
    const later = [...found].filter((ordinal) => ordinal >= 2_000);
    expect(later.filter(isFailed)).toHaveLength(1_600);
    // 14,400 others at 1/8: 1,800 ± 5 standard errors of 40.
    expect(Math.abs(later.filter((ordinal) => !isFailed(ordinal)).length - 1_800)).toBeLessThan(200);
    expect(ordinalsOf(() => 2, 20_000).size).toBe(8_000);
  });
});
