import { describe, expect, it } from 'vitest';
import { bucketOf } from './log-histogram-buckets.ts';
import { mergeSparse, quantileOfSparse, rankOf } from './log-histogram-sparse.ts';

/** 32 buckets an octave: values below 64 have one each. */
const perOctave = 32;
const sparse = (counts: Readonly<Record<number, number>>): Uint32Array =>
  Uint32Array.from(Object.entries(counts).flatMap(([value, count]) => [bucketOf(Number(value), 5), count]));

describe('the rank of a quantile', () => {
  it('is the nearest one, from the first to the last', () => {
    expect([0, 0.1, 0.11, 0.5, 0.51, 1].map((p) => rankOf(p, 10))).toEqual([1, 1, 2, 5, 6, 10]);
    expect([rankOf(0, 1), rankOf(1, 1), rankOf(0.5, 1)]).toEqual([1, 1, 1]);
  });

  it('is not moved by the rounding of a product that is whole', () => {
    expect(0.07 * 100).toBeGreaterThan(7);
    expect([rankOf(0.07, 100), rankOf(0.29, 100), rankOf(0.999, 1_000)]).toEqual([7, 29, 999]);
    expect(rankOf(0.99, 1_000_001)).toBe(990_001);
  });
});

describe('a quantile', () => {
  const some = sparse({ 3: 5, 10: 4, 40: 1 });

  it('is the value of that rank', () => {
    const quantiles = [0, 0.5, 0.51, 0.9, 0.91, 1].map((p) => quantileOfSparse(some, perOctave, p));
    expect(quantiles).toEqual([3, 3, 10, 10, 40, 40]);
  });

  it('of one value is that value, and of nothing is no number', () => {
    const one = sparse({ 0: 1 });
    expect([0, 0.5, 1].map((p) => quantileOfSparse(one, perOctave, p))).toEqual([0, 0, 0]);
    expect(quantileOfSparse(new Uint32Array(0), perOctave, 0.5)).toBeNaN();
  });
});

describe('the sum of two', () => {
  it('has every bucket of both once, ascending, with both counts', () => {
    const merged = mergeSparse(sparse({ 3: 5, 10: 4, 40: 1 }), sparse({ 1: 2, 10: 6, 50: 7 }));
    expect(merged).toEqual(sparse({ 1: 2, 3: 5, 10: 10, 40: 1, 50: 7 }));
  });

  it('is the same either way round, and with nothing is the other', () => {
    const [one, other, none] = [sparse({ 5: 1, 6: 2 }), sparse({ 6: 3 }), new Uint32Array(0)];
    expect(mergeSparse(one, other)).toEqual(sparse({ 5: 1, 6: 5 }));
    expect(mergeSparse(other, one)).toEqual(mergeSparse(one, other));
    expect([mergeSparse(one, none), mergeSparse(none, one), mergeSparse(none, none)]).toEqual([
      one,
      one,
      none,
    ]);
  });
});
