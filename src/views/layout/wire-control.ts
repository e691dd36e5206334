/**
 * Control links: pings, votes, the log. They are drawn only while one is cut or selected. On a group card they run
 * along its right edge and between its members and its sentinels; elsewhere beside or between the cards.
 */
import type { LinkDescription } from '../../engine/description.ts';
import type { Cuts } from './cuts.ts';
import { curveBeside, curveBetween, type FlowPath, pathThrough } from './flow-path.ts';
import { leftOf, rightOf } from './hops.ts';
import type { CardBox, GroupBox, Point, Wire } from './layout-types.ts';
import { gapNear, wireOf } from './wire-parts.ts';

const gapBesideCard = 18;
/** Right edge of a group card to the line beside its chips. */
const edge = 4;
/** Above a sentinel's chip. */
const overChip = 3;

export function controlWires(
  links: readonly LinkDescription[],
  cards: ReadonlyMap<string, CardBox>,
  groups: readonly GroupBox[],
  cuts: Cuts,
): readonly Wire[] {
  return links.flatMap((link) => {
    const from = cards.get(link.from);
    const to = cards.get(link.to);
    if (link.carries !== 'control' || !from || !to) return [];
    const path = controlPath(from, to, groups);
    return [wireOf(link, gapNear(path, link, gapBesideCard, cuts), undefined, cuts)];
  });
}

function controlPath(from: CardBox, to: CardBox, groups: readonly GroupBox[]): FlowPath {
  const framed = (card: CardBox): GroupBox | undefined => groups.find((group) => group.id === card.frame);
  if (framed(from) || framed(to)) {
    const start = outOf(from, framed(from));
    const end = outOf(to, framed(to));
    return pathThrough([...start, ...[...end].reverse()]);
  }
  const beside = Math.abs(from.x + from.width - to.x - to.width) < 40;
  return beside ? curveBeside(rightOf(from), rightOf(to), 12) : curveBetween(rightOf(from), leftOf(to));
}

/** From a card to the line at the right edge of its group card. */
function outOf(card: CardBox, group: GroupBox | undefined): readonly Point[] {
  if (group === undefined) return [rightOf(card)];
  const x = group.x + group.width - edge;
  const isAtEdge = !group.watchers.includes(card.id) && card.lines === 1;
  if (isAtEdge) return [rightOf(card), { x, y: card.y + card.height / 2 }];
  // Beside it stands another chip: over it, or under it, to the edge.
  const isWatcher = group.watchers.includes(card.id);
  const y = isWatcher ? card.y - overChip : card.y + card.height + overChip;
  const middle = card.x + card.width / 2;
  return [
    { x: middle, y: isWatcher ? card.y : card.y + card.height },
    { x: middle, y },
    { x, y },
  ];
}
