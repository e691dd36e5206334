/**
 * Tails where one request waits for many parts, and what a second copy takes off them. Times in units of the mean of an
 * exponential service time:
 *
 *   at least one of n is slow   1 − (1 − p)^n         the slowest of n: mean H_n, q-quantile −ln(1 − q^(1/n))
 *   each part needs its q^(1/n)-quantile where the whole needs its q-quantile
 *   second copy after D:        P(T > t) = e^−t before D, e^−(2t−D) after;  extra load e^−D
 *
 * Source: J. Dean, L. Barroso, The Tail at Scale, CACM 56(2) 2013. O(1), H_n O(n). Known failure: it takes the parts as
 * independent; a shared cause (one slow switch, one collection pause) makes both copies slow.
 */
import { atLeast, between, check, whole } from '../../base/options.ts';
import { exp, ln, pow } from '../../base/portable-math.ts';
import type { Ratio } from '../../base/units.ts';

const share = between(0, 1);
const properShare = {
  allows: (value: unknown) => share.allows(value) && value !== 1,
  words: '0 … less than 1',
};

/** That at least one of `parts` is slow, if one is with probability `slow`. */
export function anySlow(slow: Ratio, parts: number): Ratio {
  check('slow', slow, share);
  check('parts', parts, whole(1));
  return 1 - pow(1 - slow, parts);
}

/** The quantile that each part must meet for the whole to meet its own. */
export function partQuantile(quantile: Ratio, parts: number): Ratio {
  check('quantile', quantile, share);
  check('parts', parts, whole(1));
  return pow(quantile, 1 / parts);
}

/** Mean time of the slowest. */
export function slowestMean(parts: number): number {
  check('parts', parts, whole(1, 10_000_000));
  let sum = 0;
  for (let part = parts; part >= 1; part -= 1) sum += 1 / part;
  return sum;
}

export function slowestQuantile(parts: number, quantile: Ratio): number {
  check('quantile', quantile, properShare);
  return -ln(1 - partQuantile(quantile, parts));
}

/** The share of requests that send a second copy, `after` having passed. */
export function hedgedExtraLoad(after: number): Ratio {
  check('after', after, atLeast(0));
  return exp(-after);
}

export function hedgedQuantile(after: number, quantile: Ratio): number {
  check('after', after, atLeast(0));
  check('quantile', quantile, properShare);
  const alone = -ln(1 - quantile);
  return alone <= after ? alone : (alone + after) / 2;
}
