import { describe, expect, it } from 'vitest';
import { bucketOf, fractionBitsOf, middleOfBucket } from './log-histogram-buckets.ts';

/** By whole numbers alone: the octave of the value, and which of its equal parts. */
function slowBucket(value: number, perOctave: number): number {
  if (value < 1) return 0;
  let [octave, least] = [0, 1];
  while (least * 2 <= value) [octave, least] = [octave + 1, least * 2];
  const part = Number((BigInt(Math.floor(value - least)) * BigInt(perOctave)) / BigInt(least));
  return 1 + octave * perOctave + part;
}

describe('fraction bits', () => {
  it('are the logarithm of the buckets per octave', () => {
    const bits = Array.from({ length: 11 }, (_, n) => n);
    expect(bits.map((n) => fractionBitsOf(2 ** n))).toEqual(bits);
  });
});

describe.each([1, 2, 32, 1_024])('%i buckets an octave', (perOctave) => {
  const bits = fractionBitsOf(perOctave);
  const edges = Array.from({ length: 54 }, (_, n) => 2 ** n).flatMap((n) => [n - 1, n, n + 1]);
  const values = [...edges, 3, 5, 1_000, 123_456, 999_999_999, 3 * 2 ** 50].filter((n) => n <= 2 ** 53);

  it('put each value where counting in whole numbers does', () => {
    for (const value of values) expect(bucketOf(value, bits), `${value}`).toBe(slowBucket(value, perOctave));
  });

  it('have their middle in themselves, off by at most half of their width', () => {
    for (const value of values) {
      const bucket = bucketOf(value, bits);
      const middle = middleOfBucket(bucket, bits);
      expect(bucketOf(middle, bits)).toBe(bucket);
      expect(Math.abs(middle - value)).toBeLessThanOrEqual(value / (2 * perOctave));
    }
  });
});

describe('a bucket', () => {
  it('of less than 1 is that of 0', () => {
    expect([0, 0.25, 0.999].map((value) => bucketOf(value, 5))).toEqual([0, 0, 0]);
    expect([bucketOf(1, 5), middleOfBucket(0, 5), middleOfBucket(1, 5)]).toEqual([1, 0, 1]);
  });

  it('of one whole value has that in the middle; of more, the middle of the first and the last', () => {
    // 4 an octave: 8 and 9 share a bucket, 16 … 19, and 4, 5, 6, 7 have one each.
    const middles = [4, 5, 6, 7, 8, 9, 16, 19].map((value) => middleOfBucket(bucketOf(value, 2), 2));
    expect(middles).toEqual([4, 5, 6, 7, 8.5, 8.5, 17.5, 17.5]);
    // Whatever was asked for before, all bits of it.
    expect(bucketOf(2 ** 53 - 1, 2)).toBe(4 * 53);
    expect(middleOfBucket(1 + 4 * 2, 2)).toBe(4);
  });
});
