import { describe, expect, it } from 'vitest';
import { binomialTest, chiSquare, chiSquareTail, kolmogorovGate } from './goodness-of-fit.ts';

describe('goodness of fit', () => {
  it('agrees with printed tables', () => {
    expect(chiSquareTail(3.841, 1)).toBeCloseTo(0.05, 4);
    expect(chiSquareTail(18.307, 10)).toBeCloseTo(0.05, 4);
    expect(chiSquareTail(27.688, 13)).toBeCloseTo(0.01, 4);
    expect(binomialTest(0, 10, 0.5)).toBeCloseTo(2 / 1024, 12);
    expect(binomialTest(5, 10, 0.5)).toBe(1);
    expect(kolmogorovGate(100, 0.05)).toBeCloseTo(0.1358, 4);
  });

  it('merges bins in which little is expected', () => {
    expect(chiSquare([12, 8, 0, 0], [0.5, 0.4, 0.06, 0.04])).toEqual({ statistic: 0.8, freedom: 1 });
  });
});
