import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogHistogram, mergeSparse, quantileOfSparse } from './log-histogram.ts';

const octaves = fc.constantFrom(1, 32, 128, 1024);
/** Whole Micros of every magnitude: an integer under a random power of two. */
const micros = fc.oneof(fc.nat(300), fc.nat(5_000_000), fc.maxSafeNat());
const values = fc.array(micros, { minLength: 1, maxLength: 300, size: 'max' });
const percents = fc.constantFrom(0, 0.001, 0.01, 0.07, 0.5, 0.9, 0.95, 0.99, 0.999, 1);

function filled(bucketsPerOctave: number, recorded: readonly number[]): LogHistogram {
  const histogram = new LogHistogram(bucketsPerOctave);
  for (const value of recorded) histogram.record(value);
  return histogram;
}

describe('log histogram', () => {
  it('is within half a bucket of the exact quantile, and exact for small values', () => {
    fc.assert(
      fc.property(octaves, values, percents, (bucketsPerOctave, recorded, p) => {
        const sorted = [...recorded].sort((x, y) => x - y);
        const rank = Math.max(1, Math.ceil(p * sorted.length - 1e-6));
        const exact = sorted[rank - 1] as number;
        const histogram = filled(bucketsPerOctave, recorded);
        const seen = histogram.quantile(p);
        expect(Math.abs(seen - exact)).toBeLessThanOrEqual(exact / (2 * bucketsPerOctave));
        if (exact < 2 * bucketsPerOctave) expect(seen).toBe(exact);
        expect(quantileOfSparse(histogram.toSparse(), bucketsPerOctave, p)).toBe(seen);
      }),
      { numRuns: 1000 },
    );
  });

  it('comes near its bound at the lower end of a bucket: the bound is not slack', () => {
    for (const bucketsPerOctave of [32, 128]) {
      const least = 2 ** 30;
      const error = filled(bucketsPerOctave, [least]).quantile(0.5) / least - 1;
      expect(error).toBeGreaterThan(0.99 / (2 * bucketsPerOctave));
    }
  });

  it('counts and sums exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000_000), { maxLength: 300, size: 'max' }), (recorded) => {
        const histogram = filled(128, recorded);
        expect(histogram.count).toBe(recorded.length);
        expect(histogram.sum).toBe(recorded.reduce((sum, value) => sum + value, 0));
      }),
    );
  });

  it('merges by addition, dense and sparse alike', () => {
    fc.assert(
      fc.property(octaves, values, values, percents, (bucketsPerOctave, left, right, p) => {
        const both = filled(bucketsPerOctave, [...left, ...right]);
        const merged = filled(bucketsPerOctave, left);
        merged.merge(filled(bucketsPerOctave, right));
        const sparse = mergeSparse(
          filled(bucketsPerOctave, left).toSparse(),
          filled(bucketsPerOctave, right).toSparse(),
        );
        expect(merged.toSparse()).toEqual(both.toSparse());
        expect(sparse).toEqual(both.toSparse());
        expect(merged.quantile(p)).toBe(both.quantile(p));
        expect(merged.count).toBe(both.count);
      }),
    );
  });

  it('saves, loads and resets', () => {
    fc.assert(
      fc.property(values, values, (recorded, others) => {
        const histogram = filled(128, recorded);
        const copy = filled(128, others);
        copy.load(histogram.save());
        expect(copy.save()).toEqual(histogram.save());
        expect(copy.count).toBe(histogram.count);
        copy.reset();
        expect([copy.count, copy.sum, copy.toSparse().length]).toEqual([0, 0, 0]);
        expect(histogram.count).toBe(recorded.length);
      }),
    );
  });

  it('is NaN when empty and refuses what is no duration', () => {
    const histogram = new LogHistogram(32);
    expect(histogram.quantile(0.5)).toBeNaN();
    expect(quantileOfSparse(new Uint32Array(0), 32, 0.5)).toBeNaN();
    for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => histogram.record(value)).toThrow();
    expect(() => new LogHistogram(100)).toThrow();
  });
});
