/**
 * A rate as a fraction of whole numbers, so that a limiter can count in integers and never drifts: 100 a minute is 5
 * requests in 3 seconds, not 1.6666666666666667 a second.
 *
 *   rate = requests / seconds;  in 1 µs `requests` units flow, one request is 1,000,000 · seconds units
 *
 * Source: convergents of the continued fraction (Khinchin, Continued Fractions, 1964, §5). O(log seconds), once per
 * limiter. Known failure: a rate that is no such fraction (π) is taken as the nearest one with a small enough
 * denominator, within a billionth; if there is none, it is refused.
 */
import { insist } from '../../base/options.ts';
import { microsPerSecond, type PerSecond } from '../../base/units.ts';

export interface ExactRate {
  /** Units that flow per microsecond. */
  readonly perMicro: number;
  /** Units of one request. */
  readonly request: number;
}

/** As far apart as the nearest doubles of one and the same fraction may be. */
const sameDouble = 1e-15;
const nearEnough = 1e-9;

/** `most` requests at a time are counted without loss. `option` is the rate's name, for the error. */
export function exactRate(option: string, rate: PerSecond, most: number): ExactRate {
  const mostSeconds = Math.floor(Number.MAX_SAFE_INTEGER / microsPerSecond / most);
  let [requests, seconds, olderRequests, olderSeconds] = [1, 0, 0, 1];
  let rest = rate;
  let gap = rate;
  while (gap > sameDouble * rate) {
    const term = Math.floor(rest);
    const nextSeconds = term * seconds + olderSeconds;
    if (nextSeconds > mostSeconds) break;
    [requests, olderRequests] = [term * requests + olderRequests, requests];
    [seconds, olderSeconds] = [nextSeconds, seconds];
    gap = Math.abs(requests / seconds - rate);
    rest = 1 / (rest - term);
  }
  insist(
    gap <= nearEnough * rate,
    option,
    `a fraction with a denominator of at most ${mostSeconds} for a burst of ${most}`,
    rate,
  );
  return { perMicro: requests, request: microsPerSecond * seconds };
}
