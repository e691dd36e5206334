// What every file of this folder promises when servers come and go, each as far as it promises it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as boundedLoadRing from './bounded-load-ring.ts';
import * as hashRing from './hash-ring.ts';
import * as jumpHash from './jump-hash.ts';
import * as ketama from './ketama.ts';
import * as maglev from './maglev.ts';
import * as moduloHash from './modulo-hash.ts';
import * as rendezvousHash from './rendezvous-hash.ts';

/** An algorithm with its state shut away: who owns a key, given these ids, added and then removed in this order. */
type Placement = (
  added: readonly string[],
  removed?: readonly string[],
) => (key: string) => string | undefined;

interface Algorithm<State> {
  readonly add: (s: State, id: string) => void;
  readonly remove: (s: State, id: string) => void;
  readonly owner: (s: State, key: string) => string | undefined;
}

function placement<State>(algorithm: Algorithm<State>, create: () => State): Placement {
  return (added, removed = []) => {
    const s = create();
    for (const id of added) algorithm.add(s, id);
    for (const id of removed) algorithm.remove(s, id);
    return (key) => algorithm.owner(s, key);
  };
}

/** Those that move no key between ids that stay. Unloaded, a bounded ring is one of them. */
const stable = {
  hashRing: placement(hashRing, () => hashRing.create({ virtualNodes: 20 })),
  ketama: placement(ketama, () => ketama.create({ digests: 5 })),
  rendezvousHash: placement(rendezvousHash, () => rendezvousHash.create()),
  boundedLoadRing: placement(boundedLoadRing, () => boundedLoadRing.create({ virtualNodes: 20 })),
};

/** shard-311 and shard-646 are here because two of their points collide. */
const names = fc.oneof(
  fc.constantFrom('shard-311', 'shard-646', 'shard-1', '', 'é'),
  fc.string({ maxLength: 8 }),
);
const sets = fc.uniqueArray(names, { minLength: 2, maxLength: 8 });
const keys = Array.from({ length: 200 }, (_, index) => `user:${index}`);
const runs = { numRuns: 40 };

describe.each(Object.entries(stable))('%s', (_, place) => {
  it('moves keys only to the id that is added', () => {
    fc.assert(
      fc.property(sets, ([added = '', ...ids]) => {
        const [then, now] = [place(ids), place([...ids, added])];
        for (const key of keys) expect([then(key), added]).toContain(now(key));
      }),
      runs,
    );
  });

  it('moves only the keys of the id that is removed', () => {
    fc.assert(
      fc.property(sets, fc.nat(), (ids, choice) => {
        const gone = ids[choice % ids.length] as string;
        const [then, now] = [place(ids), place(ids, [gone])];
        for (const key of keys) if (then(key) !== gone) expect(now(key)).toBe(then(key));
      }),
      runs,
    );
  });
});

const ordered = {
  ...stable,
  'hashRing with colliding points': placement(hashRing, () => hashRing.create()),
  moduloHash: placement(moduloHash, () => moduloHash.create()),
  maglev: placement(maglev, () => maglev.create({ tableSize: 251 })),
};

describe.each(Object.entries(ordered))('%s', (_, place) => {
  it('does not care in which order ids came, nor who came and went', () => {
    const orders = sets.chain((ids) =>
      fc.tuple(fc.constant(ids), fc.shuffledSubarray(ids, { minLength: ids.length }), fc.subarray(ids)),
    );
    fc.assert(
      fc.property(orders, ([ids, shuffled, passing]) => {
        const stay = ids.filter((id) => !passing.includes(id));
        const [straight, shuffledIn, wentOut] = [place(ids), place(shuffled), place(shuffled, passing)];
        const stayed = place(stay);
        for (const key of keys) {
          expect(shuffledIn(key)).toBe(straight(key));
          expect(wentOut(key)).toBe(stayed(key));
        }
      }),
      runs,
    );
  });
});

describe('jumpHash', () => {
  const place = placement(jumpHash, () => jumpHash.create());

  it('moves keys only to the bucket that is added last, and back when it is removed', () => {
    fc.assert(
      fc.property(sets, ([added = '', ...ids]) => {
        const [then, now, again] = [place(ids), place([...ids, added]), place([...ids, added], [added])];
        for (const key of keys) {
          expect([then(key), added]).toContain(now(key));
          expect(again(key)).toBe(then(key));
        }
      }),
      runs,
    );
  });
});
