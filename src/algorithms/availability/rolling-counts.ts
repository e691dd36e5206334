/**
 * Good and bad events of the last `window`, in 60 equal buckets: the oldest bucket is dropped whole. O(1) per event, O(1)
 * per bucket that passes. Known failure: the window is up to one bucket, a sixtieth,
 * short.
 */
import type { Micros } from '../../base/units.ts';

const buckets = 60;

export interface RollingCounts {
  readonly width: Micros;
  readonly good: Float64Array;
  readonly bad: Float64Array;
  /** Number of the newest bucket since time 0. */
  newest: number;
  totalGood: number;
  totalBad: number;
}

export function createRollingCounts(window: Micros): RollingCounts {
  return {
    width: window / buckets,
    good: new Float64Array(buckets),
    bad: new Float64Array(buckets),
    newest: 0,
    totalGood: 0,
    totalBad: 0,
  };
}

export function addCounts(s: RollingCounts, now: Micros, good: number, bad: number): void {
  rollTo(s, now);
  const place = s.newest % buckets;
  s.good[place] = (s.good[place] as number) + good;
  s.bad[place] = (s.bad[place] as number) + bad;
  s.totalGood += good;
  s.totalBad += bad;
}

/** Share of bad events; 0 when there were none at all. */
export function badShare(s: RollingCounts, now: Micros): number {
  rollTo(s, now);
  const total = s.totalGood + s.totalBad;
  return total === 0 ? 0 : s.totalBad / total;
}

function rollTo(s: RollingCounts, now: Micros): void {
  const newest = Math.floor(now / s.width);
  const passed = Math.min(buckets, newest - s.newest);
  for (let step = 1; step <= passed; step += 1) {
    const place = (s.newest + step) % buckets;
    s.totalGood -= s.good[place] as number;
    s.totalBad -= s.bad[place] as number;
    s.good[place] = 0;
    s.bad[place] = 0;
  }
  s.newest = Math.max(s.newest, newest);
}
