import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { microsPerSecond } from '../../base/units.ts';
import * as tokenBucket from './token-bucket.ts';

/** In exact fractions, as slow as they are: `requests` tokens in `seconds`. */
function slowBucket(capacity: number, requests: number, seconds: number): (now: number) => boolean {
  const token = BigInt(seconds) * 1_000_000n;
  const full = BigInt(capacity) * token;
  let [level, at] = [full, 0n];
  return (now) => {
    level += (BigInt(now) - at) * BigInt(requests);
    at = BigInt(now);
    if (level > full) level = full;
    if (level < token) return false;
    level -= token;
    return true;
  };
}

describe('token bucket', () => {
  it('begins full, refills steadily, and tells when the next token comes', () => {
    const s = tokenBucket.create({ capacity: 2, refillPerSecond: 4 });
    expect(tokenBucket.admit(s, 0)).toEqual({ allowed: true, remaining: 1 });
    expect(tokenBucket.admit(s, 0)).toEqual({ allowed: true, remaining: 0 });
    expect(tokenBucket.admit(s, 100_000)).toEqual({ allowed: false, remaining: 0, retryAfter: 150_000 });
    expect(tokenBucket.tokensOf(s, 125_000)).toBe(0.5);
    expect(tokenBucket.admit(s, 250_000).allowed).toBe(true);
    expect(tokenBucket.tokensOf(s, 10 * microsPerSecond)).toBe(2);
  });

  it('agrees with exact fractions, for rates like 7 in 3 s', () => {
    const whole = fc.integer({ min: 1, max: 1000 });
    const gaps = fc.array(fc.oneof(fc.nat(3), fc.nat(5_000_000)), {
      minLength: 1,
      maxLength: 200,
      size: 'max',
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        whole,
        whole,
        gaps,
        (capacity, requests, seconds, given) => {
          const s = tokenBucket.create({ capacity, refillPerSecond: requests / seconds });
          const slow = slowBucket(capacity, requests, seconds);
          let now = 0;
          for (const gap of given) {
            now += gap;
            expect(tokenBucket.admit(s, now).allowed).toBe(slow(now));
          }
        },
      ),
    );
  });

  it('conserves: after ten million calls not one token is lost or made', () => {
    const [capacity, perMinute] = [10, 100_001];
    const s = tokenBucket.create({ capacity, refillPerSecond: perMinute / 60 });
    let [now, admitted] = [0, 0];
    for (let call = 0; call < 10_000_000; call += 1) {
      now += 299; // half as often again as tokens come
      if (tokenBucket.admit(s, now).allowed) admitted += 1;
    }
    // The first token came back before the first was taken, and overflowed.
    const refilled = BigInt(now - 299) * BigInt(perMinute);
    expect(BigInt(admitted)).toBe(BigInt(capacity) + refilled / 60_000_000n);
    expect(s.level).toBe(Number((refilled % 60_000_000n) * BigInt(s.token)) / 60_000_000);
  });

  it('refuses options that make no sense', () => {
    expect(() => tokenBucket.create({ capacity: 0, refillPerSecond: 1 })).toThrow('capacity: a whole number');
    expect(() => tokenBucket.create({ capacity: 1, refillPerSecond: 0 })).toThrow(
      'refillPerSecond: more than 0',
    );
    expect(() => tokenBucket.create({ capacity: 1e9, refillPerSecond: 1e-3 })).toThrow(
      'refillPerSecond: a fraction with a denominator of at most 9',
    );
    expect(() => tokenBucket.create({ capacity: 1 } as tokenBucket.TokenBucketOptions)).toThrow(
      'refillPerSecond',
    );
  });
});
