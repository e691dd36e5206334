/**
 * When a ratio of failures is too high: above the threshold, or at it as well, and only from a minimum volume on.
 *
 *   volume ≥ minimumVolume  ∧  failures / volume > failureThreshold      (boundary 'atLeast': ≥)
 *
 * divided, since 29 / 100 is the very number written as 0.29, and 0.29 · 100 is a little less than 29. Source: opossum and
 * cockatiel (above), Hystrix and resilience4j (at least). They multiply and so round: opossum 9 (failures / volume · 100)
 * trips at exactly 7 of 100 with 7 %, cockatiel 3 (threshold · volume) at 29 of 100 with 0.29; here neither does. O(1).
 * Known failure: at the minimum volume the ratio is coarse: of 5 calls, 2 failures are 40 % and 3 are 60 %.
 */
import { check, oneOf, type Range } from '../../base/options.ts';

export type Boundary = 'above' | 'atLeast';

export const boundary: Range = oneOf('above', 'atLeast');

interface Judged {
  readonly boundary: Boundary;
  readonly failureThreshold: number;
  readonly minimumVolume: number;
  readonly totalVolume: number;
  readonly totalFailures: number;
}

export function isTooMany(w: Judged): boolean {
  if (w.totalVolume < w.minimumVolume) return false;
  const ratio = w.totalFailures / w.totalVolume;
  return w.boundary === 'above' ? ratio > w.failureThreshold : ratio >= w.failureThreshold;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

const ratios: Readonly<Record<Boundary, Range>> = {
  above: {
    allows: (value) => isNumber(value) && value >= 0 && value < 1,
    words: 'a ratio, from 0 to less than 1',
  },
  atLeast: {
    allows: (value) => isNumber(value) && value > 0 && value <= 1,
    words: 'a ratio, more than 0 and at most 1',
  },
};

/** A threshold that could never be crossed, or always is, is none. @throws OptionError */
export function checkRatio(failureThreshold: number, kind: Boundary): void {
  check('failureThreshold', failureThreshold, ratios[kind]);
}
