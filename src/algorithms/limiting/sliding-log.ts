/**
 * Sliding log: the exact limiter. It remembers when the latest `limit` requests were, and admits one if fewer than that
 * lie within the window that ends now.
 *
 *   allowed  ⟺  #{ t in the log : t > now − window } < limit;   log ← now if allowed (or always: `countRejected`)
 *
 * Source: a Redis sorted set per client (ZREMRANGEBYSCORE, ZCARD, ZADD). Older entries than the latest `limit` cannot
 * matter, so a ring of `limit` times is all: 8 · limit bytes a client, twice that with `skipSuccessful`, where each entry
 * is known by its permit. O(1) per call, amortized over what grows old; settling O(limit). Known failure:
 * memory grows with the limit; with `countRejected` a client that keeps asking faster than the limit is never admitted
 * again.
 */
import { insist, positive, readOptions, whole, yesOrNo } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import { checkOutcome, type Outcome } from '../outcome.ts';
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
  /** Beside the times, with `skipSuccessful`: the permit, −1 once its request has ended. */
  readonly permits: Float64Array;
  oldest: number;
  size: number;
  nextPermit: number;
}

const ended = -1;

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
  const { limit, skipSuccessful } = options;
  const permits = new Float64Array(skipSuccessful ? limit : 0);
  return { ...options, times: new Float64Array(limit), permits, oldest: 0, size: 0, nextPermit: 0 };
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
  return { allowed: true, remaining: s.limit - s.size, permit: s.nextPermit - 1 };
}

function append(s: SlidingLog, now: Micros): void {
  const place = placeOf(s, s.size);
  s.times[place] = now;
  if (s.skipSuccessful) s.permits[place] = s.nextPermit;
  s.size += 1;
  s.nextPermit += 1;
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

/** An admitted request has ended. A second time, or later than a window, nothing changes. */
export function settle(s: SlidingLog, now: Micros, permit: number | undefined, outcome: Outcome): void {
  checkOutcome(outcome);
  if (!s.skipSuccessful || permit === undefined) return;
  forgetUntil(s, now - s.window);
  let after = s.size - 1;
  while (after >= 0 && s.permits[placeOf(s, after)] !== permit) after -= 1;
  if (after < 0) return;
  if (outcome === 'ok') takeOut(s, after);
  else s.permits[placeOf(s, after)] = ended;
}

function takeOut(s: SlidingLog, after: number): void {
  let place = placeOf(s, after);
  for (let later = after + 1; later < s.size; later += 1) {
    const next = placeOf(s, later);
    s.times[place] = s.times[next] as number;
    s.permits[place] = s.permits[next] as number;
    place = next;
  }
  s.size -= 1;
}
