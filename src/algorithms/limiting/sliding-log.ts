/**
 * Sliding log: the exact limiter. It remembers when the latest `limit` requests were, and admits one if fewer than that
 * lie within the window that ends now.
 *
 *   allowed  ⟺  #{ t in the log : t > now − window } < limit;   log ← now if allowed (or always: `countRejected`)
 *
 * Source: a Redis sorted set per client (ZREMRANGEBYSCORE, ZCARD, ZADD). Older entries than the latest `limit` cannot
 * matter, so a ring of `limit` times is all: 8 · limit bytes a client. O(1) per call, amortized over what grows old;
 * un-counting a success O(limit). Known failure: memory grows with the limit; with `countRejected` a client that keeps
 * asking faster than the limit is never admitted again.
 */
import { insist, positive, readOptions, whole, yesOrNo } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import type { Outcome } from '../outcome.ts';
import { type Answer, refuse } from './answer.ts';

export interface SlidingLogOptions {
  readonly limit: number;
  readonly window: Micros;
  /** Whether a refused request enters the log as well. */
  readonly countRejected?: boolean;
  /** A request that ends well is taken out of the log. */
  readonly skipSuccessful?: boolean;
}

export interface SlidingLog extends Required<SlidingLogOptions> {
  /** A ring of times in order; `size` of them count, from `oldest` on. */
  readonly times: Float64Array;
  oldest: number;
  size: number;
}

const ranges = {
  limit: whole(1, 10_000_000),
  window: positive,
  countRejected: yesOrNo,
  skipSuccessful: yesOrNo,
};

export function create(given: SlidingLogOptions): SlidingLog {
  const options = readOptions<Required<SlidingLogOptions>, SlidingLogOptions>(
    given,
    { countRejected: false, skipSuccessful: false },
    ranges,
  );
  insist(
    !(options.countRejected && options.skipSuccessful),
    'skipSuccessful',
    'false with countRejected: a place made free would belong to a request that the ring has forgotten',
    true,
  );
  return { ...options, times: new Float64Array(options.limit), oldest: 0, size: 0 };
}

export function admit(s: SlidingLog, now: Micros): Answer {
  forgetUntil(s, now - s.window);
  if (s.size === s.limit) {
    if (s.countRejected) {
      forgetOldest(s);
      append(s, now);
    }
    return refuse((s.times[s.oldest] as number) + s.window - now);
  }
  append(s, now);
  return { allowed: true, remaining: s.limit - s.size, permit: now };
}

function append(s: SlidingLog, now: Micros): void {
  s.size += 1;
  s.times[placeOf(s, s.size - 1)] = now;
}

function forgetUntil(s: SlidingLog, time: Micros): void {
  while (s.size > 0 && (s.times[s.oldest] as number) <= time) forgetOldest(s);
}

function forgetOldest(s: SlidingLog): void {
  s.oldest = placeOf(s, 1);
  s.size -= 1;
}

/** Where in the ring the entry lies that came so many after the oldest. */
function placeOf(s: SlidingLog, after: number): number {
  const place = s.oldest + after;
  return place < s.limit ? place : place - s.limit;
}

/** An admitted request has ended; its permit is when it was admitted. */
export function settle(s: SlidingLog, now: Micros, permit: number | undefined, outcome: Outcome): void {
  if (!s.skipSuccessful || outcome !== 'ok' || permit === undefined) return;
  forgetUntil(s, now - s.window);
  let after = s.size - 1;
  while (after >= 0 && s.times[placeOf(s, after)] !== permit) after -= 1;
  if (after < 0) return;
  for (; after < s.size - 1; after += 1) {
    s.times[placeOf(s, after)] = s.times[placeOf(s, after + 1)] as number;
  }
  s.size -= 1;
}
