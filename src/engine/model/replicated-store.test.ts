import { describe, expect, it } from 'vitest';
import { blueprintOf, nullSink } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { Run } from '../run.ts';

/** A store whose primary commits version n at n² ms. */
function storeWith(versions: number) {
  const { world } = new Run(blueprintOf(smallStack({ nodes: 2 })), 1, nullSink);
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
  return { world, lag, committedAt };
}

describe('the lag of a replica', () => {
  it('is as old as the first version that it has not got', () => {
    const { world, lag, committedAt } = storeWith(10);
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
    const { world, lag, committedAt } = storeWith(2_000);
    expect(lag(1_500).micros).toBe(world.now - committedAt[1_501]!);
    expect(lag(2_000 - 1_024).micros).toBe(world.now - committedAt[2_000 - 1_023]!);
    expect(lag(3)).toEqual({ versions: 1_997, micros: world.now - committedAt[2_000 - 1_023]! });
  });
});
