/**
 * Which card a cut isolates, and where it is told: a card that is cut from several neighbours says so itself; the
 * few other cuts are drawn on their wires, near the card they isolate, once per pair.
 */
import type { LinkDescription } from '../../engine/description.ts';
import type { CutBadge } from './layout-types.ts';

/** From this many cut neighbours on, marks on the wires would lie over one another. */
const badgeFrom = 3;

export interface Cuts {
  readonly badges: readonly CutBadge[];
  /** The end of the link nearer to which its cut is drawn. */
  isolated(link: Pick<LinkDescription, 'from' | 'to'>): string;
  /** Whether a badge tells of this link's cut. */
  told(link: LinkDescription): boolean;
}

export const isCut = (link: Pick<LinkDescription, 'cutForward' | 'cutBackward'>): boolean =>
  link.cutForward || link.cutBackward;

export function cutsOf(links: readonly LinkDescription[]): Cuts {
  const neighbours = new Map<string, Set<string>>();
  const cutFrom = new Map<string, Set<string>>();
  const add = (sets: Map<string, Set<string>>, a: string, b: string): void => {
    const set = sets.get(a) ?? new Set();
    sets.set(a, set.add(b));
  };
  for (const link of links) {
    add(neighbours, link.from, link.to);
    add(neighbours, link.to, link.from);
    if (!isCut(link)) continue;
    add(cutFrom, link.from, link.to);
    add(cutFrom, link.to, link.from);
  }
  const count = (id: string): number => cutFrom.get(id)?.size ?? 0;
  const isolated: Cuts['isolated'] = ({ from, to }) => (count(from) > count(to) ? from : to);
  const badges = new Map<string, CutBadge>();
  for (const link of links) {
    const card = isolated(link);
    if (!isCut(link) || count(card) < badgeFrom) continue;
    badges.set(card, { card, cut: count(card), of: neighbours.get(card)?.size ?? 0 });
  }
  return {
    badges: [...badges.values()],
    isolated,
    told: (link) => isCut(link) && badges.has(isolated(link)),
  };
}
