// The linked list in typed arrays against a plain list that is slow and obviously right, and its hit ratio against theory.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as lruCache from './lru-cache.ts';

const seed = 20_261_201;

/** Least recently used first. */
class SlowCache {
  held: { key: number; expiresAt: number }[] = [];
  capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  find(key: number, now: number): boolean {
    const entry = this.held.find((one) => one.key === key);
    if (entry === undefined) return false;
    this.held = this.held.filter((one) => one !== entry);
    if (entry.expiresAt <= now) return false;
    this.held.push(entry);
    return true;
  }

  put(key: number, expiresAt: number): number {
    const without = this.held.filter((one) => one.key !== key);
    const isFull = without.length === this.held.length && without.length >= this.capacity;
    const evicted = isFull ? (without.shift()?.key ?? -1) : -1;
    if (this.capacity > 0) without.push({ key, expiresAt });
    this.held = without;
    return evicted;
  }
}

const keys = 12;
const verbs = fc.oneof(
  fc.record({ verb: fc.constant('find' as const), key: fc.nat(keys - 1) }),
  fc.record({
    verb: fc.constant('put' as const),
    key: fc.nat(keys - 1),
    ttl: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ verb: fc.constant('remove' as const), key: fc.nat(keys - 1) }),
  fc.record({ verb: fc.constant('resize' as const), key: fc.nat(8) }),
);

describe(`a cache that drops what was used least recently, seed ${seed}`, () => {
  it('does what a plain list does', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.array(verbs, { maxLength: 80, size: 'max' }), (capacity, acts) => {
        const cache = lruCache.create({ capacity, keyCount: keys });
        const slow = new SlowCache(capacity);
        acts.forEach((act, now) => {
          if (act.verb === 'find') {
            expect(lruCache.find(cache, act.key, now) >= 0).toBe(slow.find(act.key, now));
          } else if (act.verb === 'put') {
            lruCache.put(cache, act.key, now + act.ttl);
            expect(cache.evicted).toBe(slow.put(act.key, now + act.ttl));
          } else if (act.verb === 'remove') {
            const isHeld = slow.held.some(({ key }) => key === act.key);
            slow.held = slow.held.filter(({ key }) => key !== act.key);
            expect(lruCache.remove(cache, act.key)).toBe(isHeld);
          } else {
            slow.capacity = act.key;
            slow.held = slow.held.slice(Math.max(0, slow.held.length - act.key));
            lruCache.resize(cache, act.key);
          }
          expect([...lruCache.keysByUse(cache)]).toEqual(slow.held.map(({ key }) => key));
          expect(cache.size).toBe(slow.held.length);
        });
      }),
      { seed, numRuns: 150 },
    );
  });

  it('lives on as a structured clone', () => {
    const cache = lruCache.create({ capacity: 3, keyCount: 9 });
    for (const key of [1, 2, 3, 4]) lruCache.put(cache, key, 100);
    const copy = structuredClone(cache);
    for (const one of [cache, copy]) {
      lruCache.find(one, 2, 10);
      lruCache.put(one, 8, 100);
    }
    expect([...lruCache.keysByUse(copy)]).toEqual([4, 2, 8]);
    expect(copy).toEqual(cache);
  });

  // Che, Tung, Wang, "Hierarchical web caching systems", IEEE JSAC 20(7), 2002: under independent requests a key of
  // probability p is found with 1 − exp(−p·t), where t solves Σ (1 − exp(−p·t)) = capacity.
  it('finds as often as Che’s approximation says', () => {
    const count = 2_000;
    const capacity = 200;
    const weights = Array.from({ length: count }, (_, key) => 1 / (key + 1) ** 0.8);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const p = weights.map((weight) => weight / total);
    const filled = (t: number): number => p.reduce((sum, one) => sum + 1 - Math.exp(-one * t), 0);
    let [low, high] = [0, 1e6];
    for (let step = 0; step < 80; step += 1) {
      const middle = (low + high) / 2;
      if (filled(middle) < capacity) low = middle;
      else high = middle;
    }
    const expected = p.reduce((sum, one) => sum + one * (1 - Math.exp(-one * low)), 0);

    const upTo = p.map(
      (
        (sum) => (one: number) =>
          (sum += one)
      )(0),
    );
    let state = seed;
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 4_294_967_296;
    };
    const draw = (): number => {
      const u = random();
      let [from, to] = [0, count - 1];
      while (from < to) {
        const middle = (from + to) >> 1;
        if ((upTo[middle] as number) < u) from = middle + 1;
        else to = middle;
      }
      return from;
    };
    const cache = lruCache.create({ capacity, keyCount: count });
    let hits = 0;
    const requests = 200_000;
    for (let n = -20_000; n < requests; n += 1) {
      const key = draw();
      const isHit = lruCache.find(cache, key, 0) >= 0;
      if (isHit && n >= 0) hits += 1;
      if (!isHit) lruCache.put(cache, key, 1);
    }
    expect(hits / requests).toBeGreaterThan(expected - 0.01);
    expect(hits / requests).toBeLessThan(expected + 0.01);
  });

  it('refuses a capacity or a number of keys that makes no sense', () => {
    expect(() => lruCache.create({ capacity: -1, keyCount: 5 })).toThrow(
      'capacity: a whole number of at least 0',
    );
    const s = lruCache.create({ capacity: 2, keyCount: 4 });
    expect(() => lruCache.put(s, 4, 1)).toThrow('key: a whole number below keyCount');
    expect(() => lruCache.put(s, 0.5, 1)).toThrow('key: a whole number below keyCount');
    expect(() => lruCache.create({ capacity: 1, keyCount: 0 })).toThrow(
      'keyCount: a whole number of at least 1',
    );
  });
});
