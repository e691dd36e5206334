// The edge on requests at named instants: how long an answer is kept, what a write removes, when an origin counts as lost.
import { describe, expect, it } from 'vitest';
import { eventsOf, readingNow } from '../../../test/support/engine-lab.ts';
import { type Arrival, callsOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import type { CacheInstrument } from '../../engine/telemetry/instrument-names.ts';

/** 1 ms to the origin, 1 ms of work there, 1 ms back. */
const scenario = (cdn: object = {}) => ({
  format: 'nines-scenario',
  version: 1,
  name: 'edge',
  components: [
    { id: 'users', kind: 'users' },
    { id: 'cdn', kind: 'cdn', parameters: { cacheableKeys: 1, cacheStart: 'cold', ...cdn } },
    {
      id: 'api',
      kind: 'app-server',
      parameters: { serviceDistribution: 'deterministic', meanServiceMillis: 1 },
    },
  ],
  links: [
    { from: 'users', to: 'cdn', carries: 'request', oneWayDelayMillis: 0 },
    { from: 'cdn', to: 'api', carries: 'request', oneWayDelayMillis: 1 },
  ],
});

function play(
  arrivals: readonly (number | Arrival)[],
  cdn: object = {},
  dos: readonly string[] = [],
  untilMillis = 9_000,
) {
  const run = runTimed({ scenario: scenario(cdn), arrivals, untilMillis, dos });
  const reading = (name: CacheInstrument) => readingNow(run.engine, 'cdn', name)!;
  /** Which requests went to the origin. */
  const passed = () => arrivals.map((_, ordinal) => callsOf(run, ordinal).length === 2);
  return { run, reading, passed };
}

describe('an answer', () => {
  it('is kept from its return for its time to live, to the microsecond', () => {
    // Returned at 3 ms, kept until 103.
    const { passed, reading } = play([0, 3.001, 102.999, 103], { ttlMillis: 100 });
    expect(passed()).toEqual([true, false, false, true]);
    expect([reading('hits'), reading('misses')]).toEqual([2, 2]);
  });

  it('is asked for by everyone who comes before it is there', () => {
    expect(play([0, 1, 2, 3.001]).passed()).toEqual([true, true, true, false]);
  });

  it('goes when a write of its key has been confirmed, and writes always pass', () => {
    const write = (at: number, key = 0) => ({ at, key, write: true });
    const { passed } = play([0, write(10), 12, 14, 20, write(30, 5), 40]);
    // The write is confirmed at 13; who comes at 12 still finds the old answer, who comes at 14 does not.
    expect(passed()).toEqual([true, true, false, true, false, true, false]);
  });

  it('makes room for those used more recently', () => {
    const reads = [1, 2, 1, 3, 1, 2].map((key, place) => ({ at: 10 * place, key }));
    const { passed, reading } = play(reads, { cacheCapacity: 2 });
    expect(passed()).toEqual([true, true, false, true, false, true]);
    expect(reading('entries')).toBe(2);
  });

  it('that failed is not kept', () => {
    const { passed } = play([10, 50], {}, ['0ms crash api', '20ms restart api']);
    expect(passed()).toEqual([true, true]);
  });
});

describe('an origin', () => {
  // Different keys, so that none is found.
  const reads = (from: number, step: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({ at: from + n * step, key: n }));

  it('is lost once ten reads in a row have failed for a second or longer, as of the first of them', () => {
    const { run } = play(reads(100, 150, 20), {}, ['0ms crash api', '2500ms restart api'], 9_000);
    const [lost, ...others] = eventsOf(run.story, 'originLost');
    expect(others).toEqual([]);
    // Refusals come back after two wires.
    expect(lost).toMatchObject({ time: 102_000, values: { origin: 'api', failureCause: 'refused' } });
    expect(lost!.causeId).toBe(eventsOf(run.story, 'crashed')[0]!.id);
  });

  it('is not lost by nine failures, nor by ten within a second, nor when one in between succeeds', () => {
    const lost = (arrivals: readonly Arrival[], dos: readonly string[]) =>
      eventsOf(play(arrivals, {}, dos).run.story, 'originLost').length;
    expect(lost(reads(100, 200, 9), ['0ms crash api'])).toBe(0);
    expect(lost(reads(100, 200, 10), ['0ms crash api'])).toBe(1);
    expect(lost(reads(100, 111, 10), ['0ms crash api'])).toBe(0);
    expect(lost(reads(100, 112, 10), ['0ms crash api'])).toBe(1);
  });

  it('is given up after the timeout', () => {
    const { run } = play([100], { originTimeoutMillis: 50 }, ['0ms hang api']);
    expect(callsOf(run, 0)[0]).toMatchObject({ finished: 150, cause: cause.timedOut });
  });
});

describe('a warm edge', () => {
  it('holds the first cacheable keys up to its capacity, each for less than its time to live', () => {
    const { reading } = play([], { cacheStart: 'warm', cacheCapacity: 40, ttlMillis: 1_000 }, [], 0);
    expect(reading('entries')).toBe(40);
    const reads = Array.from({ length: 40 }, (_, key) => ({ at: 500, key }));
    const half = play(reads, { cacheStart: 'warm', cacheCapacity: 40, ttlMillis: 1_000 });
    // Each is left with probability 1/2: 20 ± 5 standard errors of 3.2.
    expect(Math.abs(half.reading('hits') - 20)).toBeLessThan(16);
    expect(half.reading('misses')).toBe(40 - half.reading('hits'));
    const late = play(
      reads.map(({ key }) => ({ at: 1_000, key })),
      { cacheStart: 'warm', cacheCapacity: 40, ttlMillis: 1_000 },
    );
    expect(late.reading('hits')).toBe(0);
  });
});
