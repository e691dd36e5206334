/**
 * Failures as a share of the calls of a rolling period, which is cut into buckets. Judged at each failure.
 *
 *   volume ≥ minimumVolume  ∧  failures / volume > failureThreshold      (boundary 'atLeast': ≥)
 *
 * `rotateBy: 'clock'`: buckets are cut at whole multiples of period/buckets, and the oldest falls out when its time is
 * over. `'outcome'`: a bucket begins with the first outcome after the one before was full, so where outcomes are rare,
 * far older ones still count. `volume: 'attempts'` counts calls when they are asked for, refused ones included: those
 * under way dilute the ratio, and slow failures are noticed later.
 *
 * Source: opossum 9 (clock, attempts), Hystrix (clock, outcomes, atLeast); cockatiel 3 SamplingBreaker (outcome; its
 * minimumRps × period is minimumVolume). O(1) per outcome, O(buckets) when time has passed. Known
 * failure: below the minimum volume nothing ever trips, so a service with little traffic has no breaker.
 */
import { anything, insist, oneOf, readOptions, whole } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import { type Boundary, boundary, checkRatio, isTooMany } from './ratio-threshold.ts';

export interface RatioInPeriodOptions {
  readonly kind: 'ratioInPeriod';
  /** A whole multiple of `buckets`. */
  readonly period: Micros;
  readonly buckets?: number;
  readonly minimumVolume: number;
  readonly boundary?: Boundary;
  readonly rotateBy?: 'clock' | 'outcome';
  readonly volume?: 'outcomes' | 'attempts';
}

export interface RatioInPeriod extends Required<RatioInPeriodOptions> {
  readonly failureThreshold: number;
  readonly bucketLength: Micros;
  /** Per bucket; a ring. */
  readonly volumes: Float64Array;
  readonly failures: Float64Array;
  /** The present bucket, and when it ends. */
  current: number;
  endsAt: Micros;
  totalVolume: number;
  totalFailures: number;
}

export function createRatioInPeriod(given: RatioInPeriodOptions, failureThreshold: number): RatioInPeriod {
  const options = readOptions<Required<RatioInPeriodOptions>, RatioInPeriodOptions>(
    given,
    { buckets: 10, boundary: 'above', rotateBy: 'clock', volume: 'outcomes' },
    {
      kind: anything,
      period: whole(1),
      buckets: whole(1, 10_000),
      minimumVolume: whole(1),
      boundary,
      rotateBy: oneOf('clock', 'outcome'),
      volume: oneOf('outcomes', 'attempts'),
    },
    'window.',
  );
  const { period, buckets } = options;
  checkRatio(failureThreshold, options.boundary);
  insist(period % buckets === 0, 'window.period', 'a whole multiple of buckets', period);
  return {
    ...options,
    failureThreshold,
    bucketLength: period / buckets,
    volumes: new Float64Array(buckets),
    failures: new Float64Array(buckets),
    current: 0,
    endsAt: period / buckets,
    totalVolume: 0,
    totalFailures: 0,
  };
}

export function recordRatioInPeriod(w: RatioInPeriod, now: Micros, failed: boolean): boolean {
  if (now >= w.endsAt) rotate(w, now);
  if (w.volume === 'outcomes') addVolume(w);
  if (!failed) return false;
  w.failures[w.current] = (w.failures[w.current] as number) + 1;
  w.totalFailures += 1;
  return isTooMany(w);
}

export function recordAttemptInPeriod(w: RatioInPeriod, now: Micros): void {
  if (now >= w.endsAt) rotate(w, now);
  addVolume(w);
}

export function clearRatioInPeriod(w: RatioInPeriod): void {
  w.volumes.fill(0);
  w.failures.fill(0);
  w.endsAt = w.bucketLength;
  w.totalVolume = 0;
  w.totalFailures = 0;
}

function addVolume(w: RatioInPeriod): void {
  w.volumes[w.current] = (w.volumes[w.current] as number) + 1;
  w.totalVolume += 1;
}

function rotate(w: RatioInPeriod, now: Micros): void {
  if (w.rotateBy === 'outcome') {
    dropOldest(w);
    w.endsAt = now + w.bucketLength;
    return;
  }
  const endsAt = now - (now % w.bucketLength) + w.bucketLength;
  const passed = (endsAt - w.endsAt) / w.bucketLength;
  for (let step = Math.min(passed, w.buckets); step > 0; step -= 1) dropOldest(w);
  w.endsAt = endsAt;
}

/** The bucket after the present one is the oldest; it becomes the present one, empty. */
function dropOldest(w: RatioInPeriod): void {
  const oldest = w.current + 1 === w.buckets ? 0 : w.current + 1;
  w.totalVolume -= w.volumes[oldest] as number;
  w.totalFailures -= w.failures[oldest] as number;
  w.volumes[oldest] = 0;
  w.failures[oldest] = 0;
  w.current = oldest;
}
