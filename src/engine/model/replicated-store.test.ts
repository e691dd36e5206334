import { describe, expect, it } from 'vitest';
import { blueprintOf, nullSink } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { buildWorld } from './build.ts';
import type { ReplicatedStore } from './replicated-store.ts';

const [key, other] = [5, 6];

/** The second node is elected with what it has of the first lineage. Returns the new one. */
function promoteIn(store: ReplicatedStore, offset: number): number {
  const [, node = -1] = store.nodes;
  return store.promote(node, { index: node, lineage: 0, offset }, 0, node, 1);
}

/** A store whose primary has confirmed versions of keys: the n-th of `keys` at offset n of lineage 0. */
function storeWith(keys: readonly number[]) {
  const world = buildWorld(blueprintOf('vertical'), 1, nullSink);
  const store = world.truths[0]!;
  for (const one of keys) store.publish(0, store.commit(0), one);
  return { store, promote: (offset: number) => promoteIn(store, offset) };
}

describe('what is stale after a promotion that lost writes', () => {
  it('is what lacks the newest version that was not lost', () => {
    const { store, promote } = storeWith([key, other, key]);
    const lineage = promote(2);
    expect(store.isStale(lineage, 0, key)).toBe(true);
    expect(store.isStale(lineage, 1, key)).toBe(false);
    expect(store.isStale(lineage, 1, other)).toBe(true);
    expect(store.isStale(lineage, 2, other)).toBe(false);
  });

  it('is nothing of a key whose only version was lost', () => {
    const { store, promote } = storeWith([other, key]);
    expect(store.isStale(promote(1), 0, key)).toBe(false);
  });

  it('goes back over several lost versions of one key, also after loading a checkpoint', () => {
    const { store, promote } = storeWith([key, key, other, key, key]);
    const saved = store.save();
    promote(3);
    store.load(saved);
    const lineage = promote(3);
    expect([1, 2].map((offset) => store.isStale(lineage, offset, key))).toEqual([true, false]);
  });

  it('is judged from what the promoted node has in common with the elected lineage', () => {
    const { store, promote } = storeWith([key, other]);
    const second = promote(1);
    store.publish(second, store.commit(second), key);
    // A node of the first lineage, up to its offset 2: of the second it has offset 1 only.
    const third = store.promote(store.nodes[0]!, { index: store.nodes[0]!, lineage: 0, offset: 2 }, 0, 0, 2);
    expect([0, 1].map((offset) => store.isStale(third, offset, key))).toEqual([true, false]);
  });
});

describe('a read after a promotion', () => {
  /** Key 5 is confirmed as versions 1, 2, 4 and 6, key 9 as 3 and 5; then a node that has the first `kept` is elected. */
  function promoted(kept: number) {
    const world = buildWorld(blueprintOf(smallStack({ nodes: 3 })), 1, nullSink);
    const [store] = world.stores;
    if (store === undefined) throw new Error('no store');
    for (const key of [5, 5, 9, 5, 9, 5]) store.publish(0, store.commit(0), key);
    store.promote(
      store.nodes[1]!,
      { index: store.nodes[1]!, lineage: 0, offset: kept },
      0,
      store.nodes[2]!,
      1,
    );
    /** The first position at which an answer is no longer stale. */
    const fresh = (key: number) =>
      [0, 1, 2, 3, 4, 5, 6].find((offset) => !store.isStale(store.lineage, offset, key));
    return { store, fresh };
  }

  it.each([
    [6, 6, 5],
    [5, 4, 5],
    [4, 4, 3],
    [3, 2, 3],
    [2, 2, 0],
    [1, 1, 0],
    [0, 0, 0],
  ])('of a node with %i versions is compared with the newest that survived', (kept, ofFive, ofNine) => {
    const { fresh } = promoted(kept);
    expect([fresh(5), fresh(9)]).toEqual([ofFive, ofNine]);
  });

  it('and what the old primary goes on to confirm makes nothing stale', () => {
    const { store, fresh } = promoted(4);
    store.publish(0, store.commit(0), 5);
    expect(fresh(5)).toBe(4);
    // The new lineage goes on at 5.
    expect(store.commit(store.lineage)).toBe(5);
    store.publish(store.lineage, 5, 9);
    expect([fresh(5), fresh(9)]).toEqual([4, 5]);
  });
});

/** A store whose primary commits version n at n² ms. */
function storeOf(versions: number) {
  const world = buildWorld(blueprintOf(smallStack({ nodes: 2 })), 1, nullSink);
  const [store] = world.stores;
  if (store === undefined) throw new Error('no store');
  const committedAt = [0];
  for (let version = 1; version <= versions; version += 1) {
    world.now = version * version * 1_000;
    committedAt.push(world.now);
    expect(store.commit(store.lineage)).toBe(version);
  }
  const lag = (offset: number) => {
    const position = { index: store.nodes[1]!, lineage: store.lineage, offset };
    return { versions: store.lagVersions(position), micros: store.lagMicros(position) };
  };
  return { world, store, lag, promote: (offset: number) => promoteIn(store, offset), committedAt };
}

describe('the lag of a replica', () => {
  it('is as old as the first version that it has not got', () => {
    const { world, lag, committedAt } = storeOf(10);
    world.now += 7_000;
    for (let applied = 0; applied < 10; applied += 1) {
      expect(lag(applied), `applied ${applied}`).toEqual({
        versions: 10 - applied,
        micros: world.now - committedAt[applied + 1]!,
      });
    }
    expect(lag(10)).toEqual({ versions: 0, micros: 0 });
  });

  it('of more versions than are remembered is at least as old as the oldest remembered', () => {
    const { world, lag, committedAt } = storeOf(2_000);
    expect(lag(1_500).micros).toBe(world.now - committedAt[1_501]!);
    expect(lag(2_000 - 1_024).micros).toBe(world.now - committedAt[2_000 - 1_023]!);
    expect(lag(3)).toEqual({ versions: 1_997, micros: world.now - committedAt[2_000 - 1_023]! });
  });

  it('is not as young as a write that a promotion lost, which took the place of an older one', () => {
    const { world, store, lag, promote, committedAt } = storeOf(2_000);
    promote(1_990);
    const first = committedAt[2_000 - 1_023]!;
    expect(lag(3)).toEqual({ versions: 1_987, micros: world.now - first });
    expect(lag(1_500).micros).toBe(world.now - committedAt[1_501]!);
    // The next 1,024 push out what came before.
    for (let count = 0; count < 11; count += 1) store.commit(store.lineage);
    expect(lag(3)).toEqual({ versions: 1_998, micros: world.now - committedAt[2_001 - 1_023]! });
  });

  it('is as old as the promotion if that lost more than is remembered, until the new primary writes', () => {
    const { world, store, lag, promote } = storeOf(2_000);
    promote(500);
    world.now += 7_000;
    expect(lag(3)).toEqual({ versions: 497, micros: 7_000 });
    store.commit(store.lineage);
    world.now += 1_000;
    expect(lag(3)).toEqual({ versions: 498, micros: 1_000 });
    expect(lag(500)).toEqual({ versions: 1, micros: 1_000 });
  });
});
