import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { readerOf } from '../telemetry/layout.ts';
import { databaseRoles } from '../telemetry/records.ts';
import { mountNode, storeInstruments } from './store-readings.ts';

/** A store of two nodes, and beside it a station that reads as the first of them does. */
function lab() {
  const node = (id: string, role: 'primary' | 'replica') => ({
    ...componentOf(id, 'database', {}),
    group: 'db',
    role,
  });
  const { world, siteOf, indexOf } = worldOf({
    components: [node('db-1', 'primary'), node('db-2', 'replica'), componentOf('seen', 'station', {})],
    control: [['db-1', 'db-2']],
  });
  const store = world.storeOf(indexOf('db-1'));
  const seen: { role: 'primary' | 'replica'; position: { index: number; lineage: number; offset: number } } =
    {
      role: 'primary',
      position: { index: 0, lineage: 0, offset: 0 },
    };
  mountNode(siteOf('seen'), store, seen);
  return {
    world,
    store,
    seen,
    indexOf,
    role: () => {
      const read = readerOf({ layout: world.panel.layout, values: world.panel.present() }, 'seen');
      return databaseRoles[read(storeInstruments.role.id) as number];
    },
    lag: () => {
      const read = readerOf({ layout: world.panel.layout, values: world.panel.present() }, 'seen');
      return [read(storeInstruments.lagVersions.id), read(storeInstruments.lagMicros.id)];
    },
  };
}

describe('what a node takes itself for', () => {
  it('is drawn as such, but a primary that was not elected last as an old one', () => {
    const { store, seen, role, indexOf } = lab();
    store.primary = indexOf('seen');
    expect(role()).toBe('primary');
    store.primary = indexOf('db-2');
    expect(role()).toBe('oldPrimary');
    seen.role = 'replica';
    expect(role()).toBe('replica');
    store.primary = indexOf('seen');
    expect(role()).toBe('replica');
  });
});

describe('how far a node is behind', () => {
  it('is the versions it lacks, and the age of the oldest of these', () => {
    const { world, store, seen, lag } = lab();
    for (const now of [1_000, 4_000, 6_000]) {
      world.now = now;
      store.commit(0);
    }
    world.now = 10_000;
    const lags = [0, 1, 2, 3].map((offset) => {
      seen.position = { index: 0, lineage: 0, offset };
      return lag();
    });
    expect(lags).toEqual([
      [3, 9_000],
      [2, 6_000],
      [1, 4_000],
      [0, 0],
    ]);
  });
});
