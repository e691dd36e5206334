/** Request links gathered by the two tiers they join, and by the two ends that are drawn. */

import type { LinkDescription } from '../../engine/description.ts';
import { edgeId } from '../../engine/telemetry/layout.ts';
import { type Cuts, isCut } from './cuts.ts';
import type { Box, Bundle, CardBox, GroupBox, Point } from './layout-types.ts';
import { membersOf, type Tier } from './tiers.ts';

/** Where wires end: a card, or a group card whose members are cells. */
export interface End {
  readonly id: string;
  readonly cards: readonly string[];
  readonly box: Box;
  /** The group card it is, or stands on. */
  readonly group: GroupBox | undefined;
  readonly card: CardBox | undefined;
}

export interface Hop {
  readonly id: string;
  readonly links: readonly LinkDescription[];
  readonly from: readonly End[];
  readonly to: readonly End[];
  /** What the users ask. */
  readonly asked: boolean;
}

export type Ends = ReadonlyMap<string, End>;

/** By component. */
export function endsOf(cards: ReadonlyMap<string, CardBox>, groups: readonly GroupBox[]): Ends {
  const ends = new Map<string, End>();
  for (const card of cards.values()) {
    const group = groups.find((one) => one.id === card.frame);
    ends.set(card.id, { id: card.id, cards: [card.id], box: card, group, card });
  }
  for (const group of groups.filter((one) => one.closed)) {
    const end: End = { id: group.id, cards: group.members, box: group, group, card: undefined };
    for (const member of group.members) ends.set(member, end);
  }
  return ends;
}

export function hopsOf(
  tiers: readonly Tier[],
  links: readonly LinkDescription[],
  ends: Ends,
): readonly Hop[] {
  const tierOf = new Map(
    tiers.flatMap((tier, index) => membersOf(tier).map((one) => [one.id, index] as const)),
  );
  const hops = new Map<string, LinkDescription[]>();
  for (const link of links) {
    if (link.carries !== 'request' || !ends.has(link.from) || !ends.has(link.to)) continue;
    const id = `${tierOf.get(link.from)}>${tierOf.get(link.to)}`;
    hops.set(id, [...(hops.get(id) ?? []), link]);
  }
  const drawn = (ids: readonly string[]): readonly End[] => [
    ...new Set(ids.flatMap((id) => ends.get(id) ?? [])),
  ];
  return [...hops].map(([id, group]) => {
    const from = drawn(group.map((link) => link.from));
    return {
      id,
      links: group,
      from,
      to: drawn(group.map((link) => link.to)),
      asked: from.every((end) => end.card?.traits.includes('source')),
    };
  });
}

export const rightOf = ({ x, y, width, height }: Box): Point => ({ x: x + width, y: y + height / 2 });
export const leftOf = ({ x, y, height }: Box): Point => ({ x, y: y + height / 2 });

export const linksAt = (hop: Hop, end: End, side: 'from' | 'to'): readonly LinkDescription[] =>
  hop.links.filter((link) => end.cards.includes(link[side]));

export const idsOf = (links: readonly LinkDescription[]): readonly string[] =>
  links.map((link) => edgeId(link.from, link.to));

/** A link that is cut alone leaves the bus, so that the gap stands on it and on no other. */
export function leavesBus(link: LinkDescription, hop: Hop, cuts: Cuts): boolean {
  const others = hop.links.filter((one) => one.to === link.to);
  return isCut(link) && !cuts.told(link) && !others.every(isCut);
}

export const bundleOf = (hop: Hop): Bundle => ({
  id: hop.id,
  from: hop.from.flatMap((end) => end.cards),
  to: hop.to.flatMap((end) => end.cards),
  links: idsOf(hop.links),
});
