/**
 * Arrow keys walk the graph: along wires where one leads that way, else to the nearest card that way. Right and left
 * also follow a wire that runs down or up, so that a folded chain is walked as the straight one would be.
 */
import type { CardBox, FlowLayout } from '../layout/layout-types.ts';

export type WalkKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

export function isWalkKey(key: string): key is WalkKey {
  return /^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(key);
}

const middle = ({ x, y, width, height }: CardBox): { readonly x: number; readonly y: number } => ({
  x: x + width / 2,
  y: y + height / 2,
});

/** How far `to` lies in the direction of `key`, and how far beside it. */
function distance(
  from: CardBox,
  to: CardBox,
  key: WalkKey,
): { readonly ahead: number; readonly aside: number } {
  const a = middle(from);
  const b = middle(to);
  const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  return sideways ? { ahead: sign * dx, aside: Math.abs(dy) } : { ahead: sign * dy, aside: Math.abs(dx) };
}

/** Cards that overlap it sideways do not lie beside it, nor do cards of its row lie below it. */
function liesThere(from: CardBox, to: CardBox, key: WalkKey): boolean {
  if (key === 'ArrowRight') return to.x >= from.x + from.width;
  if (key === 'ArrowLeft') return to.x + to.width <= from.x;
  return key === 'ArrowDown' ? to.y >= from.y + from.height : to.y + to.height <= from.y;
}

function nearest(from: CardBox, cards: readonly CardBox[], key: WalkKey): CardBox | undefined {
  let best: CardBox | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const card of cards) {
    const { ahead, aside } = distance(from, card, key);
    const cost = ahead + 2 * aside;
    if (cost >= least) continue;
    least = cost;
    best = card;
  }
  return best;
}

/** The card one step away, or undefined at the edge of the graph. */
export function walk(layout: FlowLayout, from: string, key: WalkKey): string | undefined {
  const { cards, wires } = layout;
  const card = cards.find((one) => one.id === from);
  if (!card || key === 'Home') return cards[0]?.id;
  if (key === 'End') return cards.at(-1)?.id;
  const forward = key === 'ArrowRight' || key === 'ArrowDown';
  const linked = wires
    .filter((wire) => wire.carries === 'request' && (forward ? wire.from : wire.to) === from)
    .flatMap((wire) => cards.find((one) => one.id === (forward ? wire.to : wire.from)) ?? []);
  const there = cards.filter((one) => liesThere(card, one, key));
  const sideways = key === 'ArrowRight' || key === 'ArrowLeft';
  const along = linked.filter((one) => there.includes(one));
  if (sideways !== layout.stacked && along.length > 0) return nearest(card, along, key)?.id;
  const opposite = ({ ArrowRight: 'ArrowLeft', ArrowLeft: 'ArrowRight' } as const)[key as 'ArrowRight'];
  const around = sideways ? linked.filter((one) => !liesThere(card, one, opposite)) : [];
  if (!layout.stacked && around.length > 0) return nearest(card, around, key)?.id;
  return nearest(card, there, key)?.id;
}
