/** The whole layout of V1: pure, so that its overlaps and clippings are computed in a test. */
import type { RunDescription } from '../../engine/description.ts';
import { noteHeight, queueGutter, trayHeight } from './card-sizes.ts';
import { chooseColumns, type Room } from './columns.ts';
import { cutsOf } from './cuts.ts';
import { bundleOf, endsOf, hopsOf } from './hops.ts';
import type { Box, CardBox, CardOverrides, FlowLayout, HopNote, Size, TextRoom } from './layout-types.ts';
import { moveCards } from './move-cards.ts';
import { notesOfColumns, notesOfRows } from './note-places.ts';
import { placeColumns } from './place-columns.ts';
import { placeRows } from './place-rows.ts';
import { chooseRows } from './rows.ts';
import { tiersOf } from './tiers.ts';
import { wireColumns } from './wire-columns.ts';
import { controlWires } from './wire-control.ts';
import { wireRows } from './wire-rows.ts';

/** The top left of the canvas belongs to its buttons. */
export const usualCorner: Size = { width: 152, height: 44 };

export interface LayoutOptions {
  /** Places to which a person has dragged cards; in rows nothing can be dragged. */
  readonly overrides?: CardOverrides;
  readonly corner?: Size;
}

export function layoutFlow(
  description: RunDescription,
  size: Size,
  texts: TextRoom,
  { overrides = {}, corner = usualCorner }: LayoutOptions = {},
): FlowLayout {
  const room: Room = { ...texts, size, corner };
  const tiers = tiersOf(description);
  const columns = chooseColumns(tiers, room);
  const cuts = cutsOf(description.links);
  const rows = columns ? undefined : placeRows(chooseRows(tiers, room), room);
  const { cards, groups } = columns
    ? moveCards(placeColumns(columns, room), overrides, room)
    : (rows ?? { cards: [], groups: [] });
  const byId = new Map(cards.map((card) => [card.id, card]));
  const ends = endsOf(byId, groups);
  const hops = hopsOf(tiers, description.links, ends);
  const { wires, buses } = rows ? wireRows(hops, ends, rows.lanes, cuts) : wireColumns(hops, ends, cuts);
  const notes = rows
    ? notesOfRows(hops, groups)
    : notesOfColumns(hops, buses, cards, groups).map((note) => keepOn(note, size));
  return {
    stacked: rows !== undefined,
    cards,
    groups,
    wires: [...wires, ...controlWires(description.links, byId, groups, cuts)],
    buses,
    bundles: hops.map(bundleOf),
    notes,
    badges: cuts.badges,
    // In rows the trunk runs left of the frames.
    viewBox: around([
      ...(rows ? [{ x: 0, y: 0, width: size.width, height: 1 }] : []),
      ...cards.map(cardRoom),
      ...groups,
      ...notes.map(noteBox),
    ]),
  };
}

/** What a note may cover. */
export function noteBox({ x, y, width, anchor, lines }: HopNote): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  // One line stands on its baseline beside its bar, two lines above it.
  if (lines === 1) return { x: left, y: y - 11, width, height: 14 };
  return { x: left, y: y - noteHeight, width, height: noteHeight };
}

function keepOn(note: HopNote, canvas: Size): HopNote {
  const box = noteBox(note);
  const shift = Math.max(0, -box.x) - Math.max(0, box.x + box.width - canvas.width);
  return { ...note, x: note.x + shift, y: Math.min(note.y, canvas.height) };
}

/** A card with what may appear beside it: waiting line to the left, tray below. */
export function cardRoom(card: CardBox): Box {
  const gutter = card.queue ? queueGutter : 0;
  const tray = card.size === 'full' || card.size === 'compact' ? trayHeight : 0;
  return { x: card.x - gutter, y: card.y, width: card.width + gutter, height: card.height + tray };
}

export function around(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
