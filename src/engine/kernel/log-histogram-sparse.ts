/**
 * Log histograms as history keeps them: `[bucket, count, bucket, count, …]` with buckets ascending and no count of 0.
 * Merging is addition, so rows of any length in time may be joined without loss.
 */
import { fractionBitsOf, middleOfBucket } from './log-histogram-buckets.ts';

/**
 * The 1-based rank of a quantile (nearest rank). The millionth forgives the rounding of p × count: 0.07 × 100 is
 * 7.000000000000001 in doubles, and rank 8 would be wrong.
 */
export const rankOf = (p: number, count: number): number =>
  Math.min(count, Math.max(1, Math.ceil(p * count - 1e-6)));

/** The sum of two sparse histograms of equal buckets per octave. */
export function mergeSparse(left: Uint32Array, right: Uint32Array): Uint32Array {
  const merged = new Uint32Array(left.length + right.length);
  let length = 0;
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const leftBucket = i < left.length ? (left[i] as number) : Number.POSITIVE_INFINITY;
    const rightBucket = j < right.length ? (right[j] as number) : Number.POSITIVE_INFINITY;
    let count = 0;
    if (leftBucket <= rightBucket) {
      count += left[i + 1] as number;
      i += 2;
    }
    if (rightBucket <= leftBucket) {
      count += right[j + 1] as number;
      j += 2;
    }
    merged[length] = Math.min(leftBucket, rightBucket);
    merged[length + 1] = count;
    length += 2;
  }
  return merged.slice(0, length);
}

/** The p-quantile (0…1, nearest rank) in Micros; NaN when the histogram is empty. */
export function quantileOfSparse(sparse: Uint32Array, bucketsPerOctave: number, p: number): number {
  let count = 0;
  for (let index = 1; index < sparse.length; index += 2) count += sparse[index] as number;
  if (count === 0) return Number.NaN;
  let rest = rankOf(p, count);
  let index = 0;
  for (; index < sparse.length - 2; index += 2) {
    rest -= sparse[index + 1] as number;
    if (rest <= 0) break;
  }
  return middleOfBucket(sparse[index] as number, fractionBitsOf(bucketsPerOctave));
}
