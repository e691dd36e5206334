/**
 * Counterfactuals worth trying after a fault: one parameter changed before it. Only what was seen to move the figure it
 * promises is offered (`test/advice.slow.test.ts` tries all of it on every template).
 */
import type { StampedCommand } from '../../engine/command.ts';
import type { ComponentDescription, RunDescription, Trait } from '../../engine/description.ts';
import { membersNamed } from '../../engine/places.ts';
import { type TryId, tries } from '../../engine/telemetry/tries.ts';
import { isRecord } from '../../views/states.ts';

const { detectSooner, probeFaster, waitForReplica } = tries;

export interface WhatIf {
  readonly id:
    | Extract<TryId, 'detectSooner' | 'waitForReplica' | 'waitForFewer' | 'probeFaster'>
    | 'fallAtOnce';
  readonly path: string;
  readonly value: number;
}

/** `hang`: it is silent, as is a machine without power. */
type How = 'crash' | 'hang' | 'slow' | 'cut';

/** What an act did to each component; a cut counts as one where it cuts off more than one link. */
function hitsOf({ components }: RunDescription, act: readonly StampedCommand[]): ReadonlyMap<string, How> {
  const hits = new Map<string, How>();
  for (const { command } of act) {
    if (command.kind === 'crash' || command.kind === 'hang' || command.kind === 'slow')
      hits.set(command.component, command.kind);
    else if (command.kind === 'power-off')
      for (const { id } of membersNamed(components, command.component)) hits.set(id, 'hang');
    else if (command.kind === 'cut') for (const id of [command.from, command.to]) hits.set(id, 'cut');
  }
  return hits;
}

/** Everyone with that trait and a link to the component, and the parameter by the path that people type. */
function pathsOf(
  description: RunDescription,
  target: string,
  trait: Trait,
  parameter: string,
): readonly string[] {
  const near = new Set(description.links.filter(({ to }) => to === target).map(({ from }) => from));
  return description.components
    .filter((one) => one.traits.includes(trait) && near.has(one.id) && parameter in one.values)
    .map(({ id, group }) => `${group ?? id}.${parameter}`);
}

function offersFor(
  description: RunDescription,
  one: ComponentDescription,
  how: How,
  isPrimary: boolean,
  isHit: (component: ComponentDescription) => boolean,
): readonly WhatIf[] {
  const offer = (id: WhatIf['id'], value: number, paths: readonly string[]): readonly WhatIf[] =>
    paths.slice(0, 1).map((path) => ({ id, path, value }));
  if (how === 'slow') return [];
  if (one.traits.includes('server')) {
    // Calls that a dead server refuses go to another at once; only one that is silent has to be found out.
    if (how === 'crash') return [];
    return [
      ...offer(
        'probeFaster',
        probeFaster.value,
        pathsOf(description, one.id, 'pool', probeFaster.parameters[0]),
      ),
      ...offer('fallAtOnce', 1, pathsOf(description, one.id, 'pool', 'fall')),
    ];
  }
  const sooner = offer(
    'detectSooner',
    detectSooner.value,
    pathsOf(description, one.id, 'watcher', detectSooner.parameters[0]),
  );
  if (!one.traits.includes('replicated')) return [];
  if (!isRecord(one.traits)) return isPrimary ? sooner : [];
  const nodes = description.components.filter(({ id, group }) => id === one.id || group === one.group);
  const paths = [`${one.group ?? one.id}.${waitForReplica.parameters[0]}`];
  const waits = one.values.waitForReplicas ?? 0;
  // One of those left is the primary.
  const canConfirm = Math.max(0, nodes.filter((node) => !isHit(node)).length - 1);
  const fewer = canConfirm < waits ? offer('waitForFewer', canConfirm, paths) : [];
  if (!isPrimary) return how === 'hang' ? [...sooner, ...fewer] : fewer;
  const more = waits === 0 && nodes.length > 1 ? offer('waitForReplica', waitForReplica.value, paths) : [];
  return [...sooner, ...more, ...fewer];
}

function presentValue(description: RunDescription, path: string): number | undefined {
  const dot = path.indexOf('.');
  const owner = path.slice(0, dot);
  const component = description.components.find(({ id, group }) => id === owner || group === owner);
  return component?.values[path.slice(dot + 1)];
}

/** Of all that an act hit, what a change would have to help. */
function mattersOf(
  hit: readonly ComponentDescription[],
  act: readonly StampedCommand[],
): readonly ComponentDescription[] {
  const having = (trait: Trait) => hit.filter(({ traits }) => traits.includes(trait));
  const [stores, servers] = [having('replicated'), having('server')];
  if (stores.length === 0) return hit;
  if (servers.length > 0 && act.some(({ command }) => command.kind === 'power-off')) {
    // A place: each server's share of the calls is lost, and without their balancer nothing finds another one.
    return having('pool').length > 0 ? [] : servers;
  }
  // A single cut between a server and a store is seen by neither balancer nor sentinels; of several, the store is the matter.
  const isOneCut = act.length === 1 && act[0]?.command.kind === 'cut';
  return isOneCut && hit.length > stores.length ? [] : stores;
}

/** Changes that bear on what was done, of those that would change something in this run. `isPrimary`: when it was hit. */
export function whatIfs(
  description: RunDescription,
  act: readonly StampedCommand[],
  isPrimary: (component: ComponentDescription) => boolean,
): readonly WhatIf[] {
  const hits = hitsOf(description, act);
  const hit = description.components.filter(({ id }) => hits.has(id));
  const isHit = ({ id }: ComponentDescription): boolean => (hits.get(id) ?? 'slow') !== 'slow';
  const offers = new Map<WhatIf['id'], WhatIf>();
  for (const one of mattersOf(hit, act)) {
    for (const offer of offersFor(description, one, hits.get(one.id) ?? 'cut', isPrimary(one), isHit)) {
      const present = presentValue(description, offer.path);
      if (present !== undefined && present !== offer.value && !offers.has(offer.id))
        offers.set(offer.id, offer);
    }
  }
  return [...offers.values()];
}
