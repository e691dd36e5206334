/** What a run is made of, as plain JSON for whoever draws it. */
import { serverLifecycleMachine } from '../algorithms/lifecycle/server-lifecycle.ts';
import { microsFromMillis } from '../base/units.ts';
import type { ComponentBlueprint } from './blueprint.ts';
import type {
  ComponentDescription,
  DependencyDescription,
  LinkDescription,
  RequestClass,
  RunDescription,
} from './description.ts';
import { meant } from './model/meaning.ts';
import type { World } from './model/world.ts';

export function describeWorld(world: World): RunDescription {
  const { blueprint, links } = world;
  const components = blueprint.components.map((component, index) =>
    describeComponent(world, index, component),
  );
  const source = components.find(({ traits }) => traits.includes('source'));
  return {
    scenario: blueprint.name,
    seed: world.seed,
    ...(blueprint.question && { question: blueprint.question }),
    components,
    groups: groupsOf(world),
    links: blueprint.links.map(
      (link, index): LinkDescription => ({
        from: link.from,
        to: link.to,
        carries: link.carries,
        oneWayDelayMicros: link.oneWayDelayMicros,
        cutForward: links.cutBy[index * 2] !== 0,
        cutBackward: links.cutBy[index * 2 + 1] !== 0,
      }),
    ),
    classes: classesOf(world, source),
    objectives: blueprint.objectives,
    clientTimeoutMicros: microsFromMillis(source === undefined ? 0 : (meant(source, 'timeout') ?? 0)),
    ...(blueprint.tape === undefined ? {} : { arrivals: 'tape' as const }),
    machines: blueprint.components.flatMap((component) => machinesOf(component)),
  };
}

function describeComponent(world: World, index: number, component: ComponentBlueprint): ComponentDescription {
  const { id, kind, traits, group, placement, parameters, absent, faults } = component;
  const dependencies = dependenciesOf(world, index, component);
  const values = { ...world.values[index] };
  return {
    index,
    id,
    kind,
    traits,
    ...(group === undefined ? {} : { group }),
    ...(placement === undefined ? {} : { placement }),
    parameters,
    ...(absent === undefined ? {} : { absent }),
    values,
    faults,
    ...(dependencies.length > 0 && { dependencies }),
  };
}

/** Those of its kind first. What the scenario declares a server for is not its kind's. */
function dependenciesOf(
  { blueprint, links }: World,
  index: number,
  { model, dependencies = [] }: ComponentBlueprint,
): readonly DependencyDescription[] {
  const declared = dependencies.map(({ name, servers }) => ({ name, servers }));
  const named = new Set(declared.flatMap(({ servers }) => servers));
  const callees = links.serversOf(index).map((server) => blueprint.components[server] as ComponentBlueprint);
  const ofKind = Object.entries(model.needs).flatMap(([name, { protocol }]) => {
    const servers = callees.filter((one) => one.model.serves.includes(protocol) && !named.has(one.id));
    return servers.length === 0 ? [] : { name, servers: servers.map(({ id }) => id), byKind: true as const };
  });
  return [...ofKind, ...declared];
}

/** Two classes that share the requests as a parameter says, in its present proportions; the others as they are. */
function classesOf({ blueprint }: World, source: ComponentDescription | undefined): readonly RequestClass[] {
  const writes = (source && meant(source, 'writes')) ?? 0;
  return blueprint.classes.map(({ share, ...one }) => {
    if (blueprint.tape !== undefined) return one;
    return { ...one, share: share ?? (one.verb === 'write' ? writes : 1 - writes) };
  });
}

function groupsOf(world: World): RunDescription['groups'] {
  const members = new Map<string, string[]>();
  for (const { id, group } of world.blueprint.components) {
    if (group !== undefined) members.set(group, [...(members.get(group) ?? []), id]);
  }
  return [...members].map(([id, ids]) => ({ id, members: ids }));
}

function machinesOf({ id, traits, model }: ComponentBlueprint): RunDescription['machines'] {
  // What brings requests has no process that could die.
  if (traits.includes('source')) return [];
  const machines = [{ name: 'lifecycle', config: serverLifecycleMachine.config }, ...(model.machines ?? [])];
  return machines.map((machine) => ({ component: id, ...machine }));
}
