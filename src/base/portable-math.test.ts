import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, floorLog2, ln, pow } from './portable-math.ts';

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);
const bitsOf = (value: number): bigint => {
  float[0] = value;
  return bits[0] as bigint;
};

/** How many doubles lie between two results: 0 when equal, both NaN included. */
function ulpsApart(x: number, y: number): number {
  if (x === y || (Number.isNaN(x) && Number.isNaN(y))) return 0;
  if (Number.isNaN(x) || Number.isNaN(y) || x < 0 !== y < 0) return Number.POSITIVE_INFINITY;
  return Math.abs(Number(bitsOf(x) - bitsOf(y)));
}

// The platform's functions are themselves off by up to 1 ulp, and differently in each browser.
const allowed = 2;
const runs = { numRuns: 20_000 };
const special = [
  0,
  -0,
  1,
  -1,
  2,
  -2,
  0.5,
  -0.5,
  3,
  -3,
  5e-324,
  -5e-324,
  1e-310,
  2.2250738585072014e-308,
  1e308,
  -1e308,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53 - 1),
  1 + 2 ** -52,
  1 - 2 ** -53,
  1e300,
  -1e300,
  709.78,
  709.79,
  -745.13,
  -745.14,
  1023,
  1024,
  -1022,
  -1074,
  -1075,
  Math.SQRT2,
  Math.SQRT1_2,
  Infinity,
  -Infinity,
  NaN,
]; // prettier-ignore

describe('portable math against the platform', () => {
  it('ln', () => {
    fc.assert(
      fc.property(fc.double({ min: 0 }), fc.double({ min: 0.4, max: 2.5 }), (wide, nearOne) => {
        expect(ulpsApart(ln(wide), Math.log(wide))).toBeLessThanOrEqual(allowed);
        expect(ulpsApart(ln(nearOne), Math.log(nearOne))).toBeLessThanOrEqual(allowed);
      }),
      runs,
    );
  });

  it('exp', () => {
    fc.assert(
      fc.property(fc.double({ min: -760, max: 720 }), fc.double({ min: -1, max: 1 }), (wide, small) => {
        expect(ulpsApart(exp(wide), Math.exp(wide))).toBeLessThanOrEqual(allowed);
        expect(ulpsApart(exp(small), Math.exp(small))).toBeLessThanOrEqual(allowed);
      }),
      runs,
    );
  });

  it('pow', () => {
    const power = fc.oneof(fc.double({ min: -10, max: 10 }), fc.double({ min: -1100, max: 1100 }));
    const base = fc.oneof(fc.double(), fc.double({ min: 0, max: 4 }), fc.integer({ min: 1, max: 1e6 }));
    fc.assert(
      fc.property(base, power, fc.integer({ min: -40, max: 40 }), (x, y, whole) => {
        expect(ulpsApart(pow(x, y), x ** y)).toBeLessThanOrEqual(allowed);
        expect(ulpsApart(pow(x, whole), x ** whole)).toBeLessThanOrEqual(allowed);
      }),
      runs,
    );
  });

  it('special values, signs of zero included', () => {
    for (const x of special) {
      expect([x, ulpsApart(ln(x), Math.log(x)) <= allowed]).toEqual([x, true]);
      expect([x, ulpsApart(exp(x), Math.exp(x)) <= allowed]).toEqual([x, true]);
      for (const y of special) {
        const ours = pow(x, y);
        const theirs = x ** y;
        expect([x, y, ulpsApart(ours, theirs) <= allowed]).toEqual([x, y, true]);
        if (theirs === 0) expect([x, y, ours]).toEqual([x, y, theirs]);
      }
    }
  });

  it('is exact where the answer is a double', () => {
    expect(exp(0)).toBe(1);
    expect(ln(1)).toBe(0);
    for (let exponent = -1074; exponent <= 1023; exponent += 1) {
      expect(pow(2, exponent)).toBe(2 ** exponent);
      expect(floorLog2(2 ** exponent)).toBe(exponent);
    }
    expect(floorLog2(1.9999999)).toBe(0);
    expect(pow(10, 22)).toBe(1e22);
    expect(pow(-3, 3)).toBe(-27);
  });
});
