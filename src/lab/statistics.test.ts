import { describe, expect, it } from 'vitest';
import { meanInterval, medianInterval, neverSeenBound, studentQuantile } from './statistics.ts';

describe("Student's t", () => {
  // Printed tables; for 1 and 2 degrees of freedom the closed forms tan(π(p − ½)) and (2p − 1)·√(2/(1 − (2p − 1)²)).
  it.each([
    [0.975, 1, 12.7062],
    [0.975, 2, 4.302653],
    [0.975, 3, 3.182446],
    [0.975, 9, 2.262157],
    [0.975, 19, 2.093024],
    [0.975, 29, 2.04523],
    [0.975, 999, 1.962341],
    [0.9995, 19, 3.883406],
    [0.995, 1, 63.656741],
    [0.75, 1, 1],
    [0.5, 7, 0],
  ])('p = %d, %d degrees of freedom: %d', (p, freedom, value) => {
    expect(Math.abs(studentQuantile(p, freedom) - value)).toBeLessThan(5e-7 * Math.max(1, value * 10));
  });

  it('follows the closed form for one degree of freedom far out', () => {
    for (const p of [0.6, 0.9, 0.99, 0.9999]) {
      expect(studentQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5))).toBeCloseTo(1, 10);
    }
  });

  it('makes intervals of means', () => {
    // Mean 3, variance 2.5, t(.975, 4) = 2.776445.
    const { mean, halfWidth } = meanInterval([1, 2, 3, 4, 5]);
    expect(mean).toBe(3);
    expect(halfWidth).toBeCloseTo(2.776445 * Math.sqrt(0.5), 5);
    expect(meanInterval([4, 4, 4])).toEqual({ mean: 4, halfWidth: 0 });
    expect(meanInterval([4])).toEqual({ mean: 4, halfWidth: Number.NaN });
  });
});

describe('the interval of a median', () => {
  it('takes the order statistics of the sign test', () => {
    // 2nd and 9th of ten: 1 − 2·(1 + 10)/1024. 10th and 21st of thirty: tables give 95.7 %.
    const ten = medianInterval([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(ten).toMatchObject({ median: 5.5, low: 2, high: 9 });
    expect(ten.confidence).toBeCloseTo(1 - 22 / 1024, 12);
    const thirty = medianInterval(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(thirty).toMatchObject({ median: 15.5, low: 10, high: 21 });
    expect(thirty.confidence).toBeCloseTo(0.9572, 3);
  });

  it('says when there are too few for 95 %', () => {
    expect(medianInterval([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3, confidence: 0.75 });
    expect(medianInterval([7])).toEqual({ median: 7, low: 7, high: 7, confidence: 0 });
    expect(medianInterval([1, 2, 3, 4, 5, 6]).confidence).toBeCloseTo(1 - 2 / 64, 12);
  });

  it('counts what never came as later than everything', () => {
    const never = Number.POSITIVE_INFINITY;
    expect(medianInterval([never, 1, never, 2])).toMatchObject({ median: never, low: 1, high: never });
    expect(medianInterval([never, never])).toMatchObject({ median: never, low: never });
  });
});

it('bounds what was never seen', () => {
  // The rule of three, exactly: 10 runs 25.9 %, 30 runs 9.50 %, one run 95 %.
  expect(neverSeenBound(10)).toBeCloseTo(0.2589, 4);
  expect(neverSeenBound(30)).toBeCloseTo(0.095, 3);
  expect(neverSeenBound(1)).toBeCloseTo(0.95, 12);
});
