/**
 * What a few independent runs allow to say, in arithmetic that gives the same digits everywhere: means with Student's t
 * intervals, medians with intervals of order statistics, and how often something may happen that was never seen.
 */
import { assert } from '../base/assert.ts';
import { pow } from '../base/portable-math.ts';

export const confidence = 0.95;

export interface Interval {
  readonly mean: number;
  readonly halfWidth: number;
}

/** Two-sided interval of the mean that misses it with probability `error`; of one value, the half width is NaN. */
export function meanInterval(sample: readonly number[], error = 1 - confidence): Interval {
  const n = sample.length;
  assert(n >= 1, 'a mean needs a value');
  const mean = sample.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { mean, halfWidth: Number.NaN };
  const variance = sample.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (n - 1);
  return { mean, halfWidth: studentQuantile(1 - error / 2, n - 1) * Math.sqrt(variance / n) };
}

/** The value that a t variable with `freedom` degrees of freedom does not exceed with probability `p` in [0.5, 1). */
export function studentQuantile(p: number, freedom: number): number {
  assert(p >= 0.5 && p < 1, 'p: 0.5 … 1');
  let [low, high] = [0, 1];
  while (0.5 + massUpTo(high, freedom) < p) high *= 2;
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (0.5 + massUpTo(middle, freedom) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Probability between 0 and t: with tan θ = t/√ν a finite sum of powers of the cosine (Abramowitz & Stegun 26.7.3 and
 * 26.7.4), which also holds θ itself when ν is odd.
 */
function massUpTo(t: number, freedom: number): number {
  const cosSquared = freedom / (freedom + t * t);
  const sin = t / Math.sqrt(freedom + t * t);
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? Math.sqrt(cosSquared) : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let power = isOdd ? 3 : 2; power <= freedom - 2; power += 2) {
    term *= (cosSquared * (power - 1)) / power;
    sum += term;
  }
  return isOdd ? (arcTangent(t / Math.sqrt(freedom)) + sin * sum) / Math.PI : (sin * sum) / 2;
}

/** Of a number ≥ 0: the angle is halved until its series needs few terms. */
function arcTangent(tangent: number): number {
  let small = tangent;
  let parts = 1;
  while (small > 0.02) {
    small /= 1 + Math.sqrt(1 + small * small);
    parts *= 2;
  }
  let power = small;
  let sum = 0;
  for (let odd = 1; odd <= 11; odd += 2) {
    sum += (odd % 4 === 1 ? power : -power) / odd;
    power *= small * small;
  }
  return sum * parts;
}

export interface MedianInterval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Probability that an interval so made holds the median; under 0.95 for fewer than six values. */
  readonly confidence: number;
}

/**
 * The k-th value from below and from above hold the median unless fewer than k values fall on one side of it: a matter of
 * fair coins, whatever the distribution. Takes the largest k that keeps 95 %. Values may be Infinity ("not yet").
 */
export function medianInterval(sample: readonly number[]): MedianInterval {
  const n = sample.length;
  assert(n >= 1, 'a median needs a value');
  const sorted = [...sample].sort((a, b) => (a === b ? 0 : a - b));
  let inside = 0;
  // The chance of exactly `rank` heads in n tosses, and of at most so many.
  let exactly = pow(0.5, n);
  let atMost = exactly;
  while (inside + 1 < n / 2) {
    const next = (exactly * (n - inside)) / (inside + 1);
    if (1 - 2 * (atMost + next) < confidence) break;
    exactly = next;
    atMost += next;
    inside += 1;
  }
  const upper = sorted[Math.floor(n / 2)] as number;
  const lower = sorted[Math.ceil(n / 2) - 1] as number;
  return {
    median: upper === lower ? upper : (lower + upper) / 2,
    low: sorted[inside] as number,
    high: sorted[n - 1 - inside] as number,
    confidence: Math.max(0, 1 - 2 * atMost),
  };
}

/** Seen in none of `runs` runs: the largest share of runs that would let that happen once in twenty (Clopper–Pearson). */
export const neverSeenBound = (runs: number): number => 1 - pow(1 - confidence, 1 / runs);
