/** The whole layout of V1: pure, so that its overlaps and clippings are computed in a test. */
import type { RunDescription } from '../../engine/description.ts';
import { groupFoot, groupPadding, groupTitle, noteHeight, queueGutter, trayHeight } from './card-sizes.ts';
import { cutsOf } from './cuts.ts';
import type { Box, Bundle, CardBox, CardOverrides, FlowLayout, GroupBox, Size } from './layout-types.ts';
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
  const framed = new Set(placed.groups.flatMap((group) => group.members));
  const canvas = around([{ x: 0, y: 0, ...size }, ...placed.cards.map(cardRoom), ...placed.groups]);
  const moved = placed.cards.map((card) => {
    const place = overrides[card.id];
    return place === undefined ? card : keepInside({ ...card, ...place }, canvas, framed.has(card.id));
  });
  const byId = new Map(moved.map((card) => [card.id, card]));
  const groups = placed.groups.map((group) => stretch(group, byId, overrides));
  const cuts = cutsOf(description.links);
  const wired = wireTiers(tiers, description.links, byId, groups, cuts);
  const bundles = wired.bundles.map((bundle) => ({ ...bundle, note: noteInside(bundle.note, canvas) }));
  const notes = bundles.map(({ note }) => ({
    x: note.x - note.width / 2,
    y: note.y - noteHeight,
    width: note.width,
    height: noteHeight,
  }));
  const viewBox = around([...moved.map(cardRoom), ...groups, ...notes]);
  return { cards: moved, groups, ...wired, bundles, badges: cuts.badges, viewBox };
}

/** The top left of the canvas belongs to its button. */
const corner = 44;

/** A dragged card stays in sight, with what stands beside it and the frame around it, also on a smaller canvas than it was dragged on. */
function keepInside(card: CardBox, canvas: Box, framed: boolean): CardBox {
  const own = cardRoom(card);
  const edge = framed ? groupPadding : 0;
  const left = canvas.x + edge + card.x - own.x;
  const inCorner = own.x < canvas.x + corner;
  const top = canvas.y + Math.max(framed ? groupTitle : 0, inCorner ? corner : 0);
  const right = canvas.x + canvas.width - edge - card.width;
  const bottom = canvas.y + canvas.height - (framed ? groupFoot : 0) - own.height;
  return {
    ...card,
    x: Math.max(left, Math.min(card.x, right)),
    y: Math.max(top, Math.min(card.y, bottom)),
  };
}

function noteInside(note: Bundle['note'], canvas: Box): Bundle['note'] {
  const half = note.width / 2;
  const right = canvas.x + canvas.width - half;
  return { ...note, x: Math.max(canvas.x + half, Math.min(note.x, right)) };
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
