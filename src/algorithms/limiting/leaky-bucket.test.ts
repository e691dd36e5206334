import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as leakyBucket from './leaky-bucket.ts';

const ms = 1000;

describe('leaky bucket', () => {
  it('the first has excess 0, the next wait for their turn, one too many leaves no trace', () => {
    const s = leakyBucket.create({ ratePerSecond: 10, burst: 2 });
    const answers = [0, 0, 0, 0, 0].map((now) => leakyBucket.admit(s, now));
    expect(answers.map(({ delay }) => delay)).toEqual([0, 100 * ms, 200 * ms, undefined, undefined]);
    expect(answers.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0, 0]);
    expect(answers[4]!.retryAfter).toBe(100 * ms);
    expect(leakyBucket.excessOf(s, 30 * ms)).toBe(2.7);
    expect(leakyBucket.admit(s, 100 * ms).delay).toBe(200 * ms);
  });

  it('delay: so many ahead go at once; nodelay: all', () => {
    const delays = (more: object): (number | undefined)[] => {
      const s = leakyBucket.create({ ratePerSecond: 5, burst: 3, ...more });
      return [0, 0, 0, 0].map((now) => leakyBucket.admit(s, now).delay);
    };
    expect(delays({ delay: 2 })).toEqual([0, 0, 0, 200 * ms]);
    expect(delays({ nodelay: true })).toEqual([0, 0, 0, 0]);
  });

  it('counts in thousandths rounded down and whole milliseconds, as nginx does', () => {
    const s = leakyBucket.create({ ratePerSecond: 100 / 60, burst: 1, nodelay: true });
    expect(s.rate).toBe(1666);
    leakyBucket.admit(s, 999);
    expect(leakyBucket.excessOf(s, 3 * ms + 999)).toBe(0.996);
    const exact = leakyBucket.create({ ratePerSecond: 100 / 60, burst: 1, clockGranularity: 1 });
    leakyBucket.admit(exact, 0);
    expect(leakyBucket.excessOf(exact, 601)).toBe(0.999);
  });

  it('conserves: what was let in is what leaked out and what is left, whatever was refused', () => {
    const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(250)), {
      minLength: 1,
      maxLength: 200,
      size: 'max',
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), gaps, (burst, given) => {
        const s = leakyBucket.create({ ratePerSecond: 10, burst });
        let [now, admitted, leaked] = [0, 0, 0];
        let heldBefore = 0;
        for (const gap of given) {
          now += gap * ms;
          const would = leakyBucket.excessOf(s, now);
          if (leakyBucket.admit(s, now).allowed) {
            if (admitted > 0) leaked += heldBefore + 1 - would;
            admitted += 1;
            heldBefore = would;
          }
        }
        // The very first is worked on at once and never enters the bucket.
        expect(leaked + s.excess / 1000).toBeCloseTo(admitted - 1, 6);
        expect(leaked).toBeLessThanOrEqual(now / 100 / ms + 1e-6 + admitted);
      }),
    );
  });

  it('what it lets out is never closer than the rate allows', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { minLength: 1, maxLength: 200, size: 'max' }), (given) => {
        const s = leakyBucket.create({ ratePerSecond: 10, burst: 5 });
        const departures: number[] = [];
        let now = 0;
        for (const gap of given) {
          now += gap * ms;
          const { allowed, delay } = leakyBucket.admit(s, now);
          if (allowed) departures.push(now + (delay as number));
        }
        departures.slice(1).forEach((time, place) => {
          expect(time - departures[place]!).toBeGreaterThanOrEqual(100 * ms);
        });
      }),
    );
  });

  it('refuses options that make no sense', () => {
    expect(() => leakyBucket.create({ ratePerSecond: 0 })).toThrow('ratePerSecond: at least 0.001');
    expect(() => leakyBucket.create({ ratePerSecond: 1, burst: 1, delay: 2 })).toThrow(
      'delay: at most burst',
    );
    expect(() => leakyBucket.create({ ratePerSecond: 1, burst: 1, delay: 1, nodelay: true })).toThrow(
      'delay: 0 with nodelay',
    );
  });
});
