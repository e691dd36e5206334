// Both branches are judged at the same instant, and an outage is exact beside the whole seconds of the budget.
import { describe, expect, it } from 'vitest';
import { classColumn, classStride } from '../../engine/telemetry/records.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { Branch, HistoryView } from '../../session/session-contract.ts';
import { commonInstant, costOf, secondsApart, toldOf } from './compare-branches.ts';

const branch = (id: number, headMicros: number): Branch => ({
  id,
  letter: String.fromCharCode(64 + id),
  parent: undefined,
  atMicros: 0,
  log: [],
  withdrawn: [],
  headMicros,
});

interface Recorded {
  /** Seconds that each row covers, from 0. */
  readonly widths: readonly number[];
  /** [from, to) of seconds in which writes were down. */
  readonly down: readonly [number, number];
  readonly judgedUntil: number;
  readonly outages: readonly (readonly [from: number, to: number | undefined])[];
}

/** One class, `write`; every second has two failures. */
function historyOf({ widths, down: [from, to], judgedUntil, outages }: Recorded): HistoryView {
  const edges = [0];
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width);
  const event = (kind: string, time: number): StoryEvent =>
    ({ kind, time, component: 'users', values: { class: 'write' } }) as unknown as StoryEvent;
  const span = { class: 0, arrived: 10, good: 0 };
  return {
    revision: 0,
    headMicros: 0,
    forEachClassRow(_class, fromSecond, toSecond, visit) {
      for (const [index, width] of widths.entries()) {
        const second = edges[index] ?? 0;
        if (second + width <= fromSecond || second >= toSecond) continue;
        const columns = new Float64Array(classStride);
        columns[classColumn.failed] = 2 * width;
        visit(columns, 0, width);
      }
    },
    forEachComponentRow: () => {},
    forEachReading: () => {},
    latencyQuantile: () => undefined,
    edgeBefore: (second) => edges.findLast((edge) => edge <= second) ?? 0,
    ledger: [
      { ...span, fromSecond: 0, toSecond: from, down: false },
      { ...span, fromSecond: from, toSecond: to, down: true },
      { ...span, fromSecond: to, toSecond: judgedUntil, down: false },
    ],
    story: outages.flatMap(([began, ended]) => [
      event('requestsFailing', began),
      ...(ended === undefined ? [] : [event('requestsResumed', ended)]),
    ]),
    lossesAt: () => ({ lostWrites: 0, splitBrainWrites: 0 }),
    journeysBetween: () => [],
  };
}

const seconds = (count: number): number[] => Array.from({ length: count }, () => 1);
const writes = { classCount: 1, told: { id: 'write', index: 0 } };
const at = (viewMicros: number) => ({ classIndex: 0, viewMicros });
const pair = [branch(1, 60e6), branch(2, 41_500_000)] as const;

describe('what two branches cost', () => {
  it('is judged up to one instant on both, also by the ledger', () => {
    const one = historyOf({ widths: seconds(60), down: [20, 40], judgedUntil: 58, outages: [] });
    const other = historyOf({ widths: seconds(41), down: [20, 38], judgedUntil: 38, outages: [] });
    const instant = commonInstant(pair, [one, other], at(50e6));
    expect(instant).toEqual({ second: 41, judged: 38 });
    expect([one, other].map((history) => costOf(history, writes, instant).downtime)).toEqual([18, 18]);
    expect([one, other].map((history) => costOf(history, writes, instant).failed)).toEqual([82, 82]);
  });

  it('is judged where old rows of both end: none is counted that reaches beyond', () => {
    const one = historyOf({ widths: [16, 16, 16, 12], down: [20, 40], judgedUntil: 58, outages: [] });
    const other = historyOf({ widths: [...seconds(30), 8, 3], down: [20, 38], judgedUntil: 38, outages: [] });
    const instant = commonInstant(pair, [one, other], at(33e6));
    expect(instant.second).toBe(16);
    expect([one, other].map((history) => costOf(history, writes, instant).failed)).toEqual([32, 32]);
  });

  it('is told of the class that was down the longest on either, at a tie of the last one listed', () => {
    const objectives = { latencyMillis: 300, availability: 0.999 };
    const classes = ['read', 'order', 'pay'].map((id) => ({ id, verb: 'write' as const, objectives }));
    const withLedger = (down: readonly (readonly [index: number, seconds: number])[]): HistoryView => ({
      ...historyOf({ widths: [], down: [0, 0], judgedUntil: 0, outages: [] }),
      ledger: down.map(([index, toSecond]) => ({
        class: index,
        fromSecond: 0,
        toSecond,
        arrived: 10,
        good: 0,
        down: true,
      })),
    });
    const told = (...branches: Parameters<typeof withLedger>[0][]) =>
      toldOf(classes, branches.map(withLedger));
    expect(told([[0, 3]], [[1, 5]])).toEqual({ id: 'order', index: 1 });
    expect(told([[0, 5]], [[1, 5]])).toEqual({ id: 'order', index: 1 });
    expect(told([], [])).toEqual({ id: 'pay', index: 2 });
  });

  it('has latencies of whole seconds apart, none of a row from before', () => {
    const history = (widths: readonly number[]) =>
      historyOf({ widths, down: [0, 0], judgedUntil: 0, outages: [] });
    const left = (atMicros: number) => [branch(1, 60e6), { ...branch(2, 60e6), atMicros }] as const;
    const fine = history(seconds(60));
    const joined = history([16, 16, ...seconds(28)]);
    expect(secondsApart(left(3_600_000), [fine, fine], 30)).toEqual({ from: 4, to: 30 });
    expect(secondsApart(left(4_000_000), [fine, fine], 30)).toEqual({ from: 4, to: 30 });
    expect(secondsApart(left(3_600_000), [fine, joined], 32)).toEqual({ from: 16, to: 32 });
    expect(secondsApart(left(3_600_000), [fine, joined], 16)).toBeUndefined();
    expect(secondsApart(left(29_200_000), [fine, fine], 30)).toBeUndefined();
  });

  it('has its outages to the microsecond, and one that goes on counts up to the instant', () => {
    const history = historyOf({
      widths: seconds(60),
      down: [20, 24],
      judgedUntil: 58,
      outages: [
        [20_100_003, 22_394_820],
        [35_000_000, undefined],
      ],
    });
    const cost = (second: number) => costOf(history, writes, { second, judged: second });
    expect(cost(30)).toMatchObject({ outageMicros: 2_294_817, downtime: 4 });
    expect(cost(21).outageMicros).toBe(899_997);
    expect(cost(40).outageMicros).toBe(2_294_817 + 5_000_000);
  });
});
