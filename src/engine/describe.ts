/** What a run is made of, as plain JSON for whoever draws it. */
import { failoverMachine, sentinelViewMachine } from '../algorithms/failover/sentinel.ts';
import { probeMachine } from '../algorithms/health/probe.ts';
import { serverLifecycleMachine } from '../algorithms/lifecycle/server-lifecycle.ts';
import { microsFromMillis } from '../base/units.ts';
import type { ComponentBlueprint } from './blueprint.ts';
import {
  type ComponentDescription,
  type LinkDescription,
  type RunDescription,
  requestClasses,
} from './description.ts';
import type { World } from './model/world.ts';

export function describeWorld(world: World): RunDescription {
  const { blueprint, links } = world;
  const users = blueprint.components.findIndex((component) => component.kind === 'users');
  return {
    scenario: blueprint.name,
    seed: world.seed,
    components: blueprint.components.map((component, index) => describeComponent(world, index, component)),
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
    classes: requestClasses,
    objectives: blueprint.objectives,
    clientTimeoutMicros: users < 0 ? 0 : microsFromMillis(world.value(users, 'clientTimeoutMillis')),
    ...(blueprint.tape === undefined ? {} : { arrivals: 'tape' as const }),
    machines: blueprint.components.flatMap((component) => machinesOf(component.id, component.kind)),
  };
}

function describeComponent(world: World, index: number, component: ComponentBlueprint): ComponentDescription {
  const { id, kind, group, placement, parameters, faults } = component;
  const values = { ...world.values[index] };
  return {
    index,
    id,
    kind,
    ...(group === undefined ? {} : { group }),
    ...(placement === undefined ? {} : { placement }),
    parameters,
    values,
    faults,
  };
}

function groupsOf(world: World): RunDescription['groups'] {
  const members = new Map<string, string[]>();
  for (const { id, group } of world.blueprint.components) {
    if (group !== undefined) members.set(group, [...(members.get(group) ?? []), id]);
  }
  return [...members].map(([id, ids]) => ({ id, members: ids }));
}

function machinesOf(component: string, kind: string): RunDescription['machines'] {
  if (kind === 'users') return [];
  const machines = [{ component, name: 'lifecycle', config: serverLifecycleMachine.config as unknown }];
  if (kind === 'load-balancer') machines.push({ component, name: 'probe', config: probeMachine.config });
  if (kind === 'sentinel') {
    machines.push({ component, name: 'view', config: sentinelViewMachine.config });
    machines.push({ component, name: 'failover', config: failoverMachine.config });
  }
  return machines;
}
