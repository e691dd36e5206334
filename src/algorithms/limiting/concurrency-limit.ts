/**
 * Concurrency limit: so many requests at a time, however long each takes. It limits work under way where a rate
 * limits arrivals (in flight = rate · duration, Little's law). With `adaptive` the limit itself is searched for: one
 * more after a success while at least half of it is in use, a share of it after a failure or a slow success.
 *
 *   allowed  ⟺  inFlight < limit
 *   adaptive (AIMD):  ok → limit + 1 if 2 · inFlight ≥ limit;   failed or slower than slowAfter → ⌊limit · backoffRatio⌋
 *
 * Source: nginx limit_conn; TCP congestion avoidance (Jacobson 1988) as in Netflix concurrency-limits `AIMDLimit`.
 * O(1) per call. Known failure: a request whose end is never reported holds its place for ever, one reported twice
 * gives back another's (noticed only when none is in flight); and a few slow clients can hold all.
 */
import { assert } from '../../base/assert.ts';
import { anything, between, insist, positive, readOptions, whole } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import { checkOutcome, type Outcome } from '../outcome.ts';
import type { Answer } from './answer.ts';

export interface AdaptiveOptions {
  readonly minLimit: number;
  readonly maxLimit: number;
  readonly backoffRatio?: number;
  /** A success that took longer counts as a failure. */
  readonly slowAfter: Micros;
}

export interface ConcurrencyLimitOptions {
  /** Requests at a time; with `adaptive`, at first. */
  readonly limit: number;
  readonly adaptive?: AdaptiveOptions;
}

export interface ConcurrencyLimit {
  limit: number;
  inFlight: number;
  readonly adaptive: Required<AdaptiveOptions> | undefined;
}

const ranges = { limit: whole(1), adaptive: anything };

const adaptiveRanges = {
  minLimit: whole(1),
  maxLimit: whole(1),
  backoffRatio: between(0.5, 1 - Number.EPSILON),
  slowAfter: positive,
};

export function create(given: ConcurrencyLimitOptions): ConcurrencyLimit {
  const { limit, adaptive } = readOptions<ConcurrencyLimitOptions, ConcurrencyLimitOptions>(
    given,
    {},
    ranges,
  );
  return { limit, inFlight: 0, adaptive: adaptive && readAdaptive(adaptive, limit) };
}

function readAdaptive(given: AdaptiveOptions, limit: number): Required<AdaptiveOptions> {
  const options = readOptions<Required<AdaptiveOptions>, AdaptiveOptions>(
    given,
    { backoffRatio: 0.9 },
    adaptiveRanges,
    'adaptive.',
  );
  const { minLimit, maxLimit } = options;
  insist(limit >= minLimit && limit <= maxLimit, 'limit', 'within minLimit … maxLimit', limit);
  return options;
}

export function admit(s: ConcurrencyLimit, now: Micros): Answer {
  if (s.inFlight >= s.limit) return { allowed: false, remaining: 0 };
  s.inFlight += 1;
  return { allowed: true, remaining: s.limit - s.inFlight, permit: now };
}

/** An admitted request has ended; its permit is when it was admitted. A refused one has none and gives nothing back. */
export function settle(s: ConcurrencyLimit, now: Micros, permit: number | undefined, outcome: Outcome): void {
  checkOutcome(outcome);
  if (permit === undefined) return;
  assert(s.inFlight > 0, 'settle: only what was admitted, and once');
  if (s.adaptive !== undefined)
    adapt(s, s.adaptive, outcome === 'ok' && now - permit <= s.adaptive.slowAfter);
  s.inFlight -= 1;
}

function adapt(s: ConcurrencyLimit, options: Required<AdaptiveOptions>, isGood: boolean): void {
  if (!isGood) s.limit = Math.max(options.minLimit, Math.floor(s.limit * options.backoffRatio));
  else if (2 * s.inFlight >= s.limit) s.limit = Math.min(options.maxLimit, s.limit + 1);
}
