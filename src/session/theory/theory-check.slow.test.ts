// Is *agrees* worth anything? A hundred runs of textbook queues each, the check on their last minute. Intervals called 95 %
// may miss the true mean in at most 12 of 100 (13 or more happen to a true 95 % interval with probability 0.0015); *differs*
// is promised in about 1 of 100, and may be said in at most 5 (6 or more: 0.00053). Ten comparisons: the whole is refuted by
// chance less than once in 80. And a queue that is not M/M/c must be found out.
import { describe, expect, it } from 'vitest';
import { readText } from '../../../test/support/repository.ts';
import { mmc } from '../../algorithms/availability/queueing.ts';
import { runForTheory } from '../testing/theory-lab.ts';
import type { Estimate } from './estimate.ts';
import type { QueueCheck } from './theory-check.ts';

const runs = 100;
const mostMisses = 12;
const mostFalseAlarms = 5;
const baseSeed = 20_270_401;
const until = 70_000_000;
const serviceRate = 100;

function checks(scenario: 'mm1' | 'mmc', count: number, sets: readonly string[] = []): readonly QueueCheck[] {
  return Array.from({ length: count }, (_, run) => {
    const queue = runForTheory({ scenario, seed: baseSeed + run, until, sets }).check(['station'])?.queue;
    if (queue === undefined) throw new Error('no calls');
    return queue;
  });
}

interface Reference {
  readonly md1: { readonly rows: readonly { readonly rho: number; readonly Wq: number }[] };
}

const holds = ({ low = Number.NaN, high = Number.NaN }: Estimate, value: number): boolean =>
  low <= value && value <= high;

const misses = (found: readonly QueueCheck[], isMissed: (queue: QueueCheck) => boolean): number =>
  found.filter(isMissed).length;

describe(`the theory check, base seed ${baseSeed}, ${runs} runs`, () => {
  it.each([
    { scenario: 'mm1' as const, servers: 1, arrivalRate: 80 },
    { scenario: 'mm1' as const, servers: 1, arrivalRate: 30 },
    { scenario: 'mmc' as const, servers: 4, arrivalRate: 320 },
  ])(
    'agrees with M/M/$servers at $arrivalRate/s',
    { timeout: 300_000 },
    ({ scenario, servers, arrivalRate }) => {
      const found = checks(scenario, runs, [`users.arrivalRate=${arrivalRate}`]);
      const theory = mmc({ arrivalRate, serviceRate, servers });
      for (const queue of found) expect(queue.assumptionsHold).toBe('holds');
      expect(misses(found, ({ agreement }) => agreement !== 'agrees')).toBeLessThanOrEqual(mostFalseAlarms);
      // Not only with what was put in from the same window: with the figures that nobody measured, too.
      expect(
        misses(found, ({ comparisons }) => !holds(comparisons.waiting.measured, theory.meanWaiting)),
      ).toBeLessThanOrEqual(mostMisses);
      expect(
        misses(found, ({ comparisons }) => !holds(comparisons.inSystem.measured, theory.meanInSystem)),
      ).toBeLessThanOrEqual(mostMisses);
    },
  );

  it('finds out constant service, which halves the waiting, and says why', { timeout: 300_000 }, () => {
    const reference: Reference = JSON.parse(readText('test/reference/theory.json') ?? '');
    const md1 = reference.md1.rows.find(({ rho }) => rho === 0.8)?.Wq ?? Number.NaN;
    const found = checks('mm1', runs, ['station.serviceDistribution=1']);
    for (const queue of found) {
      expect(queue.assumptionsHold).toBe('doesNotHold');
      const broken = queue.assumptions.filter(({ holds: verdict }) => verdict === 'doesNotHold');
      expect(broken).toEqual([
        expect.objectContaining({
          id: 'exponential',
          reason: { kind: 'otherDistribution', distribution: 'deterministic', cv: 0 },
        }),
      ]);
    }
    const differs = misses(found, ({ comparisons }) => comparisons.waiting.agreement === 'differs');
    expect(differs).toBeGreaterThanOrEqual(90);
    const missed = misses(
      found,
      ({ comparisons }) => !holds(comparisons.waiting.measured, md1 / serviceRate),
    );
    expect(missed).toBeLessThanOrEqual(mostMisses);
  });
});
