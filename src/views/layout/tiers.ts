/**
 * Who stands in which column: the longest way from a source along request links (users → balancer → servers →
 * stores). Components without request links join the store they watch, or a column of their own at the end.
 */
import type { ComponentDescription, RunDescription } from '../../engine/description.ts';

export interface Tier {
  readonly members: readonly ComponentDescription[];
  /** A framed group, when the tier is the members of one replicated store. */
  readonly group: string | undefined;
  /** Watchers drawn as chips on the frame. */
  readonly chips: readonly ComponentDescription[];
}

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
  const tiers = columns.filter((column) => column.length > 0).map((members) => tierOf(members));
  return attach(description, tiers, loose);
}

function tierOf(members: readonly ComponentDescription[]): Tier {
  const first = members[0];
  const isStore =
    first?.kind === 'database' && members.length > 1 && members.every((one) => one.group === first.group);
  return { members, group: isStore ? first.group : undefined, chips: [] };
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

function attach(
  description: RunDescription,
  tiers: readonly Tier[],
  loose: readonly ComponentDescription[],
): readonly Tier[] {
  const homeOf = (watcher: ComponentDescription): number =>
    tiers.findIndex(
      (tier) =>
        tier.group !== undefined &&
        description.links.some(
          (link) => link.from === watcher.id && tier.members.some((one) => one.id === link.to),
        ),
    );
  const homes = loose.map(homeOf);
  const attached = tiers.map((tier, index) => ({
    ...tier,
    chips: loose.filter((_, position) => homes[position] === index),
  }));
  const strays = loose.filter((_, position) => homes[position] === -1);
  return strays.length === 0 ? attached : [...attached, { members: strays, group: undefined, chips: [] }];
}
