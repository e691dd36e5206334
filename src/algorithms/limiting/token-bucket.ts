/**
 * Token bucket: `capacity` requests may come at once, and places come back at a steady rate. The bucket is full at
 * first.
 *
 *   tokens ← min(capacity, tokens + refillPerSecond · elapsed);   allowed  ⟺  tokens ≥ 1, and then tokens −= 1
 *
 * so that in any interval T at most capacity + refillPerSecond · T are admitted. Tokens are counted in whole units of
 * which `refill` come back each microsecond, so nothing drifts. Source: J. Turner, "New directions in communications"
 * (1986); RFC 2697. O(1) per call, two numbers a client. Known failure: whoever was idle may send a whole burst at
 * once, behind which others queue; and the limit within one window is capacity + rate · window, not the rate alone.
 */
import { positive, readOptions, whole } from '../../base/options.ts';
import type { Micros, PerSecond } from '../../base/units.ts';
import { type Answer, refuse } from './answer.ts';
import { exactRate } from './exact-rate.ts';

export interface TokenBucketOptions {
  readonly capacity: number;
  readonly refillPerSecond: PerSecond;
}

export interface TokenBucket {
  /** Units: of one token, of the full bucket, and those that come back per microsecond. */
  readonly token: number;
  readonly full: number;
  readonly refill: number;
  /** Units in the bucket at `countedAt`. */
  level: number;
  countedAt: Micros;
}

const ranges = { capacity: whole(1, 1_000_000_000), refillPerSecond: positive };

export function create(given: TokenBucketOptions): TokenBucket {
  const { capacity, refillPerSecond } = readOptions<TokenBucketOptions, TokenBucketOptions>(
    given,
    {},
    ranges,
  );
  const { perMicro, request } = exactRate('refillPerSecond', refillPerSecond, capacity);
  const full = capacity * request;
  return { token: request, full, refill: perMicro, level: full, countedAt: 0 };
}

export function admit(s: TokenBucket, now: Micros): Answer {
  refillTo(s, now);
  if (s.level < s.token) return refuse(Math.ceil((s.token - s.level) / s.refill));
  s.level -= s.token;
  return { allowed: true, remaining: Math.floor(s.level / s.token) };
}

function refillTo(s: TokenBucket, now: Micros): void {
  if (now <= s.countedAt) return;
  s.level = Math.min(s.full, s.level + (now - s.countedAt) * s.refill);
  s.countedAt = now;
}

/** Tokens in the bucket, parts of one included. */
export function tokensOf(s: TokenBucket, now: Micros): number {
  refillTo(s, now);
  return s.level / s.token;
}
