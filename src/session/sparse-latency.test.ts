import { describe, expect, it } from 'vitest';
import { createLatencyTally } from './sparse-latency.ts';

const tallyOf = (...sparse: number[]) => {
  const tally = createLatencyTally();
  tally.add(Uint32Array.from(sparse));
  return tally;
};

/** Bucket of 1 + octave × 32 + part: octave 5 begins at 32, octave 10 at 1,024. */
const bucket = (octave: number, part: number): number => 1 + octave * 32 + part;

describe('a quantile', () => {
  it('is the middle of its bucket: whole Micros up to 64, then ever wider', () => {
    expect(tallyOf(0, 1).quantile(0.5)).toBe(0);
    expect(tallyOf(bucket(0, 0), 1).quantile(0.5)).toBe(1);
    // From 32 to 63 a bucket is one Micro wide; from 1,024 on it is 32: 1,024 … 1,055.
    expect(tallyOf(bucket(5, 7), 1).quantile(0.5)).toBe(39);
    expect(tallyOf(bucket(10, 0), 1).quantile(0.5)).toBe(1_039.5);
    expect(tallyOf(bucket(10, 31), 1).quantile(0.5)).toBe(2_031.5);
  });

  it('is of the nearest rank', () => {
    const tally = tallyOf(bucket(5, 0), 3, bucket(5, 1), 1, bucket(5, 2), 6);
    const at = (p: number) => tally.quantile(p)! - 32;
    expect([0, 0.1, 0.3].map(at)).toEqual([0, 0, 0]);
    expect([0.31, 0.4].map(at)).toEqual([1, 1]);
    expect([0.41, 0.5, 1].map(at)).toEqual([2, 2, 2]);
  });

  it('forgives that 0.07 × 100 is more than 7', () => {
    expect(0.07 * 100).toBeGreaterThan(7);
    expect(tallyOf(bucket(5, 0), 7, bucket(5, 1), 93).quantile(0.07)).toBe(32);
  });
});

it('adds what it is given, and gives it back', () => {
  const tally = tallyOf(3, 1, 700, 2);
  tally.add(Uint32Array.of(3, 4, 5, 6));
  expect([...tally.toSparse()]).toEqual([3, 5, 5, 6, 700, 2]);
  expect([...createLatencyTally().toSparse()]).toEqual([]);
});
