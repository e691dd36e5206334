/** One value per seed, and what they allow to say: for counts a mean, for times a median, for neither ever a bare zero. */
import type { Micros } from '../base/units.ts';
import { meanInterval, medianInterval, neverSeenBound } from './statistics.ts';

/** Of a count: how much more there was than in the undisturbed run, and both as counted; one value per seed. */
export interface CountSummary {
  readonly mean: number;
  /** Of the 95 % interval of the mean; undefined for a single run. */
  readonly halfWidth: number | undefined;
  /** Only if every run had exactly what its undisturbed run had: at most this share of runs differs, with 95 %. */
  readonly neverSeenBound: number | undefined;
  readonly counted: readonly number[];
  readonly undisturbed: readonly number[];
}

export interface TimeSummary {
  /** Runs in which there was something to wait for, the end of an outage or somebody's notice. */
  readonly runs: number;
  /** How many of them were still waiting when the window ended. */
  readonly beyond: number;
  /** Present if `runs` > 0; Infinity stands for "beyond the window". */
  readonly median: Micros | undefined;
  readonly low: Micros | undefined;
  readonly high: Micros | undefined;
  /** That low … high holds the median; below 0.95 for fewer than six runs. */
  readonly confidence: number | undefined;
  readonly neverSeenBound: number | undefined;
  /** One per seed; undefined: nothing to wait for. */
  readonly values: readonly (Micros | undefined)[];
}

export function countSummary(counted: readonly number[], undisturbed: readonly number[]): CountSummary {
  const excess = counted.map((count, run) => count - (undisturbed[run] ?? 0));
  const { mean, halfWidth } = meanInterval(excess);
  return {
    mean,
    halfWidth: Number.isNaN(halfWidth) ? undefined : halfWidth,
    neverSeenBound: excess.every((value) => value === 0) ? neverSeenBound(excess.length) : undefined,
    counted,
    undisturbed,
  };
}

export function timeSummary(values: readonly (Micros | undefined)[]): TimeSummary {
  const times = values.filter((value) => value !== undefined);
  const interval = times.length === 0 ? undefined : medianInterval(times);
  return {
    runs: times.length,
    beyond: times.filter((time) => time === Number.POSITIVE_INFINITY).length,
    median: interval?.median,
    low: interval?.low,
    high: interval?.high,
    confidence: interval?.confidence,
    neverSeenBound: interval === undefined ? neverSeenBound(values.length) : undefined,
    values,
  };
}
