/**
 * Fixed window: requests are counted, and at the end of each window the count begins again. A window begins with the
 * first request after the last one ended, or at whole multiples of its length. Every request counts, a refused one
 * too; with `skipSuccessful` one that ends well is taken off again, so that only failed attempts (logins) add up.
 *
 *   allowed  ⟺  ++count ≤ limit;   a request exactly at the end of a window belongs to the next
 *
 * Source: express-rate-limit 8 and rate-limiter-flexible (first request), Redis INCR with EXPIRE by the clock
 * (epoch). O(1) per call, two numbers a client. Known failure: 2 · limit within a moment, by the end of one window
 * and the start of the next (one less if windows begin with a request). With `skipSuccessful`, successes under way
 * still hold a place, and refused ones keep it until the window ends; a request settled twice is noticed only when
 * more have ended in a window than it admitted. express-rate-limit takes a late success off whatever window it ends
 * in; here only its own counts it less.
 */
import { assert } from '../../base/assert.ts';
import { oneOf, positive, readOptions, whole, yesOrNo } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import { checkOutcome, type Outcome } from '../outcome.ts';
import { type Answer, refuse } from './answer.ts';

export interface FixedWindowOptions {
  readonly limit: number;
  readonly window: Micros;
  readonly alignment?: 'first-request' | 'epoch';
  readonly skipSuccessful?: boolean;
}

export interface FixedWindow extends Required<FixedWindowOptions> {
  count: number;
  /** Admitted in the present window and not settled, which means nothing without `skipSuccessful`. */
  open: number;
  /** End of the present window, which is also its permit: 0 before the first. */
  endsAt: Micros;
}

const ranges = {
  limit: whole(1),
  window: positive,
  alignment: oneOf('first-request', 'epoch'),
  skipSuccessful: yesOrNo,
};

export function create(given: FixedWindowOptions): FixedWindow {
  const options = readOptions<Required<FixedWindowOptions>, FixedWindowOptions>(
    given,
    { alignment: 'first-request', skipSuccessful: false },
    ranges,
  );
  return { ...options, count: 0, open: 0, endsAt: 0 };
}

export function admit(s: FixedWindow, now: Micros): Answer {
  if (now >= s.endsAt) beginWindow(s, now);
  s.count += 1;
  if (s.count > s.limit) return refuse(s.endsAt - now);
  s.open += 1;
  return { allowed: true, remaining: s.limit - s.count, permit: s.endsAt };
}

function beginWindow(s: FixedWindow, now: Micros): void {
  s.count = 0;
  s.open = 0;
  s.endsAt = s.window + (s.alignment === 'epoch' ? now - (now % s.window) : now);
}

/** An admitted request has ended. Late news of an earlier window changes nothing in this one. */
export function settle(s: FixedWindow, now: Micros, permit: number | undefined, outcome: Outcome): void {
  checkOutcome(outcome);
  if (!s.skipSuccessful || permit !== s.endsAt || now >= s.endsAt) return;
  assert(s.open > 0, 'settle: only what was admitted, and once');
  s.open -= 1;
  if (outcome === 'ok') s.count -= 1;
}

/** When the count begins again: what a `RateLimit-Reset` header tells. */
export function resetAt(s: FixedWindow, now: Micros): Micros {
  return Math.max(now, s.endsAt);
}
