import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionError } from '../../base/options.ts';
import * as rendezvousHash from './rendezvous-hash.ts';

function withWeights(weights: Readonly<Record<string, number>>): rendezvousHash.RendezvousHash {
  const s = rendezvousHash.create();
  for (const [id, weight] of Object.entries(weights)) rendezvousHash.add(s, id, weight);
  return s;
}

const drawOf = (id: string, key: string): bigint =>
  createHash('md5').update(`${id}|${key}`).digest().readBigUInt64BE(0);

describe('rendezvousHash', () => {
  it('is the largest of 64-bit draws, one for each id', () => {
    const some = fc.uniqueArray(fc.string({ maxLength: 6 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(some, fc.string(), (ids, key) => {
        const s = rendezvousHash.create();
        for (const id of ids) rendezvousHash.add(s, id);
        const [best] = ids.sort((left, right) => (drawOf(left, key) > drawOf(right, key) ? -1 : 1));
        expect(rendezvousHash.owner(s, key)).toBe(best);
      }),
    );
  });

  it.each(['owner', 'ownerOfHash'] as const)('%s gives ids keys in proportion to their weights', (verb) => {
    const s = withWeights({ a: 1, b: 2, c: 0.5, d: 2 });
    const owners = Array.from({ length: 11_000 }, (_, index) =>
      verb === 'owner' ? rendezvousHash.owner(s, `user:${index}`) : rendezvousHash.ownerOfHash(s, index),
    );
    // Binomial with p = weight / 5.5, of deviation at most √(11000 / 4).
    for (const [id, expected] of [
      ['a', 2_000],
      ['b', 4_000],
      ['c', 1_000],
      ['d', 4_000],
    ] as const) {
      const count = owners.filter((one) => one === id).length;
      expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected * (1 - expected / 11_000)));
    }
  });

  it('moves the keys of an id to all the others, and no other key, by the cheaper score, too', () => {
    const [s, without] = [withWeights({ a: 1, b: 3, c: 2 }), withWeights({ a: 1, b: 3, c: 2 })];
    rendezvousHash.remove(without, 'b');
    const heirs = new Map<string, number>();
    for (let hash = 0; hash < 3_000; hash += 1) {
      const [was, is] = [
        rendezvousHash.ownerOfHash(s, hash),
        rendezvousHash.ownerOfHash(without, hash) as string,
      ];
      if (was === 'b') heirs.set(is, (heirs.get(is) ?? 0) + 1);
      else expect(is).toBe(was);
    }
    expect((heirs.get('c') as number) / (heirs.get('a') as number)).toBeGreaterThan(1.7);
    expect((heirs.get('c') as number) / (heirs.get('a') as number)).toBeLessThan(2.35);
  });

  it('refuses what it cannot use', () => {
    const s = withWeights({ a: 1 });
    expect(() => rendezvousHash.create({ weights: 1 } as never)).toThrow(OptionError);
    expect(() => rendezvousHash.add(s, 'b', 0)).toThrow(/weight: more than 0/);
    expect(() => rendezvousHash.add(s, 'a')).toThrow(/id/);
    expect(() => rendezvousHash.remove(s, 'b')).toThrow(/id/);
    expect(() => rendezvousHash.ownerOfHash(s, -1)).toThrow(/hash/);
    expect(rendezvousHash.owner(rendezvousHash.create(), 'user:1')).toBeUndefined();
    expect(rendezvousHash.ownerOfHash(rendezvousHash.create(), 1)).toBeUndefined();
  });
});
