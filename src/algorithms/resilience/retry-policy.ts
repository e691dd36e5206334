/**
 * How long to wait before trying again, and when to stop. With n tries made (n = 1 before the first retry) and the draw u:
 *
 *   fixed         base
 *   linear        min(cap, base · n)
 *   exponential   d = min(cap, base · 2^(n−1))
 *   full          u · d                                       mean d/2
 *   equal         d/2 + u · d/2                               mean 3d/4
 *   decorrelated  min(cap, base + u · (3 · previous − base)), previous = base at first
 *
 * Source: M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog 2015; ioredis `min(50 n, 2000)` (linear).
 * O(log(cap / base)) per call. Known failure: without jitter, callers that failed together come back together; without a
 * limit of tries, or with retries at each of several layers, they multiply the load of a service that is down (see
 * retryBudget).
 */
import {
  check,
  insist,
  lessThanOne,
  oneOf,
  optional,
  positive,
  readOptions,
  whole,
} from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';

export {
  expectedAttempts,
  failureAfterRetries,
  layeredAttempts,
  overload,
} from './retry-amplification.ts';

export interface RetryPolicyOptions {
  readonly kind: 'fixed' | 'linear' | 'exponential' | 'full' | 'equal' | 'decorrelated';
  readonly base: Micros;
  /** The longest delay; not for 'fixed'. */
  readonly cap?: Micros | undefined;
  /** Tries in all, the first included; no limit if left out. */
  readonly attempts?: number | undefined;
}

export interface RetryPolicy {
  readonly kind: RetryPolicyOptions['kind'];
  readonly base: Micros;
  readonly cap: Micros;
  readonly attempts: number | undefined;
  /** The last delay of the request at hand: 'decorrelated' grows from it, so each request needs a state of its own. */
  previous: Micros;
}

/** @throws OptionError */
export function create(given: RetryPolicyOptions): RetryPolicy {
  const { kind, base, cap, attempts } = readOptions<Required<RetryPolicyOptions>, RetryPolicyOptions>(
    given,
    {},
    {
      kind: oneOf('fixed', 'linear', 'exponential', 'full', 'equal', 'decorrelated'),
      base: positive,
      cap: optional(positive),
      attempts: optional(whole(1)),
    },
  );
  if (kind === 'fixed') insist(cap === undefined, 'cap', "left out: 'fixed' is always base", cap);
  else insist(cap !== undefined && cap >= base, 'cap', 'at least base', cap);
  return { kind, base, cap: cap ?? base, attempts, previous: base };
}

/** A draw in [0, 1), or a function that returns the next one. */
export type Draw = number | (() => number);

/** The delay after `attempt` tries have failed; undefined if that was the last. `random` is for the kinds with jitter. */
export function delayBefore(s: RetryPolicy, attempt: number, random?: Draw): Micros | undefined {
  const delay = delayAfter(s, attempt, attempt === 1 ? s.base : s.previous, random);
  if (delay !== undefined) s.previous = delay;
  return delay;
}

/** The same with nothing kept: `previous` is the delay before this attempt (`base` at first), which only 'decorrelated' asks. */
export function delayAfter(
  s: RetryPolicy,
  attempt: number,
  previous: Micros,
  random?: Draw,
): Micros | undefined {
  check('attempt', attempt, whole(1));
  if (s.attempts !== undefined && attempt >= s.attempts) return undefined;
  return Math.round(delay(s, attempt, previous, random));
}

function delay(s: RetryPolicy, attempt: number, previous: Micros, random: Draw | undefined): number {
  const { kind, base, cap } = s;
  switch (kind) {
    case 'fixed':
      return base;
    case 'linear':
      return Math.min(cap, base * attempt);
    case 'exponential':
      return doubled(s, attempt);
    case 'full':
      return drawn(random) * doubled(s, attempt);
    case 'equal': {
      const half = doubled(s, attempt) / 2;
      return half + drawn(random) * half;
    }
    case 'decorrelated':
      return Math.min(cap, base + drawn(random) * (3 * previous - base));
  }
}

function drawn(random: Draw | undefined): number {
  const draw = typeof random === 'function' ? random() : random;
  insist(lessThanOne.allows(draw), 'random', 'a draw in [0, 1), or a function that returns one', draw);
  return draw as number;
}

/** base · 2^(n−1), up to the cap. */
function doubled({ base, cap }: RetryPolicy, attempt: number): number {
  let delay = base;
  for (let tries = 1; tries < attempt && delay < cap; tries += 1) delay *= 2;
  return Math.min(cap, delay);
}
