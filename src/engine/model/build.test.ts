import { describe, expect, it, vi } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { startWorld } from './build.ts';

const node = (
  id: string,
  kind: 'database' | 'redis',
  more: { group?: string; role?: 'primary' | 'replica' },
) => ({
  ...componentOf(id, kind, {}),
  ...more,
});

/** A cache of two, whose nodes stand apart, a database of three, and one alone. */
function lab() {
  return worldOf({
    components: [
      node('kv-1', 'redis', { group: 'kv' }),
      componentOf('api', 'app-server', {}),
      node('db-1', 'database', { group: 'db', role: 'replica' }),
      node('db-2', 'database', { group: 'db', role: 'primary' }),
      node('kv-2', 'redis', { group: 'kv' }),
      node('db-3', 'database', { group: 'db', role: 'replica' }),
      node('alone', 'database', {}),
    ],
    requests: [
      ['api', 'kv-1'],
      ['api', 'db-1'],
    ],
    control: [['kv-1', 'kv-2']],
  });
}

describe('a world that is built', () => {
  it('has a component for each entry, in order, each with its own index', () => {
    const { world } = lab();
    expect(world.components.map(({ index }) => world.idOf(index))).toEqual([
      'kv-1',
      'api',
      'db-1',
      'db-2',
      'kv-2',
      'db-3',
      'alone',
    ]);
  });

  it('has a store for each group of nodes and each node without one', () => {
    const { world, indexOf } = lab();
    const stores = world.stores.map(({ nodes, primary }) => [nodes.map((one) => world.idOf(one)), primary]);
    expect(stores).toEqual([
      [['kv-1', 'kv-2'], indexOf('kv-1')],
      [['db-1', 'db-2', 'db-3'], indexOf('db-2')],
      [['alone'], indexOf('alone')],
    ]);
  });

  it('lets every node join its store', () => {
    const { world } = lab();
    for (const store of world.stores) {
      expect(store.nodes.map((one) => store.member(one))).toEqual(
        store.nodes.map((one) => world.component(one)),
      );
      expect(store.positions().map(({ index }) => index)).toEqual(store.nodes);
    }
  });

  it('takes for the truth the stores that are no caches, and only those know versions of keys', () => {
    const { world } = lab();
    const [cache, database, alone] = world.stores;
    expect(world.truths).toEqual([database, alone]);
    // A lineage that a call names says of which of them it is; that of the first is its own number.
    expect([database, alone].map((store) => store!.named(3))).toEqual([3, 65_539]);
    const keys = [cache, database, alone].map((store) => store!.save().keyVersions.length);
    expect(keys).toEqual([0, world.keyCount, world.keyCount]);
    expect(world.keyCount).toBeGreaterThan(0);
  });

  it('without nodes has no store and no truth', () => {
    const { world } = worldOf({ components: [componentOf('api', 'app-server', {})] });
    expect([world.stores, world.truths]).toEqual([[], []]);
  });

  it('mounts the edges that carry calls', () => {
    const { world } = lab();
    const edges = world.panel.layout.entries.filter(({ instrument }) => instrument.id === 'sent');
    expect(edges.map(({ subject }) => subject)).toEqual(['api->kv-1', 'api->db-1']);
  });

  it('begins every process when it is started, and not before, in the order of the blueprint', () => {
    const { world } = lab();
    const begun: number[] = [];
    for (const component of world.components)
      vi.spyOn(component, 'onStart').mockImplementation(() => void begun.push(component.index));
    expect(world.calendar.size).toBe(0);
    startWorld(world);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
