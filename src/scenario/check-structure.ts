/**
 * Whether the parts of a scenario fit together, once names and links are resolved: what the engine takes for granted.
 * Every rule here keeps a run from being quietly wrong, so each says what would make it right.
 */
import type { InputProblem } from '../base/result.ts';
import type { ComponentBlueprint, LinkBlueprint } from '../engine/blueprint.ts';
import type { KindModel, Need } from '../engine/model/kind-model.ts';
import { parameterThat } from '../engine/model/meaning.ts';
import { type Place, placesOf, placeText } from '../engine/places.ts';
import { models } from '../kinds/models.ts';
import { checkQuorum } from './check-values.ts';
import { limits } from './limits.ts';
import { listed } from './problem-text.ts';

interface Parts {
  readonly components: readonly ComponentBlueprint[];
  readonly links: readonly LinkBlueprint[];
}

export function checkStructure(parts: Parts): InputProblem[] {
  return [
    ...checkSources(parts),
    ...checkPrimaries(parts),
    ...parts.components.flatMap((caller) => checkNeeds(parts, caller)),
    ...checkWatching(parts),
    ...checkPlaces(parts),
  ];
}

/** A host lies in one zone, a zone in one region: else "everything there" would mean two things. */
function checkPlaces({ components }: Parts): InputProblem[] {
  const around = new Map<string, string>();
  return components.flatMap(({ id, placement = {} }) => {
    const named = placesOf([{ id, placement }]);
    return named.slice(1).flatMap((outer, index) => {
      const inner = placeText(named[index] as Place);
      const known = around.get(inner) ?? placeText(outer);
      around.set(inner, known);
      if (known === placeText(outer)) return [];
      return {
        path: `${id}.placement`,
        value: `${inner} in ${placeText(outer)}`,
        allowed: `${inner} in ${known}`,
      };
    });
  });
}

const sourceKinds = Object.values<KindModel>(models)
  .filter(({ traits }) => traits.includes('source'))
  .map(({ name }) => name)
  .join(', ');

function checkSources({ components }: Parts): InputProblem[] {
  const ids = components.filter(({ traits }) => traits.includes('source')).map(({ id }) => id);
  if (ids.length === 1) return [];
  const value = `${sourceKinds}: ${listed(ids)}`;
  return [{ path: 'components', value, allowed: `exactly one component of kind ${sourceKinds}` }];
}

/** Nodes that hold the same data: a group, or one alone. */
function storeOf(component: ComponentBlueprint): string {
  return component.group ?? component.id;
}

function storesOf(components: readonly ComponentBlueprint[]): Map<string, ComponentBlueprint[]> {
  const stores = new Map<string, ComponentBlueprint[]>();
  for (const component of components) {
    if (!component.traits.includes('replicated')) continue;
    const store = storeOf(component);
    stores.set(store, [...(stores.get(store) ?? []), component]);
  }
  return stores;
}

function checkPrimaries(parts: Parts): InputProblem[] {
  return [...storesOf(parts.components)].flatMap(([store, members]) => {
    const problem = checkStore(parts, store, members);
    return problem ? [problem] : [];
  });
}

function checkStore(
  parts: Parts,
  store: string,
  members: readonly ComponentBlueprint[],
): InputProblem | undefined {
  const primaries = members.filter((member) => member.role === 'primary').map((member) => member.id);
  if (primaries.length !== 1) {
    const allowed = 'exactly one member with role primary';
    return { path: store, value: `primary: ${listed(primaries)}`, allowed };
  }
  if (members.length > limits.storeNodes) {
    const allowed = `at most ${limits.storeNodes} members`;
    return { path: store, value: `${members.length} members`, allowed };
  }
  const missing = missingPair(parts, members, members);
  return missing
    ? { path: store, value: missing, allowed: 'a control link between all of its members' }
    : undefined;
}

/** What a component needs is linked with it: as many as it takes, of a store all nodes, and nothing without what it goes with. */
function checkNeeds(parts: Parts, caller: ComponentBlueprint): InputProblem[] {
  const { needs } = caller.model;
  const declared = new Set(caller.dependencies?.flatMap(({ servers }) => servers));
  const callees = farEnds(parts, caller).filter(({ carries, isCallee }) => carries === 'request' && isCallee);
  const serving = ({ protocol }: Need): readonly ComponentBlueprint[] =>
    callees
      .map(({ component }) => component)
      .filter(({ id, model }) => model.serves.includes(protocol) && !declared.has(id));
  for (const [name, need] of Object.entries(needs)) {
    const other = needs[need.onlyWith ?? ''];
    const lacks = serving(need).length > 0 && other !== undefined && serving(other).length === 0;
    const allowed = need.allowed ?? '';
    if (lacks) return [{ path: caller.id, value: `a ${name} and no ${need.onlyWith}`, allowed }];
    const problem = checkNeed(parts, caller, need, serving(need));
    if (problem) return [problem];
  }
  return [];
}

