import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as concurrencyLimit from './concurrency-limit.ts';
import * as fixedWindow from './fixed-window.ts';
import { keyed } from './keyed.ts';
import * as tokenBucket from './token-bucket.ts';

const bucketOf = keyed(tokenBucket);
const windowOf = keyed(fixedWindow);
const slotsOf = keyed(concurrencyLimit);

describe('keyed', () => {
  it('limits each client for itself', () => {
    const s = bucketOf.create({ capacity: 1, refillPerSecond: 1, maxKeys: 10 });
    expect(bucketOf.admit(s, 'a', 0).allowed).toBe(true);
    expect(bucketOf.admit(s, 'a', 0)).toEqual({ allowed: false, remaining: 0, retryAfter: 1_000_000 });
    expect(bucketOf.admit(s, 'b', 0).allowed).toBe(true);
  });

  it('is as many limiters side by side, as long as there is memory for all', () => {
    const arrivals = fc.array(fc.tuple(fc.nat(9), fc.nat(300_000)), { maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(arrivals, (given) => {
        const options = { limit: 3, window: 1_000_000 };
        const s = windowOf.create({ ...options, maxKeys: 10 });
        const apart = Array.from({ length: 10 }, () => fixedWindow.create(options));
        let now = 0;
        for (const [key, gap] of given) {
          now += gap;
          const { permit: _, ...answer } = fixedWindow.admit(apart[key]!, now);
          expect(windowOf.admit(s, key, now)).toMatchObject(answer);
        }
      }),
    );
  });

  it('never remembers more than maxKeys, and forgets the one that was idle longest', () => {
    const keys = fc.array(fc.nat(12), { maxLength: 100, size: 'max' });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), keys, (maxKeys, given) => {
        const s = windowOf.create({ limit: 1, window: 1e9, maxKeys });
        let byUse: number[] = [];
        for (const key of given) {
          expect(windowOf.admit(s, key, 0).allowed).toBe(!byUse.includes(key));
          byUse = [...byUse.filter((other) => other !== key), key].slice(-maxKeys);
          expect([...s.slotOf.keys()].sort()).toEqual([...byUse].sort());
        }
      }),
    );
  });

  it('keeps its list of use whole through a hundred thousand new keys', () => {
    const s = windowOf.create({ limit: 1, window: 1e9, maxKeys: 1_000 });
    for (let key = 0; key < 100_000; key += 1) {
      windowOf.admit(s, key, 0);
      // Every tenth key is used again 500 keys later.
      if (key % 10 === 0 && key >= 500) windowOf.admit(s, key - 500, 0);
    }
    const byUse: unknown[] = [];
    for (let slot = s.oldest; slot !== -1; slot = s.slots[slot]!.newer) byUse.push(s.slots[slot]!.key);
    expect(byUse.length).toBe(1_000);
    expect(new Set(byUse)).toEqual(new Set(s.slotOf.keys()));
    expect(byUse.slice(-3)).toEqual([99_997, 99_998, 99_999]);
    expect(s.begun).toBe(100_000);
  });

  it('hands the end on to the limiter that admitted it', () => {
    const s = windowOf.create({ limit: 1, window: 1000, skipSuccessful: true, maxKeys: 2 });
    const { permit } = windowOf.admit(s, 'a', 0);
    windowOf.settle(s, 'a', 1, permit, 'ok');
    expect(windowOf.admit(s, 'a', 2).allowed).toBe(true);
  });

  it('what ends after its client was forgotten changes nothing in the new limiter', () => {
    const s = slotsOf.create({ limit: 1, maxKeys: 1 });
    const { permit: old } = slotsOf.admit(s, 'a', 0);
    slotsOf.admit(s, 'b', 1);
    slotsOf.settle(s, 'a', 2, old, 'ok');
    const { permit } = slotsOf.admit(s, 'a', 3);
    slotsOf.settle(s, 'a', 4, old, 'ok');
    expect(slotsOf.admit(s, 'a', 5).allowed).toBe(false);
    slotsOf.settle(s, 'a', 6, permit, 'ok');
    expect(slotsOf.admit(s, 'a', 7).allowed).toBe(true);
  });

  it('a limiter to which the end means nothing has nothing to settle', () => {
    const s = bucketOf.create({ capacity: 1, refillPerSecond: 1, maxKeys: 10 });
    const { permit } = bucketOf.admit(s, 'a', 0);
    expect(permit).toBeUndefined();
    bucketOf.settle(s, 'a', 1, permit, 'ok');
    expect(bucketOf.admit(s, 'a', 1).allowed).toBe(false);
  });

  it('refuses bad options at once, its own and those of the limiter', () => {
    const options = { capacity: 1, refillPerSecond: 1, maxKeys: 10 };
    expect(() => bucketOf.create({ ...options, maxKeys: 0 })).toThrow('maxKeys: a whole number');
    expect(() => bucketOf.create({ ...options, capacity: 0 })).toThrow('capacity: a whole number');
    expect(() => bucketOf.create({ ...options, limit: 3 } as typeof options)).toThrow(
      'limit: no such option',
    );
  });
});
