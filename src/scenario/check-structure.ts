/**
 * Whether the parts of a scenario fit together, once names and links are resolved: what the engine takes for granted.
 * Every rule here keeps a run from being quietly wrong, so each says what would make it right.
 */
import type { InputProblem } from '../base/result.ts';
import type { ComponentBlueprint, LinkBlueprint } from '../engine/blueprint.ts';
import { isReplicated, replicatedKinds } from '../engine/model/replicated-kinds.ts';
import { type Place, placesOf, placeText } from '../engine/places.ts';
import { checkQuorum } from './check-values.ts';
import { limits } from './limits.ts';
import { listed } from './problem-text.ts';

interface Parts {
  readonly components: readonly ComponentBlueprint[];
  readonly links: readonly LinkBlueprint[];
}

export function checkStructure(parts: Parts): InputProblem[] {
  const users = checkUsers(parts);
  return [
    ...(users ? [users] : []),
    ...checkPrimaries(parts),
    ...checkCallers(parts),
    ...checkSentinels(parts),
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

function checkUsers({ components, links }: Parts): InputProblem | undefined {
  const users = components.filter((component) => component.kind === 'users');
  const [only] = users;
  if (!only || users.length > 1) {
    const ids = users.map((component) => component.id);
    return {
      path: 'components',
      value: `users: ${listed(ids)}`,
      allowed: 'exactly one component of kind users',
    };
  }
  const targets = links.filter((link) => link.from === only.id).map((link) => link.to);
  if (targets.length === 1) return undefined;
  const allowed = 'exactly one request link: to a CDN, a balancer, an app server or a station';
  return { path: only.id, value: `links to ${listed(targets)}`, allowed };
}

/** Nodes that hold the same data: a group, or one alone. */
function storeOf(component: ComponentBlueprint): string {
  return component.group ?? component.id;
}

function storesOf(components: readonly ComponentBlueprint[]): Map<string, ComponentBlueprint[]> {
  const stores = new Map<string, ComponentBlueprint[]>();
  for (const component of components) {
    if (!isReplicated(component.kind)) continue;
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

function checkCallers(parts: Parts): InputProblem[] {
  const stores = storesOf(parts.components);
  return parts.components.flatMap((caller) => {
    const problem = checkCaller(parts, caller, stores);
    return problem ? [problem] : [];
  });
}

type Stores = ReadonlyMap<string, readonly ComponentBlueprint[]>;

function checkCaller(parts: Parts, caller: ComponentBlueprint, stores: Stores): InputProblem | undefined {
  if (caller.kind !== 'load-balancer' && caller.kind !== 'cdn' && caller.kind !== 'app-server')
    return undefined;
  const targets = farEnds(parts, caller).filter((far) => far.carries === 'request' && far.isCallee);
  if (caller.kind === 'load-balancer' && targets.length === 0) {
    return { path: caller.id, value: 'no request link', allowed: 'at least one server to balance over' };
  }
  if (caller.kind === 'cdn' && targets.length !== 1) {
    const value = `request links to ${listed(targets.map((far) => far.component.id))}`;
    return { path: caller.id, value, allowed: 'exactly one origin: a balancer or an app server' };
  }
  if (caller.kind !== 'app-server') return undefined;
  for (const kind of replicatedKinds) {
    const nodes = targets.map((far) => far.component).filter((component) => component.kind === kind);
    const problem = nodes.length === 0 ? undefined : checkOneStore(parts, caller, stores, nodes);
    if (problem) return problem;
  }
  if (
    targets.some((far) => far.component.kind === 'redis') &&
    !targets.some((far) => far.component.kind === 'database')
  )
    return { path: caller.id, value: 'a cache and no database', allowed: 'a database behind the cache' };
  return undefined;
}

function checkSentinels(parts: Parts): InputProblem[] {
  const stores = storesOf(parts.components);
  const watchers = new Map<string, ComponentBlueprint[]>();
  const problems: InputProblem[] = [];
  for (const sentinel of parts.components) {
    if (sentinel.kind !== 'sentinel') continue;
    const nodes = farEnds(parts, sentinel)
      .map((far) => far.component)
      .filter((component) => isReplicated(component.kind));
    const problem = checkOneStore(parts, sentinel, stores, nodes);
    if (problem) problems.push(problem);
    const [node] = nodes;
    if (!node) continue;
    const store = storeOf(node);
    watchers.set(store, [...(watchers.get(store) ?? []), sentinel]);
  }
  for (const sentinels of watchers.values()) problems.push(...checkWatchers(parts, sentinels));
  return problems;
}

/** Sentinels of one store. */
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
    const path = `${sentinel.group ?? sentinel.id}.quorum`;
    const problem = checkQuorum(sentinel.values.quorum ?? 0, count, path);
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
  stores: Stores,
  nodes: readonly ComponentBlueprint[],
): InputProblem | undefined {
  const named = [...new Set(nodes.map(storeOf))];
  const [store] = named;
  if (store === undefined || named.length > 1) {
    const value = store === undefined ? 'no link to a store' : `links to ${listed(named)}`;
    return { path: owner.id, value, allowed: 'links to the members of exactly one store' };
  }
  const missing = missingPair(parts, [owner], stores.get(store) ?? []);
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
