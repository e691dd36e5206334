/**
 * What retries do to the load of the service that is retried. With failure probability p per try and up to r retries:
 *
 *   tries per request   1 + p + … + p^r          all fail   p^(r+1)
 *   L layers that each make a tries              a^L at the bottom
 *   a server of capacity μ that drops the excess of offered load x > μ:   p = (1 − μ/x)^(1/(r+1)),  total = μ / (1 − p)
 *
 * Source: Google SRE book ch. 22; AWS Builders' Library, Timeouts, retries and backoff with jitter. O(r). Known failure: it
 * takes tries as independent and drops as free; a real server spends work on what it drops, so its goodput falls, too.
 */
import { between, check, insist, positive, readOptions, whole } from '../../base/options.ts';
import { pow } from '../../base/portable-math.ts';
import type { PerSecond, Ratio } from '../../base/units.ts';

const probability = between(0, 1);

/** Mean tries per request. */
export function expectedAttempts(failure: Ratio, retries: number): number {
  check('failure', failure, probability);
  check('retries', retries, whole(0, 1_000));
  let [sum, term] = [1, 1];
  for (let retry = 0; retry < retries; retry += 1) {
    term *= failure;
    sum += term;
  }
  return sum;
}

/** That the first try and all retries fail. */
export function failureAfterRetries(failure: Ratio, retries: number): Ratio {
  check('failure', failure, probability);
  check('retries', retries, whole(0));
  return pow(failure, retries + 1);
}

/** Tries at the bottom for one request at the top, if all fail. */
export function layeredAttempts(attempts: number, layers: number): number {
  check('attempts', attempts, whole(1));
  check('layers', layers, whole(0));
  return pow(attempts, layers);
}

export interface OverloadOptions {
  readonly capacity: PerSecond;
  /** Fresh requests, without retries. */
  readonly offered: PerSecond;
  readonly retries: number;
}

export interface Overload {
  /** Fresh requests and retries together. */
  readonly total: PerSecond;
  /** That one try is dropped. */
  readonly failure: Ratio;
  readonly goodput: PerSecond;
}

/** Where the load settles when each drop is retried at once. */
export function overload(given: OverloadOptions): Overload {
  const { capacity, offered, retries } = readOptions<OverloadOptions, OverloadOptions>(
    given,
    {},
    { capacity: positive, offered: positive, retries: whole(0) },
  );
  if (offered <= capacity) return { total: offered, failure: 0, goodput: offered };
  const failure = pow(1 - capacity / offered, 1 / (retries + 1));
  insist(failure < 1, 'retries', 'fewer: every try would be dropped', retries);
  return { total: capacity / (1 - failure), failure, goodput: capacity };
}
