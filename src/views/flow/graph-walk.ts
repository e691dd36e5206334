/** Arrow keys walk the graph: left and right along wires, up and down within the tier. */
import type { CardBox, FlowLayout } from '../layout/layout-types.ts';

export type WalkKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

export function isWalkKey(key: string): key is WalkKey {
  return /^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(key);
}

const centre = (card: CardBox): number => card.y + card.height / 2;

function nearest(cards: readonly CardBox[], to: CardBox): CardBox | undefined {
  let best: CardBox | undefined;
  for (const card of cards) {
    if (!best || Math.abs(centre(card) - centre(to)) < Math.abs(centre(best) - centre(to))) best = card;
  }
  return best;
}

/** The card one step away, or undefined at the edge of the graph. */
export function walk(layout: FlowLayout, from: string, key: WalkKey): string | undefined {
  const cards = layout.cards;
  const card = cards.find((one) => one.id === from);
  if (!card || key === 'Home') return cards[0]?.id;
  if (key === 'End') return cards.at(-1)?.id;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const column = columnOf(layout, card).sort((a, b) => a.y - b.y);
    const step = key === 'ArrowUp' ? -1 : 1;
    return column[column.findIndex((one) => one.id === from) + step]?.id;
  }
  const forward = key === 'ArrowRight';
  const linked = layout.wires
    .filter((wire) => (forward ? wire.from : wire.to) === from)
    .flatMap((wire) => cards.find((one) => one.id === (forward ? wire.to : wire.from)) ?? [])
    .filter((one) => (forward ? one.x >= card.x + card.width : one.x + one.width <= card.x));
  if (linked.length > 0) return nearest(linked, card)?.id;
  const watched = forward ? undefined : nearestMember(layout, card);
  return watched?.id;
}

/** Cards above and below: those that share the card's column. */
function columnOf(layout: FlowLayout, card: CardBox): CardBox[] {
  const middle = card.x + card.width / 2;
  return layout.cards.filter((one) => one.x <= middle && one.x + one.width >= middle);
}

/** From a watcher's chip, left leads to the last member of its store. */
function nearestMember(layout: FlowLayout, card: CardBox): CardBox | undefined {
  const group = layout.groups.find((one) => one.members.includes(card.id));
  const members = layout.cards.filter((one) => group?.members.includes(one.id) && one.size !== 'chip');
  return card.size === 'chip' ? nearest(members, card) : undefined;
}
