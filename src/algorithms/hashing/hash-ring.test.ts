import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionError } from '../../base/options.ts';
import * as hashRing from './hash-ring.ts';

const hashOf = (key: string): number => createHash('md5').update(key).digest().readUInt32BE(0);

function ringOf(ids: readonly string[], virtualNodes = 150): hashRing.HashRing {
  const s = hashRing.create({ virtualNodes });
  for (const id of ids) hashRing.add(s, id);
  return s;
}

/** By definition: all points of all ids, looked through from the start. */
function slowOwner(
  weights: ReadonlyMap<string, number>,
  virtualNodes: number,
  hash: number,
): string | undefined {
  const points = [...weights].flatMap(([id, weight]) =>
    Array.from({ length: Math.round(virtualNodes * weight) }, (_, replica) => ({
      id,
      at: hashOf(`${id}:${replica}`),
    })),
  );
  points.sort((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1));
  return (points.find(({ at }) => at >= hash) ?? points[0])?.id;
}

describe('hashRing', () => {
  it('is empty at first, and again when the last has gone', () => {
    const s = hashRing.create();
    expect(hashRing.owner(s, 'user:1')).toBeUndefined();
    hashRing.add(s, 'shard-1');
    expect(hashRing.owner(s, 'user:1')).toBe('shard-1');
    hashRing.remove(s, 'shard-1');
    expect(hashRing.ownerOfHash(s, 0)).toBeUndefined();
    expect([...hashRing.arcShares(s)]).toEqual([]);
  });

  it('takes the first point at or after a hash, and the smallest beyond the last', () => {
    const s = ringOf(['a', 'b'], 2);
    const points = [...s.points];
    points.forEach((point, at) => {
      const id = s.ids[s.owners[at] as number];
      expect(hashRing.ownerOfHash(s, point)).toBe(id);
      expect(hashRing.ownerOfHash(s, point - 1)).toBe(id);
      expect(hashRing.ownerOfHash(s, (point + 1) >>> 0)).toBe(s.ids[s.owners[(at + 1) % 4] as number]);
    });
    expect(hashRing.ownerOfHash(s, 2 ** 32 - 1)).toBe(s.ids[s.owners[0] as number]);
  });

  it('is what its definition says, searched from the start', () => {
    const weighted = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-e]{1,2}$/), fc.constantFrom(0.5, 1, 2)), {
      selector: ([id]) => id,
      maxLength: 6,
    });
    fc.assert(
      fc.property(weighted, fc.array(fc.string(), { maxLength: 20 }), (members, keys) => {
        const s = hashRing.create({ virtualNodes: 8 });
        for (const [id, weight] of members) hashRing.add(s, id, weight);
        for (const key of keys)
          expect(hashRing.owner(s, key)).toBe(slowOwner(new Map(members), 8, hashOf(key)));
      }),
    );
  });

  // The one number that two of the first 150 points of shard-1 … shard-1000 share.
  it('keeps both points where two collide, so that removing one id leaves the other’s', () => {
    const collision = hashOf('shard-311:50');
    expect(hashOf('shard-646:3')).toBe(collision);
    expect(collision).toBe(2_098_002_019);
    const [forth, back] = [ringOf(['shard-311', 'shard-646']), ringOf(['shard-646', 'shard-311'])];
    expect(forth).toEqual(back);
    expect(forth.points.length).toBe(300);
    expect(hashRing.ownerOfHash(forth, collision)).toBe('shard-311');
    hashRing.remove(forth, 'shard-646');
    expect(forth).toEqual(ringOf(['shard-311']));
    hashRing.remove(back, 'shard-311');
    expect(back).toEqual(ringOf(['shard-646']));
    expect(hashRing.ownerOfHash(back, collision)).toBe('shard-646');
  });

  it('gives an id of weight w the points of w ids, and about as much of the circle', () => {
    const s = hashRing.create({ virtualNodes: 200 });
    for (const [id, weight] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      hashRing.add(s, id, weight);
    expect(s.points.length).toBe(1_200);
    const shares = hashRing.arcShares(s);
    expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    // Of W points together, w belong to it: the share is Beta(w, W − w), of deviation √(w (W − w) / (W² (W + 1))).
    for (const [id, points] of [
      ['a', 200],
      ['b', 400],
      ['c', 600],
    ] as const) {
      const deviation = Math.sqrt((points * (1_200 - points)) / (1_200 ** 2 * 1_201));
      expect(Math.abs((shares.get(id) as number) - points / 1_200)).toBeLessThan(4 * deviation);
    }
  });

  it('refuses what it cannot use', () => {
    const s = ringOf(['a']);
    expect(() => hashRing.create({ virtualNodes: 0 })).toThrow(OptionError);
    expect(() => hashRing.create({ virtualNodes: 1.5 })).toThrow(/virtualNodes: a whole number, 1/);
    expect(() => hashRing.create({ vnodes: 3 } as never)).toThrow(/vnodes: no such option/);
    expect(() => hashRing.add(s, 'a')).toThrow(/id: one that was not added/);
    expect(() => hashRing.add(s, 'b', -1)).toThrow(/weight: more than 0/);
    expect(() => hashRing.add(s, 'b', 0.001)).toThrow(/weight/);
    expect(() => hashRing.add(s, 7 as never)).toThrow(/id: a text/);
    expect(() => hashRing.remove(s, 'b')).toThrow(/id: one that was added/);
    expect(() => hashRing.ownerOfHash(s, -1)).toThrow(/hash: a whole number, 0 … 4294967295/);
    expect(s).toEqual(ringOf(['a']));
  });
});
