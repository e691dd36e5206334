/**
 * Sliding counter: nearly a sliding log, in three numbers a client. The count of the window before counts for as much
 * as that window still reaches into the one that ends now, as if its requests had been spread evenly.
 *
 *   estimate = previous · (1 − elapsed / window) + current;   allowed  ⟺  estimate + 1 ≤ limit
 *
 * in whole numbers: previous · (window − elapsed) + (current + 1) · window ≤ limit · window. Windows begin at
 * multiples of their length; refused requests do not count. Source: Cloudflare, "How we built rate limiting capable
 * of scaling to millions of domains" (2017). O(1) per call. Known failure: requests were not spread evenly, so it
 * refuses some that a log would admit and admits up to 2 · limit − 1 within one window. A request settled twice
 * (`skipSuccessful`) is noticed only when more have ended of a window than it admitted.
 */
import { assert } from '../../base/assert.ts';
import { insist, positive, readOptions, whole, yesOrNo } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import { checkOutcome, type Outcome } from '../outcome.ts';
import { type Answer, refuse } from './answer.ts';

export interface SlidingCounterOptions {
  readonly limit: number;
  readonly window: Micros;
  /** A request that ends well is taken off the count of its window. */
  readonly skipSuccessful?: boolean;
}

export interface SlidingCounter extends Required<SlidingCounterOptions> {
  /** When the present window began, which is also its permit. */
  beganAt: Micros;
  current: number;
  previous: number;
  /** Of these, not settled, which means nothing without `skipSuccessful`. */
  openOfCurrent: number;
  openOfPrevious: number;
}

const ranges = { limit: whole(1), window: positive, skipSuccessful: yesOrNo };

export function create(given: SlidingCounterOptions): SlidingCounter {
  const options = readOptions<Required<SlidingCounterOptions>, SlidingCounterOptions>(
    given,
    { skipSuccessful: false },
    ranges,
  );
  const { limit, window } = options;
  insist(
    limit * window <= Number.MAX_SAFE_INTEGER,
    'limit',
    'limit · window (in µs) of at most 2^53 − 1',
    limit,
  );
  return { ...options, beganAt: 0, current: 0, previous: 0, openOfCurrent: 0, openOfPrevious: 0 };
}

export function admit(s: SlidingCounter, now: Micros): Answer {
  turnTo(s, now);
  const room = (s.limit - s.current) * s.window - s.previous * (s.beganAt + s.window - now);
  if (room < s.window) return refuse(waitFrom(s, now));
  s.current += 1;
  s.openOfCurrent += 1;
  return { allowed: true, remaining: Math.floor(room / s.window) - 1, permit: s.beganAt };
}

function turnTo(s: SlidingCounter, now: Micros): void {
  const windows = Math.floor((now - s.beganAt) / s.window);
  if (windows < 1) return;
  s.previous = windows === 1 ? s.current : 0;
  s.openOfPrevious = windows === 1 ? s.openOfCurrent : 0;
  s.current = 0;
  s.openOfCurrent = 0;
  s.beganAt += windows * s.window;
}

function waitFrom(s: SlidingCounter, now: Micros): Micros {
  const untilEnd = s.beganAt + s.window - now;
  const places = s.limit - s.current - 1;
  // With no place left in this window, the next begins with `limit` requests before it, and must outgrow one of them.
  if (places < 0) return untilEnd + Math.ceil(s.window / s.limit);
  return untilEnd - Math.floor((places * s.window) / s.previous);
}

/** An admitted request has ended. */
export function settle(s: SlidingCounter, now: Micros, permit: number | undefined, outcome: Outcome): void {
  checkOutcome(outcome);
  if (!s.skipSuccessful) return;
  turnTo(s, now);
  const uncounted = outcome === 'ok' ? 1 : 0;
  if (permit === s.beganAt) {
    assert(s.openOfCurrent > 0, 'settle: only what was admitted, and once');
    s.openOfCurrent -= 1;
    s.current -= uncounted;
  } else if (permit === s.beganAt - s.window) {
    assert(s.openOfPrevious > 0, 'settle: only what was admitted, and once');
    s.openOfPrevious -= 1;
    s.previous -= uncounted;
  }
}
