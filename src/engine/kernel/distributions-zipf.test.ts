import { describe, expect, it } from 'vitest';
import { AssertionError } from '../../base/assert.ts';
import { createZipf, zipfKey, zipfProbabilities } from './distributions-zipf.ts';
import { drawUnit, purposes } from './draws.ts';

// A fixed base seed, printed with every failure; each table is judged on all of these.
const seeds = [20261101, 7, 4];
const count = 200_000;
/** Standard errors. */
const limit = 5;

describe('Zipf', () => {
  for (const [keys, exponent] of [
    [1, 1],
    [2, 0.5],
    [100, 0],
    [1000, 0.99],
    [1000, 1.2],
    [50, 3],
  ] as const) {
    it(`${keys} keys, exponent ${exponent}: the table is exact and draws agree with it`, () => {
      const table = createZipf(keys, exponent);
      const exact = zipfProbabilities(keys, exponent);
      const total = Array.from({ length: keys }, (_, k) => (k + 1) ** -exponent).reduce(
        (sum, w) => sum + w,
        0,
      );
      const columns = new Float64Array(keys);
      for (let column = 0; column < keys; column += 1) {
        const keep = table.keep[column] as number;
        const other = table.alias[column] as number;
        columns[column] = (columns[column] as number) + keep / keys;
        columns[other] = (columns[other] as number) + (1 - keep) / keys;
        expect(exact[column]).toBeCloseTo((column + 1) ** -exponent / total, 14);
      }
      columns.forEach((share, key) => {
        expect(Math.abs(share - (exact[key] as number)), `key ${key}`).toBeLessThan(1e-13);
      });
      for (const seed of seeds) {
        const seen = new Float64Array(keys);
        for (let i = 0; i < count; i += 1) {
          const key = zipfKey(table, drawUnit(seed, purposes.requestKey, i, 0, 0));
          seen[key] = (seen[key] as number) + 1;
        }
        expect(chiSquareDeviation(seen, exact), `seed ${seed}`).toBeLessThan(limit);
      }
    });
  }
});

describe('one draw', () => {
  it('of keys that are equally popular is a share of them, to both ends', () => {
    const table = createZipf(7, 0);
    const under = 1 - 2 ** -53;
    const draws = [0, 0.9999 / 7, 1 / 7, 3.5 / 7, 6 / 7, under];
    expect(draws.map((unit) => zipfKey(table, unit))).toEqual([0, 0, 1, 3, 6, 6]);
  });

  it('of two keys goes by hand: the second has 1/3, all of it in its own column', () => {
    const table = createZipf(2, 1);
    expect(Array.from(zipfProbabilities(2, 1))).toEqual(
      [2 / 3, 1 / 3].map((share) => expect.closeTo(share, 15)),
    );
    // Of the second column 2/3 are the second key's, the rest is the first key's.
    const draws = [0, 0.499, 0.5, 0.5 + 0.333, 0.5 + 0.334, 0.999];
    expect(draws.map((unit) => zipfKey(table, unit))).toEqual([0, 0, 1, 1, 0, 0]);
  });
});

describe('a table', () => {
  it.each([
    [0, 1],
    [1.5, 1],
    [2 ** 24 + 1, 1],
    [10, -0.1],
    [10, 10.1],
    [10, Number.NaN],
  ])('of %d keys with the exponent %d is refused', (keys, exponent) => {
    expect(() => createZipf(keys, exponent)).toThrow(AssertionError);
  });
});

/** Chi-square as a normal deviate (Wilson and Hilferty 1931), keys expected fewer than 10 times taken together. */
function chiSquareDeviation(seen: Float64Array, exact: Float64Array): number {
  let statistic = 0;
  let cells = -1;
  let rareSeen = 0;
  let rareExpected = 0;
  exact.forEach((probability, key) => {
    const expected = probability * count;
    const found = seen[key] as number;
    if (expected < 10) {
      rareSeen += found;
      rareExpected += expected;
      return;
    }
    statistic += (found - expected) ** 2 / expected;
    cells += 1;
  });
  if (rareExpected > 0) {
    statistic += (rareSeen - rareExpected) ** 2 / rareExpected;
    cells += 1;
  }
  if (cells <= 0) return 0;
  const variance = 2 / (9 * cells);
  return (Math.cbrt(statistic / cells) - 1 + variance) / Math.sqrt(variance);
}