function checkNeed(
  parts: Parts,
  caller: ComponentBlueprint,
  { count, allowed = '' }: Need,
  servers: readonly ComponentBlueprint[],
): InputProblem | undefined {
  const { id } = caller;
  if (count === 'some' && servers.length === 0) return { path: id, value: 'no request link', allowed };
  if (count === 'one' && servers.length !== 1)
    return { path: id, value: `request links to ${listed(servers.map((one) => one.id))}`, allowed };
  const nodes = servers.filter(({ traits }) => traits.includes('replicated'));
  return nodes.length === 0 ? undefined : checkOneStore(parts, caller, nodes);
}

function checkWatching(parts: Parts): InputProblem[] {
  const watchers = new Map<string, ComponentBlueprint[]>();
  const problems: InputProblem[] = [];
  for (const watcher of parts.components) {
    if (!watcher.traits.includes('watcher')) continue;
    const nodes = farEnds(parts, watcher)
      .map((far) => far.component)
      .filter(({ traits }) => traits.includes('replicated'));
    const problem = checkOneStore(parts, watcher, nodes);
    if (problem) problems.push(problem);
    const [node] = nodes;
    if (!node) continue;
    const store = storeOf(node);
    watchers.set(store, [...(watchers.get(store) ?? []), watcher]);
  }
  for (const ofOneStore of watchers.values()) problems.push(...checkWatchers(parts, ofOneStore));
  return problems;
}

/** Watchers of one store. */
function checkWatchers(parts: Parts, sentinels: readonly ComponentBlueprint[]): InputProblem[] {
  const count = sentinels.length;
  const problems: InputProblem[] = [];
  const missing = missingPair(parts, sentinels, sentinels);
  if (missing) {
    const allowed = 'a control link between all sentinels of a store';
    problems.push({ path: sentinels[0]!.group ?? sentinels[0]!.id, value: missing, allowed });
  }
  const told = new Set<string>();
  for (const sentinel of sentinels) {
    const spec = parameterThat(sentinel, 'quorum');
    if (spec === undefined) continue;
    const path = `${sentinel.group ?? sentinel.id}.${spec.path}`;
    const problem = checkQuorum(sentinel.values[spec.path] ?? 0, count, path);
    // What all of a group were given is one mistake.
    if (problem === undefined || told.has(path)) continue;
    told.add(path);
    problems.push(problem);
  }
  return problems;
}

/** A client or a watcher of a store must reach every member of exactly one: any of them can become primary. */
function checkOneStore(
  parts: Parts,
  owner: ComponentBlueprint,
  nodes: readonly ComponentBlueprint[],
): InputProblem | undefined {
  const named = [...new Set(nodes.map(storeOf))];
  const [store] = named;
  if (store === undefined || named.length > 1) {
    const value = store === undefined ? 'no link to a store' : `links to ${listed(named)}`;
    return { path: owner.id, value, allowed: 'links to the members of exactly one store' };
  }
  const missing = missingPair(parts, [owner], storesOf(parts.components).get(store) ?? []);
  return missing
    ? { path: owner.id, value: missing, allowed: `a link to every member of ${store}` }
    : undefined;
}

function farEnds({ components, links }: Parts, near: ComponentBlueprint) {
  const byId = new Map(components.map((component) => [component.id, component]));
  return links.flatMap((link) => {
    if (link.from !== near.id && link.to !== near.id) return [];
    const isCallee = link.from === near.id;
    const component = byId.get(isCallee ? link.to : link.from);
    return component ? [{ component, carries: link.carries, isCallee }] : [];
  });
}

function missingPair(
  { links }: Parts,
  near: readonly ComponentBlueprint[],
  far: readonly ComponentBlueprint[],
): string | undefined {
  const linked = new Set(links.flatMap(({ from, to }) => [`${from} ${to}`, `${to} ${from}`]));
  for (const a of near) {
    for (const b of far) {
      if (a.id !== b.id && !linked.has(`${a.id} ${b.id}`)) return `no link ${a.id}–${b.id}`;
    }
  }
  return undefined;
}
