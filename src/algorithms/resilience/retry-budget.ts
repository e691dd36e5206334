/**
 * A retry budget: retries may be at most a share of the requests, so that a service that is down gets 1 + ratio times its
 * load and not a multiple. Each request pays in, each retry takes out one; what is left is kept up to `capacity`.
 *
 *   tokens = min(capacity, tokens + ratio per request + minimumPerSecond · time);  a retry takes 1
 *   in any stretch of time:  retries ≤ capacity + ratio · requests + minimumPerSecond · time
 *
 * Source: Finagle RetryBudget (ratio 0.2, 10 per second); gRPC A6 retry throttling and the AWS SDKs keep tokens alike. O(1);
 * in whole billionths of a token, so that ten tenths are one. Known failure: it is one caller's own; a thousand callers who
 * each keep a reserve of `capacity` retry a thousand times that at the start of an outage.
 */
import { assert } from '../../base/assert.ts';
import { atLeast, between, type Range, readOptions } from '../../base/options.ts';
import type { Micros, PerSecond, Ratio } from '../../base/units.ts';

export interface RetryBudgetOptions {
  /** Retries per request, to nine decimals. */
  readonly ratio: Ratio;
  /** The most tokens, and how many it begins with. */
  readonly capacity: number;
  /** So that a caller with few requests may retry at all. */
  readonly minimumPerSecond?: PerSecond;
}

export interface RetryBudget {
  options: Required<RetryBudgetOptions>;
  /** In billionths. */
  tokens: number;
  /** Up to when the minimum has been paid in. */
  paidUntil: Micros;
}

const token = 1_000_000_000;

const ratios: Range = {
  allows: (value) => value === 0 || between(1 / token, 10).allows(value),
  words: '0, or 0.000000001 … 10',
};

/** @throws OptionError */
export function create(given: RetryBudgetOptions): RetryBudget {
  const options = optionsFrom(given);
  return { options, tokens: options.capacity * token, paidUntil: 0 };
}

/** New options from `now` on; what has been saved up stays, up to the new capacity. @throws OptionError */
export function retune(s: RetryBudget, now: Micros, given: RetryBudgetOptions): void {
  const options = optionsFrom(given);
  payMinimum(s, now);
  s.options = options;
  payIn(s, 0);
}

const optionsFrom = (given: RetryBudgetOptions): Required<RetryBudgetOptions> =>
  readOptions<Required<RetryBudgetOptions>, RetryBudgetOptions>(
    given,
    { minimumPerSecond: 0 },
    { ratio: ratios, capacity: between(1, 1_000_000), minimumPerSecond: atLeast(0) },
  );

/** A fresh request, no retry. */
export function recordRequest(s: RetryBudget, now: Micros): void {
  payMinimum(s, now);
  payIn(s, Math.round(s.options.ratio * token));
}

/** True if a retry may be made, which is then taken from the budget. */
export function tryRetry(s: RetryBudget, now: Micros): boolean {
  payMinimum(s, now);
  if (s.tokens < token) return false;
  s.tokens -= token;
  return true;
}

/** Retries that may be made at once. */
export function available(s: RetryBudget, now: Micros): number {
  payMinimum(s, now);
  return Math.floor(s.tokens / token);
}

/** One per second is a thousand billionths per microsecond. */
function payMinimum(s: RetryBudget, now: Micros): void {
  assert(now >= s.paidUntil, 'now: never earlier than before');
  payIn(s, s.options.minimumPerSecond * 1_000 * (now - s.paidUntil));
  s.paidUntil = now;
}

function payIn(s: RetryBudget, amount: number): void {
  s.tokens = Math.min(s.options.capacity * token, s.tokens + amount);
}
