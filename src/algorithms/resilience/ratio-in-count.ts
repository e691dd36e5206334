/**
 * Failures as a share of the last `size` outcomes, whenever they were. Judged at each failure.
 *
 *   outcomes ≥ minimumVolume  ∧  failures / outcomes > failureThreshold      (boundary 'atLeast': ≥)
 *
 * Source: cockatiel 3 CountBreaker; resilience4j's count-based window. O(1) per outcome. Known failure: without a clock it
 * forgets only by new outcomes, so at night last evening's failures still count.
 */
import { anything, check, readOptions, whole } from '../../base/options.ts';
import { type Boundary, boundary, checkRatio, isTooMany } from './ratio-threshold.ts';

export interface RatioInCountOptions {
  readonly kind: 'ratioInCount';
  readonly size: number;
  /** As many as `size` if left out. */
  readonly minimumVolume?: number;
  readonly boundary?: Boundary;
}

export interface RatioInCount extends Required<RatioInCountOptions> {
  readonly failureThreshold: number;
  /** 1 = failed, of the last `size` outcomes; a ring. */
  readonly failed: Uint8Array;
  next: number;
  totalVolume: number;
  totalFailures: number;
}

export function createRatioInCount(given: RatioInCountOptions, failureThreshold: number): RatioInCount {
  check('window.size', given.size, whole(1, 65_536));
  const options = readOptions<Required<RatioInCountOptions>, RatioInCountOptions>(
    given,
    { minimumVolume: given.size, boundary: 'above' },
    { kind: anything, size: whole(1, 65_536), minimumVolume: whole(1, given.size), boundary },
    'window.',
  );
  checkRatio(failureThreshold, options.boundary);
  const failed = new Uint8Array(options.size);
  return { ...options, failureThreshold, failed, next: 0, totalVolume: 0, totalFailures: 0 };
}

export function recordRatioInCount(w: RatioInCount, failed: boolean): boolean {
  const { next } = w;
  if (w.totalVolume < w.size) w.totalVolume += 1;
  w.totalFailures += (failed ? 1 : 0) - (w.failed[next] as number);
  w.failed[next] = failed ? 1 : 0;
  w.next = next + 1 === w.size ? 0 : next + 1;
  return failed && isTooMany(w);
}

export function clearRatioInCount(w: RatioInCount): void {
  w.failed.fill(0);
  w.totalVolume = 0;
  w.totalFailures = 0;
}
