import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as detector from './failure-detector.ts';

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

/** The upper tail by Simpson's rule, 20,000 steps over the deviations that matter: twelve at the mean, fewer far out. */
function slowTail(y: number): number {
  const [steps, width] = [20_000, 12 / (1 + y / 4)];
  const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(y) + density(y + width);
  for (let step = 1; step < steps; step += 1)
    sum += density(y + (width * step) / steps) * (step % 2 === 1 ? 4 : 2);
  return (sum * width) / steps / 3;
}

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

  it('φ of a normal distribution is that of a numeric integral, from six deviations below the mean to twenty above', () => {
    const options = {
      acceptablePause: 0,
      firstInterval: 2000 * ms,
      minStdDeviation: 100 * ms,
      threshold: 300,
    };
    const [s, last] = heard(options, Array<number>(1000).fill(2000 * ms));
    for (let y = -6; y <= 20; y += 0.37) {
      const tail = y > 0 ? slowTail(y) : 1 - slowTail(-y);
      const phi = detector.suspicion(s, last + (2000 + 100 * y) * ms);
      expect(Math.abs(phi + Math.log10(tail))).toBeLessThan(2e-12);
    }
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

  it('learns no interval far above its first guess: 999 heartbeats of 999, each 10 s, come to a suspicion', () => {
    const s = detector.create({});
    const suspected: boolean[] = [];
    for (let beat = 0; beat < 1000; beat += 1) {
      suspected.push(detector.isSuspected(s, beat * 10_000 * ms));
      detector.heartbeat(s, beat * 10_000 * ms);
    }
    expect(suspected.filter((is) => is)).toHaveLength(999);
    // Mean 1 s, pause 3 s, deviation 0.25 s: 10 s are 24 deviations. Akka's rule; the cure is the right first guess.
    const [told, last] = heard({ firstInterval: 10_000 * ms }, Array<number>(999).fill(10_000 * ms));
    expect(detector.isSuspected(told, last + 10_000 * ms)).toBe(false);
  });

  it('exponential: learns an interval up to the first guess, suspected or not, and none above, as Cassandra', () => {
    const even = Array<number>(3).fill(50 * ms);
    const [s, last] = heard({ distribution: 'exponential', window: 4 }, [...even, 50 * ms]);
    expect(detector.isSuspected(s, last + 1000 * ms)).toBe(true);
    detector.heartbeat(s, last + 1000 * ms);
    expect(s.sum).toBe(1000 * ms + 3 * 50 * ms);
    detector.heartbeat(s, last + 1000 * ms + 2001 * ms);
    expect(s.sum).toBe(1000 * ms + 3 * 50 * ms);
    // Each 10 s, mean 2 s: φ = 5 / ln 10 for ever, and no suspicion at 8.
    const [slow, end] = heard({ distribution: 'exponential' }, Array<number>(50).fill(10_000 * ms));
    expect(detector.suspicion(slow, end + 10_000 * ms)).toBeCloseTo(5 / Math.LN10, 12);
  });

  it('takes heartbeats that come in the same instant for a microsecond apart', () => {
    const [s, last] = heard({ distribution: 'exponential', window: 2 }, [0, 0]);
    expect([detector.suspicion(s, last), detector.suspicion(s, last + 10)]).toEqual([0, 10 / Math.LN10]);
    expect(detector.nextDue(s)).toBe(last + Math.ceil(8 * Math.LN10));
    const [normal, end] = heard({ window: 2, acceptablePause: 0, minStdDeviation: 1 }, [0, 0]);
    expect(detector.suspicion(normal, end)).toBeCloseTo(Math.log10(2), 12);
  });

  it('grows with silence, is due exactly when it suspects, and forgets what left the window', () => {
    const interval = fc.integer({ min: 1, max: 3_000_000 });
    const options = fc.constantFrom<detector.FailureDetectorOptions>(
      { timeout: 700_000 },
      { window: 5, acceptablePause: 0 },
      { distribution: 'exponential', window: 5, threshold: 3, firstInterval: 3_000_000 },
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
