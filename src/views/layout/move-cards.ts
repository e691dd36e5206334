/** Cards and group cards where a person has dragged them, but never off the canvas. */
import { queueGutter, trayHeight } from './card-sizes.ts';
import type { Room } from './columns.ts';
import {
  type Box,
  type CardBox,
  type CardOverrides,
  type GroupBox,
  groupKey,
  type Point,
} from './layout-types.ts';
import type { Placed } from './place-columns.ts';

export function moveCards({ cards, groups }: Placed, overrides: CardOverrides, room: Room): Placed {
  const shifts = new Map<string, Point>();
  const moved = groups.map((group) => {
    const place = overrides[groupKey(group.id)];
    if (place === undefined) return group;
    const at = keptOn({ ...group, ...place }, 0, 0, room);
    const by = { x: at.x - group.x, y: at.y - group.y };
    shifts.set(group.id, by);
    return shiftGroup(group, by);
  });
  return {
    groups: moved,
    cards: cards.map((card) => {
      const by = card.frame === undefined ? undefined : shifts.get(card.frame);
      if (by !== undefined) return { ...card, x: card.x + by.x, y: card.y + by.y };
      const place = card.frame === undefined ? overrides[card.id] : undefined;
      return place === undefined
        ? card
        : { ...card, ...keptOn({ ...card, ...place }, gutterOf(card), trayHeight, room) };
    }),
  };
}

const gutterOf = (card: CardBox): number => (card.queue ? queueGutter : 0);

/** Also on a smaller canvas than it was dragged on; `gutter` and `tray` are what stands beside it. */
function keptOn(box: Box, gutter: number, tray: number, { size, corner }: Room): Point {
  const inCorner = box.x - gutter < corner.width;
  const top = inCorner ? corner.height : 0;
  const right = size.width - box.width;
  const bottom = size.height - tray - box.height;
  return {
    x: Math.max(gutter, Math.min(box.x, right)),
    y: Math.max(top, Math.min(box.y, bottom)),
  };
}

function shiftGroup(group: GroupBox, by: Point): GroupBox {
  const shifted = <Part extends Point>(part: Part): Part => ({ ...part, x: part.x + by.x, y: part.y + by.y });
  return {
    ...shifted(group),
    title: shifted(group.title),
    facts: shifted(group.facts),
    caption: group.caption && shifted(group.caption),
  };
}
