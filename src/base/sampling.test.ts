import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSampled } from './sampling.ts';

describe('sampling', () => {
  it('nests: what is drawn at 1:2k is drawn at 1:k', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 12 }), (ordinal, power) => {
        if (isSampled(ordinal, 2 ** (power + 1))) expect(isSampled(ordinal, 2 ** power)).toBe(true);
      }),
    );
  });

  it('keeps nothing at ratio 0', () => {
    expect(isSampled(1, 0)).toBe(false);
  });

  it('keeps about one in k', () => {
    let kept = 0;
    for (let ordinal = 0; ordinal < 80_000; ordinal += 1) if (isSampled(ordinal, 8)) kept += 1;
    // 10,000 expected, standard deviation 94.
    expect(Math.abs(kept - 10_000)).toBeLessThan(400);
  });
});
