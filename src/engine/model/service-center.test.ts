// Slots and the waiting line, on arrivals whose every moment is known beforehand.
import { describe, expect, it } from 'vitest';
import {
  eventsOf,
  figureInRow,
  type LabRun,
  type RowFigure,
  readingNow,
} from '../../../test/support/engine-lab.ts';
import { callsOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { cause } from '../telemetry/causes.ts';
import type { ServiceInstrument } from '../telemetry/instrument-names.ts';
import { hopColumn, hopStride, journeyHeader, journeyHeaderStride } from '../telemetry/records.ts';

const scenario = (parameters: object) => ({
  format: 'nines-scenario',
  version: 1,
  name: 'line',
  components: [
    { id: 'users', kind: 'users', parameters: { clientTimeoutMillis: 60_000 } },
    {
      id: 'station',
      kind: 'station',
      parameters: { serviceDistribution: 'deterministic', meanServiceMillis: 100, servers: 1, ...parameters },
    },
  ],
  links: [{ from: 'users', to: 'station', carries: 'request', oneWayDelayMillis: 0 }],
});

const spans = (run: LabRun, count: number) =>
  Array.from({ length: count }, (_, ordinal) => {
    const { started, finished } = callsOf(run, ordinal)[0]!;
    return [started, finished];
  });

const column = (run: LabRun, second: number, name: RowFigure): number =>
  figureInRow(run.rows[second]!, { index: 1, id: 'station' }, name);

const reading = ({ engine }: LabRun, name: ServiceInstrument) => readingNow(engine, 'station', name);

describe('one server', () => {
  it('serves in order of arrival, each as soon as it is free', () => {
    const run = runTimed({ scenario: scenario({}), arrivals: [0, 10, 20, 350], untilMillis: 1_000 });
    expect(spans(run, 4)).toEqual([
      [0, 100],
      [100, 200],
      [200, 300],
      [350, 450],
    ]);
  });

  it('is measured to the microsecond', () => {
    const run = runTimed({ scenario: scenario({}), arrivals: [0, 10, 20, 350], untilMillis: 1_000 });
    // Busy for 300 and 100 ms; in line 10 … 100 and 20 … 200.
    expect(column(run, 0, 'busy')).toBeCloseTo(0.4, 12);
    expect(column(run, 0, 'queueLength')).toBeCloseTo(0.09 + 0.18, 12);
    expect(column(run, 0, 'queueLengthMax')).toBe(2);
    expect(column(run, 0, 'inSystem')).toBeCloseTo(0.67, 12);
    expect(column(run, 0, 'started')).toBe(4);
    expect(column(run, 0, 'waitingSum')).toBe(270_000);
    expect(column(run, 0, 'responseSum')).toBe(670_000);
  });

  it('shows who is under way: those that have come and have no answer yet', () => {
    const run = runTimed({ scenario: scenario({}), arrivals: [0, 10, 20, 350], untilMillis: 150 });
    const packed = run.engine.journeysInFlight();
    const length = journeyHeaderStride + hopStride;
    expect(packed).toHaveLength(2 * length);
    const shown = [0, length].map((at) =>
      (['ordinal', 'fate', 'arrivedAt', 'endedAt', 'hops'] as const).map(
        (name) => packed[at + journeyHeader[name]],
      ),
    );
    expect(shown).toEqual([
      [1, 0, 10_000, -1, 1],
      [2, 0, 20_000, -1, 1],
    ]);
    const started = [0, length].map((at) => packed[at + journeyHeaderStride + hopColumn.startedAt]);
    expect(started).toEqual([100_000, -1]);
  });

  it('keeps a line of hundreds in order, also once it has gone round in memory', () => {
    const first = Array.from({ length: 30 }, (_, n) => n);
    // 20 are done by 2,050 ms; then as many come as fill what was freed, and more.
    const then = Array.from({ length: 400 }, (_, n) => 2_050 + n);
    const arrivals = [...first, ...then];
    const run = runTimed({ scenario: scenario({}), arrivals, untilMillis: 44_000 });
    expect(spans(run, 430)).toEqual(arrivals.map((_, n) => [100 * n, 100 * (n + 1)]));
  });
});

describe('a full line', () => {
  const arrivals = [0, 10, 20, 30, 40, 110, 120];
  const run = runTimed({ scenario: scenario({ queueCapacity: 2 }), arrivals, untilMillis: 500 });

  it('turns away who finds it full, at once', () => {
    // In line at 30 and 40: two. At 100 one leaves the line, at 110 one joins, at 120 it is full again.
    const ends = arrivals.map((_, ordinal) => callsOf(run, ordinal)[0]!);
    expect(ends.map(({ cause: code }) => code)).toEqual(
      [0, 0, 0, 1, 1, 0, 1].map((isTurnedAway) => (isTurnedAway ? cause.rejectedByFullQueue : cause.none)),
    );
    expect([3, 4, 6].map((ordinal) => ends[ordinal]!.finished)).toEqual([30, 40, 120]);
    expect([ends[5]!.started, ends[5]!.finished]).toEqual([300, 400]);
  });

  it('is told when it first turns somebody away', () => {
    const [saturated, ...others] = eventsOf(run.story, 'saturated');
    expect(saturated).toMatchObject({ time: 30_000, component: 'station', values: { queueCapacity: 2 } });
    expect(others).toEqual([]);
  });

  it('is told to have ended when nobody has been turned away for a second, as of when there was room', () => {
    const calm = runTimed({
      scenario: scenario({ queueCapacity: 2 }),
      arrivals: [0, 10, 20, 30, 40, 1_300],
      untilMillis: 2_000,
    });
    // The last in line gets its turn at 200; the next answer after 1,200 is that of 1,400.
    const values = { rejected: 2, lastedMicros: 170_000 };
    const [ended, ...others] = eventsOf(calm.story, 'saturationEnded');
    expect(ended).toMatchObject({ time: 200_000, values });
    expect(ended!.causeId).toBe(eventsOf(calm.story, 'saturated')[0]!.id);
    expect(others).toEqual([]);
  });

  it('of capacity 0 lets in only who finds a server free', () => {
    const none = runTimed({
      scenario: scenario({ queueCapacity: 0 }),
      arrivals: [0, 50, 100],
      untilMillis: 300,
    });
    expect([0, 1, 2].map((ordinal) => callsOf(none, ordinal)[0]!.cause)).toEqual([
      cause.none,
      cause.rejectedByFullQueue,
      cause.none,
    ]);
  });
});

describe('an edit of the servers', () => {
  it('lets waiting calls in at once', () => {
    const run = runTimed({
      scenario: scenario({}),
      arrivals: [0, 1, 2, 3],
      untilMillis: 600,
      dos: ['50ms set station.servers=3'],
    });
    expect(spans(run, 4)).toEqual([
      [0, 100],
      [50, 150],
      [50, 150],
      [100, 200],
    ]);
  });

  it('lets the surplus drain, and drops nothing', () => {
    const run = runTimed({
      scenario: scenario({ servers: 3 }),
      arrivals: [0, 10, 20, 30, 40],
      untilMillis: 600,
      dos: ['25ms set station.servers=1'],
    });
    expect(spans(run, 5)).toEqual([
      [0, 100],
      [10, 110],
      [20, 120],
      [120, 220],
      [220, 320],
    ]);
  });

  it('while it hangs waits until it goes on, and what it had in hand is finished later by as much', () => {
    const run = runTimed({
      scenario: scenario({}),
      arrivals: [0, 1, 2],
      untilMillis: 1_500,
      dos: ['40ms hang station for 500ms', '60ms set station.servers=2'],
    });
    // 60 ms of the first were left at 40.
    expect(spans(run, 3)).toEqual([
      [0, 600],
      [540, 640],
      [600, 700],
    ]);
  });
});

describe('a crash', () => {
  it('empties slots and line; a new process serves who comes then', () => {
    const run = runTimed({
      scenario: scenario({ startupMillis: 100 }),
      arrivals: [0, 10, 20, 250],
      untilMillis: 1_000,
      dos: ['50ms crash station', '60ms restart station'],
    });
    const ends = [0, 1, 2, 3].map((ordinal) => callsOf(run, ordinal)[0]!);
    expect(ends.map(({ cause: code }) => code)).toEqual([cause.reset, cause.reset, cause.reset, cause.none]);
    expect(ends.map(({ finished }) => finished)).toEqual([50, 50, 50, 350]);
    expect([reading(run, 'busy'), reading(run, 'queueLength')]).toEqual([0, 0]);
    // Inside for 50, 40 and 30 ms, then for 100; busy for 50 and 100.
    expect(column(run, 0, 'inSystem')).toBeCloseTo(0.22, 12);
    expect(column(run, 0, 'busy')).toBeCloseTo(0.15, 12);
  });
});
