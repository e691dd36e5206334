import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssertionError } from '../../base/assert.ts';
import { OptionError } from '../../base/options.ts';
import * as boundedLoadRing from './bounded-load-ring.ts';
import * as hashRing from './hash-ring.ts';

function ringOf(ids: readonly string[], loadFactor = 1.25): boundedLoadRing.BoundedLoadRing {
  const s = boundedLoadRing.create({ virtualNodes: 20, loadFactor });
  for (const id of ids) boundedLoadRing.add(s, id);
  return s;
}

const ids = ['a', 'b', 'c', 'd'];

describe('boundedLoadRing', () => {
  it('never assigns beyond ⌈c · m / n⌉, for m with the new one', () => {
    const cases = fc.record({
      loadFactor: fc.constantFrom(1, 1.1, 1.25, 2),
      keys: fc.array(fc.tuple(fc.string({ maxLength: 4 }), fc.boolean()), { maxLength: 120, size: 'max' }),
    });
    fc.assert(
      fc.property(cases, ({ loadFactor, keys }) => {
        const s = ringOf(ids, loadFactor);
        const held: string[] = [];
        for (const [key, ends] of keys) {
          const announced = boundedLoadRing.owner(s, key);
          const id = boundedLoadRing.assign(s, key) as string;
          held.push(id);
          expect(id).toBe(announced);
          expect(boundedLoadRing.loadOf(s, id)).toBeLessThanOrEqual(
            Math.ceil((loadFactor * held.length) / ids.length - 1e-9),
          );
          if (ends) boundedLoadRing.release(s, held.shift() as string);
          expect(s.totalLoad).toBe(held.length);
          for (const one of ids)
            expect(boundedLoadRing.loadOf(s, one)).toBe(held.filter((id) => id === one).length);
        }
      }),
    );
  });

  it('takes ten times 1.1 for eleven', () => {
    const s = ringOf(['a'], 1.1);
    for (let index = 0; index < 9; index += 1) boundedLoadRing.assign(s, 'user:1');
    expect(boundedLoadRing.capacityOf(s, 'a')).toBe(11);
  });

  it('deals evenly, to one, with a factor of 1', () => {
    const s = ringOf(ids, 1);
    for (let index = 0; index < 40; index += 1) boundedLoadRing.assign(s, 'the same key');
    for (const id of ids) expect(boundedLoadRing.loadOf(s, id)).toBe(10);
  });

  it('is the plain ring while everybody has room', () => {
    const [s, plain] = [ringOf(ids), hashRing.create({ virtualNodes: 20 })];
    for (const id of ids) hashRing.add(plain, id);
    for (let index = 0; index < 200; index += 1) {
      const key = `user:${index}`;
      expect(boundedLoadRing.owner(s, key)).toBe(hashRing.owner(plain, key));
      expect(boundedLoadRing.ownerOfHash(s, boundedLoadRing.hashOf(key))).toBe(hashRing.owner(plain, key));
    }
  });

  // A hot key: with c = 1.25 and four ids, ⌈1.25 · 8 / 4⌉ = 3 of eight stay, the rest go on around the circle.
  it('sends a hot key on to the next with room', () => {
    const s = ringOf(ids);
    const owners = Array.from({ length: 8 }, () => boundedLoadRing.assign(s, 'hot'));
    const first = owners[0] as string;
    expect(owners.filter((id) => id === first).length).toBe(3);
    expect(boundedLoadRing.capacityOf(s, first)).toBe(Math.ceil((1.25 * 9) / 4));
  });

  it('moves keys only to a new id as long as nobody is full, and frees what a removed one held', () => {
    const s = ringOf(ids, 3);
    const keys = Array.from({ length: 100 }, (_, index) => `user:${index}`);
    for (const key of keys) boundedLoadRing.assign(s, key);
    const then = keys.map((key) => boundedLoadRing.owner(s, key));
    boundedLoadRing.add(s, 'e');
    for (const [at, key] of keys.entries()) expect([then[at], 'e']).toContain(boundedLoadRing.owner(s, key));
    const held = boundedLoadRing.loadOf(s, 'a');
    boundedLoadRing.remove(s, 'a');
    expect(s.totalLoad).toBe(100 - held);
  });

  it('lets an id of weight 3 hold three times as many', () => {
    const s = boundedLoadRing.create({ loadFactor: 1 });
    boundedLoadRing.add(s, 'light', 1);
    boundedLoadRing.add(s, 'heavy', 3);
    for (let index = 0; index < 400; index += 1) boundedLoadRing.assign(s, `user:${index}`);
    expect(boundedLoadRing.loadOf(s, 'heavy')).toBe(300);
  });

  it('refuses what it cannot use', () => {
    const s = ringOf(['a']);
    expect(() => boundedLoadRing.create({ loadFactor: 0.9 })).toThrow(/loadFactor: at least 1/);
    expect(() => boundedLoadRing.create({ virtualNodes: 0 })).toThrow(OptionError);
    expect(() => boundedLoadRing.create({ c: 2 } as never)).toThrow(
      /c: no such option; there are .*loadFactor/,
    );
    expect(() => boundedLoadRing.release(s, 'b')).toThrow(/id: one that was added/);
    expect(() => boundedLoadRing.release(s, 'a')).toThrow(AssertionError);
    expect(() => boundedLoadRing.ownerOfHash(s, 1.5)).toThrow(OptionError);
    expect(boundedLoadRing.assign(boundedLoadRing.create(), 'user:1')).toBeUndefined();
  });
});
