/**
 * Builds a world from a blueprint: one component per entry, wired by its links.
 */
import { assert } from '../../base/assert.ts';
import type { Blueprint } from '../blueprint.ts';
import type { HistorySink } from '../telemetry/records.ts';
import { mountEdges } from './edge-readings.ts';
import { ReplicatedStore, type StoreMember } from './replicated-store.ts';
import { Site } from './site.ts';
import { World } from './world.ts';

export function buildWorld(blueprint: Blueprint, seed: number, sink: HistorySink): World {
  const world = new World(blueprint, seed, sink);
  world.stores = storesOf(world);
  world.truths = world.stores.filter(({ isTruth }) => isTruth);
  world.components = blueprint.components.map(({ model }, index) => model.create(new Site(world, index)));
  for (const store of world.stores)
    for (const node of store.nodes) store.join(world.component(node) as unknown as StoreMember);
  mountEdges(world);
  return world;
}

/** Every process begins at time 0, in the order of the blueprint. */
export function startWorld(world: World): void {
  for (const component of world.components) component.onStart();
}

/** One store per group of replicated nodes; a node without a group is a store of its own. */
function storesOf(world: World): readonly ReplicatedStore[] {
  const { components } = world.blueprint;
  const members = new Map<string, number[]>();
  components.forEach((component, index) => {
    if (!component.traits.includes('replicated')) return;
    const name = component.group ?? component.id;
    members.set(name, [...(members.get(name) ?? []), index]);
  });
  let truths = 0;
  return [...members.values()].map((nodes) => {
    const primary = nodes.find((node) => components[node]?.role === 'primary') ?? nodes[0];
    assert(primary !== undefined, 'a store has a node');
    // Versions of keys are the truth's: a cache only copies them.
    if (world.has(primary, 'cache')) return new ReplicatedStore(world, nodes, primary, -1);
    truths += 1;
    return new ReplicatedStore(world, nodes, primary, truths - 1);
  });
}
