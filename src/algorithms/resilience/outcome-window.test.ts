// Each window against a model that keeps everything and counts anew each time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clearWindow,
  createWindow,
  type OutcomeWindowOptions,
  recordAttempt,
  recordOutcome,
} from './outcome-window.ts';
import { isTooMany } from './ratio-threshold.ts';

interface Seen {
  readonly now: number;
  readonly failed: boolean;
}

/** Outcomes some time apart, many of them at once, some after a long pause. */
const outcomes = fc.array(
  fc.record({
    gap: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 300 })),
    failed: fc.boolean(),
  }),
  { maxLength: 120, size: 'max' },
);

function agrees(
  options: OutcomeWindowOptions,
  threshold: number,
  model: (seen: readonly Seen[]) => boolean,
): void {
  fc.assert(
    fc.property(outcomes, (steps) => {
      const w = createWindow(options, threshold);
      const told = (seen: readonly Seen[]): boolean[] =>
        seen.map(({ now, failed }) => {
          recordAttempt(w, now);
          return recordOutcome(w, now, failed);
        });
      const expected = (seen: readonly Seen[]): boolean[] =>
        seen.map(({ failed }, index) => failed && model(seen.slice(0, index + 1)));
      let now = 0;
      const seen = steps.map(({ gap, failed }) => {
        now += gap;
        return { now, failed };
      });
      expect(told(seen)).toEqual(expected(seen));
      // Cleared, it is as new.
      clearWindow(w);
      const atOnce = seen.map(({ failed }) => ({ now, failed }));
      expect(told(atOnce)).toEqual(expected(atOnce));
    }),
  );
}

const failures = (seen: readonly Seen[]): number => seen.filter(({ failed }) => failed).length;
const last = (seen: readonly Seen[]): Seen => seen[seen.length - 1] as Seen;

describe('an outcome window', () => {
  it('countInPeriod: failures less than a period old', () => {
    agrees({ kind: 'countInPeriod', period: 100 }, 4, (seen) => {
      return failures(seen.filter(({ now }) => last(seen).now - now < 100)) >= 4;
    });
  });

  it('consecutive: failures since the last success', () => {
    agrees({ kind: 'consecutive' }, 3, (seen) => {
      return seen.length - 1 - seen.findLastIndex(({ failed }) => !failed) >= 3;
    });
  });

  it.each(['above', 'atLeast'] as const)('ratioInPeriod, %s: whole buckets of the clock', (boundary) => {
    const window = { kind: 'ratioInPeriod', period: 100, buckets: 5, minimumVolume: 4, boundary } as const;
    agrees(window, 0.5, (seen) => {
      const bucket = Math.floor(last(seen).now / 20);
      const counted = seen.filter(({ now }) => Math.floor(now / 20) > bucket - 5);
      const [bad, all] = [failures(counted), counted.length];
      return all >= 4 && (boundary === 'above' ? bad > all / 2 : bad >= all / 2);
    });
  });

  it('ratioInPeriod, rotated by outcomes: buckets begun, not time passed', () => {
    const window = {
      kind: 'ratioInPeriod',
      period: 100,
      buckets: 5,
      minimumVolume: 4,
      rotateBy: 'outcome',
    } as const;
    agrees(window, 0.5, (seen) => {
      let [begin, bucket] = [0, 0];
      const placed = seen.map((one) => {
        if (one.now - begin >= 20) [begin, bucket] = [one.now, bucket + 1];
        return { ...one, bucket };
      });
      const counted = placed.filter((one) => one.bucket > bucket - 5);
      return counted.length >= 4 && failures(counted) > counted.length / 2;
    });
  });

  it('ratioInCount: the last so many', () => {
    agrees({ kind: 'ratioInCount', size: 10, minimumVolume: 4 }, 0.5, (seen) => {
      const counted = seen.slice(-10);
      return counted.length >= 4 && failures(counted) > counted.length / 2;
    });
  });

  it('ratioInPeriod of attempts: who is under way or refused dilutes the ratio', () => {
    const window = { kind: 'ratioInPeriod', period: 100, minimumVolume: 4, volume: 'attempts' } as const;
    const w = createWindow(window, 0.5);
    for (let call = 0; call < 10; call += 1) recordAttempt(w, 0);
    const verdicts = [1, 2, 3, 4, 5, 6].map((now) => recordOutcome(w, now, true));
    expect(verdicts).toEqual([false, false, false, false, false, true]);
  });

  it.each([
    ['above', (failures: number, percent: number, volume: number) => 100 * failures > percent * volume],
    ['atLeast', (failures: number, percent: number, volume: number) => 100 * failures >= percent * volume],
  ] as const)(
    'a ratio %s whole percents is judged as whole numbers would, to the call',
    (boundary, right) => {
      const wrong: string[] = [];
      for (let percent = 1; percent < 100; percent += 1) {
        const failureThreshold = Number(`0.${String(percent).padStart(2, '0')}`);
        for (let totalVolume = 1; totalVolume <= 200; totalVolume += 1) {
          for (let totalFailures = 0; totalFailures <= totalVolume; totalFailures += 1) {
            const w = { boundary, failureThreshold, minimumVolume: 1, totalVolume, totalFailures };
            if (isTooMany(w) !== right(totalFailures, percent, totalVolume))
              wrong.push(`${totalFailures} of ${totalVolume} at ${percent} %`);
          }
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});
