/**
 * Counterfactuals worth trying after a fault: what was done suggests them before the story has told what came of it. Only
 * what was seen to move the figure it promises is offered (`test/advice.slow.test.ts` tries all of it on every template).
 */
import type { StampedCommand } from '../../engine/command.ts';
import type { ComponentDescription, RunDescription, Trait } from '../../engine/description.ts';
import { meant } from '../../engine/model/meaning.ts';
import { membersNamed } from '../../engine/places.ts';
import type { Try, TryId } from '../../engine/telemetry/tries.ts';
import { type Idea, ideaOf } from './suggest.ts';

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

/** The same of everyone with that trait and a link to the component. */
function ofThoseNear({ components, links }: RunDescription, target: string, trait: Trait) {
  const near = new Set(links.filter(({ to }) => to === target).map(({ from }) => from));
  const owners = components.filter(({ id, traits }) => traits.includes(trait) && near.has(id));
  return (id: TryId): readonly Try[] => owners.map((owner) => ({ id, component: owner.id }));
}

function triesFor(
  description: RunDescription,
  one: ComponentDescription,
  how: How,
  isPrimary: boolean,
  isHit: (component: ComponentDescription) => boolean,
): readonly Try[] {
  const { id: component, traits } = one;
  if (how === 'slow') return [];
  if (traits.includes('server')) {
    // Calls that a dead server refuses go to another at once; only one that is silent has to be found out.
    if (how === 'crash') return [];
    const ofPool = ofThoseNear(description, component, 'pool');
    return [...ofPool('probeFaster'), ...ofPool('fallAtOnce')];
  }
  if (!traits.includes('replicated')) return [];
  const sooner = ofThoseNear(description, component, 'watcher')('detectSooner');
  if (traits.includes('cache')) return isPrimary ? sooner : [];
  const nodes = description.components.filter(
    ({ id, group }) => id === component || (group !== undefined && group === one.group),
  );
  // One of those left is the primary.
  const canConfirm = Math.max(0, nodes.filter((node) => !isHit(node)).length - 1);
  const fewer: Try = { id: 'waitForFewer', component, to: (now) => Math.min(now, canConfirm) };
  if (!isPrimary) return how === 'hang' ? [...sooner, fewer] : [fewer];
  // Whoever waits already is not asked to wait for more.
  const waits = meant(one, 'confirmations') ?? 0;
  const more: readonly Try[] = waits === 0 && nodes.length > 1 ? [{ id: 'waitForReplica', component }] : [];
  return [...sooner, ...more, fewer];
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
): readonly Idea[] {
  const hits = hitsOf(description, act);
  const hit = description.components.filter(({ id }) => hits.has(id));
  const isHit = ({ id }: ComponentDescription): boolean => (hits.get(id) ?? 'slow') !== 'slow';
  const ideas = new Map<TryId, Idea>();
  for (const one of mattersOf(hit, act)) {
    for (const wanted of triesFor(description, one, hits.get(one.id) ?? 'cut', isPrimary(one), isHit)) {
      const idea = ideaOf(wanted, wanted.component ?? one.id, description);
      if (idea !== undefined && !ideas.has(idea.id)) ideas.set(idea.id, idea);
    }
  }
  return [...ideas.values()];
}
