import { describe, expect, it } from 'vitest';
import { blueprintOf, nullSink } from '../../../test/support/engine-lab.ts';
import { buildWorld } from './build.ts';

const [key, other] = [5, 6];

/** A store whose primary has confirmed versions of keys: the n-th of `keys` at offset n of lineage 0. */
function storeWith(keys: readonly number[]) {
  const world = buildWorld(blueprintOf('vertical'), 1, nullSink);
  const store = world.truth!;
  for (const one of keys) store.publish(0, store.commit(0), one);
  const promote = (offset: number): number => {
    const [, node = -1] = store.nodes;
    return store.promote(node, { index: node, lineage: 0, offset }, 0, node, 1);
  };
  return { store, promote };
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
