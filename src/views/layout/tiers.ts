/**
 * Who stands in which tier: the longest way from a source along request links (users → balancer → servers →
 * stores). Members of a replicated store form one block, with the watchers that speak to it.
 */
import type { ComponentDescription, RunDescription } from '../../engine/description.ts';

export interface Block {
  readonly id: string;
  /** One card; a store's group card; servers that are drawn on one group card for want of room. */
  readonly kind: 'card' | 'store' | 'servers';
  readonly members: readonly ComponentDescription[];
  /** Watchers, drawn as chips on the group card. */
  readonly watchers: readonly ComponentDescription[];
}

export interface Tier {
  readonly blocks: readonly Block[];
}

export const membersOf = (tier: Tier): readonly ComponentDescription[] =>
  tier.blocks.flatMap((block) => block.members);

export function tiersOf(description: RunDescription): readonly Tier[] {
  const ranks = rankByRequests(description);
  const columns: ComponentDescription[][] = [];
  const loose: ComponentDescription[] = [];
  for (const component of description.components) {
    const rank = ranks.get(component.id);
    if (rank === undefined) loose.push(component);
    else {
      columns[rank] ??= [];
      columns[rank].push(component);
    }
  }
  const stores = storeMembers(columns);
  const homes = new Map(loose.map((one) => [one.id, homeOf(description, one, stores)] as const));
  const watchersOf = (store: string): readonly ComponentDescription[] =>
    loose.filter((one) => homes.get(one.id) === store);
  const tiers = columns
    .filter((column) => column.length > 0)
    .map((column): Tier => ({ blocks: blocksOf(column, stores, watchersOf) }));
  const strays = loose.filter((one) => homes.get(one.id) === undefined);
  return strays.length === 0 ? tiers : [...tiers, { blocks: strays.map(cardBlock) }];
}

/** With a cache beside the store a server calls it to sign in, to look up and to keep what it found. */
const cacheCalls = 3;

/** How many hops a request is drawn on its way out. */
export function drawnHops(description: RunDescription): number {
  const depth = Math.max(0, ...rankByRequests(description).values());
  const isCacheBeside = ({ traits }: ComponentDescription): boolean =>
    traits.includes('cache') && traits.includes('replicated');
  return depth + (description.components.some(isCacheBeside) ? cacheCalls : 0);
}

const cardBlock = (one: ComponentDescription): Block => ({
  id: one.id,
  kind: 'card',
  members: [one],
  watchers: [],
});

/** Component id → its store's group, for stores of at least two. */
function storeMembers(columns: readonly (readonly ComponentDescription[])[]): ReadonlyMap<string, string> {
  const stores = new Map<string, string>();
  for (const column of columns) {
    for (const one of column ?? []) {
      if (!one.traits.includes('replicated') || one.group === undefined) continue;
      const copies = column.filter((other) => other.group === one.group && other.kind === one.kind);
      if (copies.length > 1) stores.set(one.id, one.group);
    }
  }
  return stores;
}

function blocksOf(
  column: readonly ComponentDescription[],
  stores: ReadonlyMap<string, string>,
  watchersOf: (store: string) => readonly ComponentDescription[],
): readonly Block[] {
  const blocks: Block[] = [];
  const done = new Set<string>();
  for (const one of column) {
    const store = stores.get(one.id);
    if (store === undefined) blocks.push(cardBlock(one));
    else if (!done.has(store)) {
      done.add(store);
      const members = column.filter((other) => stores.get(other.id) === store);
      blocks.push({ id: store, kind: 'store', members, watchers: watchersOf(store) });
    }
  }
  return blocks;
}

/** Relaxes links as often as there are components: longest ways without recursion, and a cycle cannot hang it. */
function rankByRequests(description: RunDescription): Map<string, number> {
  const ranks = new Map<string, number>();
  const requests = description.links.filter((link) => link.carries === 'request');
  for (const link of requests) {
    ranks.set(link.from, 0);
    ranks.set(link.to, 0);
  }
  const limit = description.components.length;
  for (let round = 0; round < limit; round += 1) {
    let moved = false;
    for (const link of requests) {
      const wanted = Math.min(limit, (ranks.get(link.from) ?? 0) + 1);
      if (wanted <= (ranks.get(link.to) ?? 0)) continue;
      ranks.set(link.to, wanted);
      moved = true;
    }
    if (!moved) break;
  }
  return ranks;
}

/** The store that a watcher speaks to. */
function homeOf(
  description: RunDescription,
  watcher: ComponentDescription,
  stores: ReadonlyMap<string, string>,
): string | undefined {
  const link = description.links.find((one) => one.from === watcher.id && stores.has(one.to));
  return link === undefined ? undefined : stores.get(link.to);
}

/** Members of a tier that share a group and a kind, drawn together; stores and single cards stay as they are. */
export function joinServers(tier: Tier): Tier {
  const blocks: Block[] = [];
  const done = new Set<string>();
  for (const block of tier.blocks) {
    const group = block.members[0]?.group;
    const alike = tier.blocks.filter(
      (other) => block.kind === 'card' && other.kind === 'card' && other.members[0]?.group === group,
    );
    if (group === undefined || alike.length < 2) blocks.push(block);
    else if (!done.has(group)) {
      done.add(group);
      blocks.push({ id: group, kind: 'servers', members: alike.flatMap((one) => one.members), watchers: [] });
    }
  }
  return { blocks };
}
