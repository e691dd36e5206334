/** The whole layout of V1: pure, so that its overlaps and clippings are computed in a test. */
import type { RunDescription } from '../../engine/description.ts';
import { groupFoot, groupPadding, groupTitle, noteHeight, queueGutter, trayHeight } from './card-sizes.ts';
import type { Box, CardBox, CardOverrides, FlowLayout, GroupBox, Size } from './layout-types.ts';
import { placeTiers } from './place-tiers.ts';
import { tiersOf } from './tiers.ts';
import { wireTiers } from './wire-tiers.ts';

/** `overrides` are places to which a person has dragged cards. */
export function layoutFlow(
  description: RunDescription,
  size: Size,
  overrides: CardOverrides = {},
): FlowLayout {
  const tiers = tiersOf(description);
  const placed = placeTiers(tiers, size);
  const moved = placed.cards.map((card) => ({ ...card, ...overrides[card.id] }));
  const byId = new Map(moved.map((card) => [card.id, card]));
  const groups = placed.groups.map((group) => stretch(group, byId, overrides));
  const wired = wireTiers(tiers, description.links, byId, groups);
  const notes = wired.bundles.map(({ note }) => ({
    x: note.x - note.width / 2,
    y: note.y - noteHeight,
    width: note.width,
    height: noteHeight,
  }));
  return { cards: moved, groups, ...wired, viewBox: around([...moved.map(cardRoom), ...groups, ...notes]) };
}

/** A card with what may appear beside it: waiting line to the left, tray below. */
export function cardRoom(card: CardBox): Box {
  const gutter = card.queue ? queueGutter : 0;
  const tray = card.size === 'chip' ? 0 : trayHeight;
  return { x: card.x - gutter, y: card.y, width: card.width + gutter, height: card.height + tray };
}

/** A frame follows its members when they are dragged. */
function stretch(group: GroupBox, cards: ReadonlyMap<string, CardBox>, overrides: CardOverrides): GroupBox {
  const dragged = group.members.filter((id) => overrides[id] !== undefined);
  if (dragged.length === 0) return group;
  const rooms = group.members.flatMap((id) => cards.get(id) ?? []).map(cardRoom);
  const inner = around(rooms);
  return {
    ...group,
    x: inner.x - groupPadding,
    y: inner.y - groupTitle,
    width: inner.width + 2 * groupPadding,
    height: inner.height + groupTitle + groupFoot,
  };
}

function around(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
