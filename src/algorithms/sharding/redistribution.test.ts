import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as hashRing from '../hashing/hash-ring.ts';
import * as moduloHash from '../hashing/modulo-hash.ts';
import * as redistribution from './redistribution.ts';

const owner = fc.constantFrom<redistribution.Owner>('a', 'b', 'c', undefined);
const pairs = fc.array(fc.tuple(owner, owner));

const sumOfFlow = ({ flow }: redistribution.Redistribution): number =>
  [...flow.values()].flatMap((row) => [...row.values()]).reduce((sum, count) => sum + count, 0);

describe('redistribution', () => {
  it('conserves keys: by owner before, by owner after, and altogether', () => {
    fc.assert(
      fc.property(pairs, (keys) => {
        const [before, after] = [keys.map(([from]) => from), keys.map(([, to]) => to)];
        const change = redistribution.compare(before, after);
        expect(sumOfFlow(change)).toBe(keys.length);
        expect(change.total).toBe(keys.length);
        for (const id of ['a', 'b', 'c', undefined]) {
          const others = ['a', 'b', 'c', undefined];
          const left = others.reduce((sum, to) => sum + redistribution.flowOf(change, id, to), 0);
          const came = others.reduce((sum, from) => sum + redistribution.flowOf(change, from, id), 0);
          expect(left).toBe(before.filter((one) => one === id).length);
          expect(came).toBe(after.filter((one) => one === id).length);
        }
        expect(change.moved).toBe(keys.filter(([from, to]) => from !== to).length);
      }),
    );
  });

  it('is nothing when nothing changes, and everything backwards', () => {
    fc.assert(
      fc.property(pairs, (keys) => {
        const [before, after] = [keys.map(([from]) => from), keys.map(([, to]) => to)];
        expect(redistribution.compare(before, before).moved).toBe(0);
        const [there, back] = [redistribution.compare(before, after), redistribution.compare(after, before)];
        expect(back.moved).toBe(there.moved);
        expect(redistribution.flowOf(back, 'b', 'a')).toBe(redistribution.flowOf(there, 'a', 'b'));
      }),
    );
  });

  // The recorded case: 2,000 rows, 543 of which nobody finds after a shard was added without moving them.
  it('tells a ring from modulo when a fourth shard comes', () => {
    const keys = Array.from({ length: 2_000 }, (_, index) => `user:${index + 1}`);
    const [ring, modulo] = [hashRing.create(), moduloHash.create()];
    for (const id of ['shard-1', 'shard-2', 'shard-3']) {
      hashRing.add(ring, id);
      moduloHash.add(modulo, id);
    }
    const owners = () => ({
      ring: redistribution.ownersOf(keys, (key) => hashRing.owner(ring, key)),
      modulo: redistribution.ownersOf(keys, (key) => moduloHash.owner(modulo, key)),
    });
    const then = owners();
    hashRing.add(ring, 'shard-4');
    moduloHash.add(modulo, 'shard-4');
    const now = owners();
    const [byRing, byModulo] = [
      redistribution.compare(then.ring, now.ring),
      redistribution.compare(then.modulo, now.modulo),
    ];
    expect([byRing.moved, byRing.movedShare]).toEqual([543, 0.2715]);
    expect([byModulo.moved, byModulo.movedShare]).toEqual([1_494, 0.747]);
    const shards = ['shard-1', 'shard-2', 'shard-3', 'shard-4'];
    const toFourth = shards.map((id) => redistribution.flowOf(byRing, id, 'shard-4'));
    expect(toFourth).toEqual([610 - 458, 713 - 499, 677 - 500, 0]);
    expect(redistribution.countsOf(now.ring, shards)).toEqual([458, 499, 500, 543]);
  });

  it('measures skew: largest and smallest over the mean, and deviation over the mean', () => {
    expect(redistribution.skew([5, 5, 5])).toEqual({ maxToMean: 1, minToMean: 1, cv: 0 });
    expect(redistribution.skew([0, 10])).toEqual({ maxToMean: 2, minToMean: 0, cv: 1 });
    // Mean 5, squares of deviations 9, 1, 1, 9 → variance 5.
    expect(redistribution.skew([2, 4, 6, 8]).cv).toBeCloseTo(Math.sqrt(5) / 5, 12);
    expect(redistribution.countsOf(['a', 'x', undefined, 'a'], ['a', 'b'])).toEqual([2, 0]);
  });

  // Half of them 1, half 3: mean 2, every deviation 1.
  it('measures the skew of 200,000 amounts', () => {
    const amounts = Array.from({ length: 200_000 }, (_, place) => (place % 2 === 0 ? 1 : 3));
    expect(redistribution.skew(amounts)).toEqual({ maxToMean: 1.5, minToMean: 0.5, cv: 0.5 });
  });

  it('refuses what it cannot use', () => {
    expect(() => redistribution.compare(['a'], [])).toThrow(/after: as many owners as before, 1/);
    expect(() => redistribution.skew([])).toThrow(/amounts\.length/);
    expect(() => redistribution.skew([0, 0])).toThrow(/amounts/);
    expect(() => redistribution.skew([1, -1])).toThrow(/amounts\[1\]: at least 0/);
    expect(redistribution.compare([], []).movedShare).toBe(0);
  });
});
