import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as detector from './failure-detector.ts';
import { tailDecades } from './normal-tail.ts';

const ms = 1000;

/** Heartbeats each of `intervals` after the one before. */
function heard(options: detector.FailureDetectorOptions, intervals: readonly number[]): [typeof s, number] {
  const s = detector.create(options);
  let now = 0;
  detector.heartbeat(s, now);
  for (const interval of intervals) {
    now += interval;
    detector.heartbeat(s, now);
  }
  return [s, now];
}

/** The upper tail by Simpson's rule, ten thousand steps over the twelve deviations that matter. */
function slowTail(y: number): number {
  const [steps, width] = [20_000, 12];
  const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(y) + density(y + width);
  for (let step = 1; step < steps; step += 1)
    sum += density(y + (width * step) / steps) * (step % 2 === 1 ? 4 : 2);
  return (sum * width) / steps / 3;
}

describe('the normal tail', () => {
  it('agrees with a numeric integral to seven digits, out to twenty deviations', () => {
    for (let y = -6; y <= 20; y += 0.37) {
      const tail = slowTail(Math.max(-6, y));
      const expected = y > 0 ? tail : 1 - slowTail(-y);
      expect(Math.abs(tailDecades(y) + Math.log10(expected))).toBeLessThan(1.5e-7);
    }
  });
});

describe('failureDetector', () => {
  it('with a fixed timeout suspects after that silence, and forgives at once', () => {
    const [s, last] = heard({ timeout: 500 * ms }, [100 * ms, 100 * ms]);
    expect(detector.suspicion(s, last + 250 * ms)).toBe(0.5);
    expect(detector.isSuspected(s, last + 500 * ms - 1)).toBe(false);
    expect(detector.isSuspected(s, last + 500 * ms)).toBe(true);
    expect(detector.nextDue(s)).toBe(last + 500 * ms);
    detector.heartbeat(s, last + 700 * ms);
    expect(detector.isSuspected(s, last + 701 * ms)).toBe(false);
  });

  it('has no opinion before the first heartbeat', () => {
    const s = detector.create({});
    expect([detector.suspicion(s, 1e9), detector.isSuspected(s, 1e9), detector.nextDue(s)]).toEqual([
      0,
      false,
      undefined,
    ]);
  });

  it('φ of a normal distribution: 0.30 at the mean, 2.87 at three deviations', () => {
    const options = { acceptablePause: 0, minStdDeviation: 100 * ms, window: 4 };
    const [s, last] = heard(
      options,
      [1000, 1000, 1000, 1000].map((each) => each * ms),
    );
    expect(detector.suspicion(s, last + 1000 * ms)).toBeCloseTo(Math.log10(2), 6);
    expect(detector.suspicion(s, last + 1300 * ms)).toBeCloseTo(-Math.log10(0.001349898), 6);
    // 8 decades lie at 5.612 deviations.
    expect(detector.nextDue(s)! - last).toBeCloseTo(1_561_200, -3);
  });

  it('waits out the acceptable pause, and starts from the first guess', () => {
    const s = detector.create({ firstInterval: 1000 * ms, acceptablePause: 3000 * ms });
    detector.heartbeat(s, 0);
    // Mean 1000 ms and deviation 250 ms: the pause only shifts it.
    expect(detector.suspicion(s, 4000 * ms)).toBeCloseTo(Math.log10(2), 6);
    expect(detector.nextDue(s)!).toBeCloseTo((4000 + 5.612 * 250) * ms, -3);
  });

  it('φ of an exponential distribution is the silence in means, by ln 10', () => {
    const [s, last] = heard({ distribution: 'exponential', window: 2 }, [800 * ms, 1200 * ms]);
    expect(detector.suspicion(s, last + 1000 * ms)).toBeCloseTo(1 / Math.LN10, 12);
    expect(detector.nextDue(s)! - last).toBe(Math.ceil(8 * Math.LN10 * 1_000_000));
  });

  it('learns no interval from a silence it had suspected', () => {
    const [s] = heard({ distribution: 'exponential', window: 3 }, [100 * ms, 100 * ms, 100 * ms]);
    detector.heartbeat(s, 60_000 * ms);
    expect(detector.suspicion(s, 60_000 * ms + 100 * ms)).toBeCloseTo(1 / Math.LN10, 12);
  });

  it('grows with silence, is due exactly when it suspects, and forgets what left the window', () => {
    const interval = fc.integer({ min: 1, max: 3_000_000 });
    const options = fc.constantFrom<detector.FailureDetectorOptions>(
      { timeout: 700_000 },
      { window: 5, acceptablePause: 0 },
      { distribution: 'exponential', window: 5, threshold: 3 },
    );
    fc.assert(
      fc.property(
        options,
        fc.array(interval, { minLength: 12, maxLength: 30 }),
        interval,
        (given, all, gap) => {
          const calm = { ...given, ...(given.timeout === undefined && { threshold: 300 }) };
          const [s, last] = heard(calm, all);
          expect(detector.suspicion(s, last + gap + 1)).toBeGreaterThanOrEqual(
            detector.suspicion(s, last + gap),
          );
          const due = detector.nextDue(s)!;
          expect([detector.isSuspected(s, due - 1), detector.isSuspected(s, due)]).toEqual([false, true]);
          const [recent, end] = heard(calm, all.slice(-5));
          const [ours, theirs] = [detector.suspicion(s, last + gap), detector.suspicion(recent, end + gap)];
          if (given.timeout === undefined) expect(ours).toBeCloseTo(theirs, 6);
        },
      ),
    );
  });

  it.each([
    [{ timeout: 0 }, 'timeout'],
    [{ timeout: 5, threshold: 8 }, 'threshold'],
    [{ distribution: 'exponential', minStdDeviation: 5 }, 'minStdDeviation'],
    [{ window: 1 }, 'window'],
    [{ phi: 8 }, 'phi'],
  ])('refuses %o', (options, named) => {
    expect(() => detector.create(options as detector.FailureDetectorOptions)).toThrow(
      expect.objectContaining({ name: 'OptionError', option: named }),
    );
  });
});
