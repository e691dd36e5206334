/**
 * The q-quantile of the last `size` values, exactly.
 *
 *   the k-th smallest of n values, k = ⌈q · n⌉, the least k with k / n ≥ q (nearest rank)
 *
 * Source: R. Hyndman, Y. Fan, Sample Quantiles, 1996 (definition 1). Reading O(1), adding O(size) moves within one array,
 * no allocation. Known failure: a quantile of few values is one of them: the 99th percentile needs a hundred at least.
 */
import { check, whole } from '../../base/options.ts';
import { firstAtOrAfter } from '../../base/sorted.ts';

export interface RollingQuantile {
  /** In the order they came; a ring. */
  readonly values: Float64Array;
  /** The same, ascending; the first `count` places. */
  readonly sorted: Float64Array;
  count: number;
  next: number;
}

export function createRollingQuantile(size: number): RollingQuantile {
  check('size', size, whole(1, 65_536));
  return { values: new Float64Array(size), sorted: new Float64Array(size), count: 0, next: 0 };
}

export function addValue(s: RollingQuantile, value: number): void {
  const { values, sorted, next } = s;
  if (s.count === values.length) removeSorted(s, values[next] as number);
  const place = firstAtOrAfter(s.sorted, value, s.count);
  sorted.copyWithin(place + 1, place, s.count);
  sorted[place] = value;
  s.count += 1;
  values[next] = value;
  s.next = next + 1 === values.length ? 0 : next + 1;
}

/** Undefined of no values. */
export function quantileOf(s: RollingQuantile, quantile: number): number | undefined {
  if (s.count === 0) return undefined;
  const rank = Math.max(1, Math.ceil(quantile * s.count));
  // 0.55 · 200 is a little more than 110, but 110 / 200 is the very number written as 0.55.
  const isOneTooHigh = rank > 1 && (rank - 1) / s.count >= quantile;
  return s.sorted[isOneTooHigh ? rank - 2 : rank - 1];
}

function removeSorted(s: RollingQuantile, value: number): void {
  const place = firstAtOrAfter(s.sorted, value, s.count);
  s.sorted.copyWithin(place, place + 1, s.count);
  s.count -= 1;
}
