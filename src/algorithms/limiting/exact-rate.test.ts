import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactRate } from './exact-rate.ts';

describe('exact rate', () => {
  it('finds the fraction that was meant', () => {
    expect(exactRate('rate', 10, 10)).toEqual({ perMicro: 10, request: 1_000_000 });
    expect(exactRate('rate', 100 / 60, 10)).toEqual({ perMicro: 5, request: 3_000_000 });
    expect(exactRate('rate', 1 / 86_400, 10)).toEqual({ perMicro: 1, request: 86_400_000_000 });
    expect(exactRate('rate', 0.1, 10)).toEqual({ perMicro: 1, request: 10_000_000 });
  });

  it('any fraction of small numbers, in lowest terms', () => {
    const whole = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(whole, whole, (requests, seconds) => {
        const { perMicro, request } = exactRate('rate', requests / seconds, 100);
        expect(perMicro * seconds * 1_000_000).toBe(requests * request);
      }),
    );
  });

  it('takes the nearest one for a rate that is none, and refuses if that is too far off', () => {
    const { perMicro, request } = exactRate('rate', Math.PI, 100);
    expect(Math.abs((perMicro * 1_000_000) / request / Math.PI - 1)).toBeLessThan(1e-14);
    expect(() => exactRate('rate', Math.PI, 1e8)).toThrow(
      'rate: a fraction with a denominator of at most 90',
    );
  });
});
