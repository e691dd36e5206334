import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstAtOrAfter } from './sorted.ts';

describe('firstAtOrAfter', () => {
  it('counts the numbers below the value, as a walk from the start does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.integer({ min: -1, max: 21 }), (numbers, value) => {
        const sorted = numbers.toSorted((one, other) => one - other);
        const below = sorted.filter((number) => number < value).length;
        expect(firstAtOrAfter(sorted, value)).toBe(below);
        expect(firstAtOrAfter(Uint32Array.from(sorted), value)).toBe(below);
      }),
    );
  });

  it('finds the first of equals, 0 in an empty list, and the length behind the last', () => {
    expect(firstAtOrAfter([1, 2, 2, 3], 2)).toBe(1);
    expect(firstAtOrAfter([], 5)).toBe(0);
    expect(firstAtOrAfter([1, 2], Number.POSITIVE_INFINITY)).toBe(2);
  });
});
