/** Gives every row its place, every chip its share of the row, and every finger its target. */
import type { ComponentDescription } from '../../engine/description.ts';
import { cardSizes } from './card-sizes.ts';
import { chipOf, factsWidth, titleWidth } from './chip-room.ts';
import type { Room } from './columns.ts';
import { saysOwn } from './frames.ts';
import type { CardBox, GroupBox } from './layout-types.ts';
import {
  cellGap,
  chainGap,
  chipsApart,
  firstRowHeight,
  frameInner,
  frameX,
  isBesideCorner,
  type Row,
  type RowScale,
  type Rows,
  ringRoom,
  rowHeight,
  rowPadding,
  topOf,
  watcherLabels,
  watchersBeside,
} from './rows.ts';

/** Heights at which wires run above and below a card. */
export interface Lanes {
  readonly above: number;
  readonly below: number;
}

export interface PlacedRows {
  readonly cards: readonly CardBox[];
  readonly groups: readonly GroupBox[];
  readonly lanes: ReadonlyMap<string, Lanes>;
}

const gapMax = 40;
const cardWidthMax = 150;
const cellWidthMax = 56;
const threeLines = 48;

interface Placing {
  readonly room: Room;
  readonly scale: RowScale;
  readonly cards: CardBox[];
  readonly groups: GroupBox[];
  readonly lanes: Map<string, Lanes>;
}

export function placeRows({ rows, scale, height }: Rows, room: Room): PlacedRows {
  const placing: Placing = { room, scale, cards: [], groups: [], lanes: new Map() };
  const spare = Math.max(0, room.size.height - height) / Math.max(1, rows.length);
  const gap = Math.round(Math.min(gapMax, scale.gap + spare));
  const beside = isBesideCorner(rows, room);
  let y = topOf(rows, room);
  rows.forEach((row, index) => {
    const isBeside = index === 0 && beside;
    const chip = row.kind === 'cards' ? firstRowHeight(row, isBeside, scale, room) : scale.chip;
    // The wire below the first row passes below the buttons.
    const bottom = y + (row.kind === 'cards' ? chip : rowHeight(row, scale));
    const foot = isBeside ? Math.max(bottom, room.corner.height) : bottom;
    if (row.kind === 'cards') placeCards(row, { y, chip, below: foot + gap / 2 }, isBeside, placing);
    else placeFrame(row, y, placing);
    y = foot + gap;
  });
  return { cards: withReach(placing.cards, room), groups: placing.groups, lanes: placing.lanes };
}

function placeCards(
  row: Extract<Row, { kind: 'cards' }>,
  { y, chip, below }: { readonly y: number; readonly chip: number; readonly below: number },
  isBeside: boolean,
  { room, cards, lanes }: Placing,
): void {
  const ones = row.blocks.flatMap((block) => block.members);
  const apart = row.chain ? chainGap : chipsApart;
  const left = isBeside ? room.corner.width : frameX;
  const width = room.size.width - left - rowPadding;
  const each = Math.floor(Math.min(cardWidthMax, (width - (ones.length - 1) * apart) / ones.length));
  const used = ones.length * each + (ones.length - 1) * apart;
  const centred = (room.size.width - used) / 2;
  let x = Math.round(ones.length === 1 ? Math.max(left, centred) : left + (width - used) / 2);
  for (const one of ones) {
    cards.push(
      chipOf({
        one,
        label: one.id,
        frame: undefined,
        lines: chip >= threeLines ? 3 : 2,
        x,
        y,
        width: each,
        height: chip,
      }),
    );
    lanes.set(one.id, { above: y - 4, below });
    x += each + apart;
  }
}

function placeFrame(row: Extract<Row, { kind: 'frame' }>, y: number, placing: Placing): void {
  const { room, scale, groups } = placing;
  const { block, closed } = row;
  const isStore = block.watchers.length > 0;
  const bottom = closed ? placeCells(row, y, placing) : placeMembers(row, y, placing);
  const strip = closed ? y : bottom + (isStore ? 0 : scale.lane);
  placeWatchers(row, strip + scale.strip, placing);
  const { words } = room;
  const left = frameX + rowPadding + 2;
  const name =
    block.kind === 'servers' ? words.groupCount(block.id, block.members.length) : words.groupTitle(block.id);
  const baseline = strip + scale.strip - 3;
  const captionX = left + titleWidth(name, room) + 8;
  const caption = isStore ? titleWidth(words.watchers(block.watchers.length), room) + 10 : 0;
  const facts = closed
    ? { x: left, y: baseline + scale.strip, width: frameInner(room) }
    : {
        x: captionX + caption,
        y: baseline,
        width: saysOwn(block) ? factsWidth(frameInner(room), captionX + caption - left, room) : 0,
      };
  groups.push({
    id: block.id,
    name,
    members: block.members.map((one) => one.id),
    watchers: block.watchers.map((one) => one.id),
    title: { x: left, y: baseline },
    facts,
    caption: isStore ? { x: captionX, y: baseline } : undefined,
    closed,
    x: frameX,
    y,
    width: frameInner(room) + 2 * rowPadding,
    height: rowHeight(row, scale),
  });
}

/** Returns where its last row ends. */
function placeMembers(
  { block, perRow }: Extract<Row, { kind: 'frame' }>,
  y: number,
  { room, scale, cards, lanes }: Placing,
): number {
  const each = Math.floor((frameInner(room) - (perRow - 1) * chipsApart) / perRow);
  block.members.forEach((one, index) => {
    const x = frameX + rowPadding + (index % perRow) * (each + chipsApart);
    const top = y + scale.lane + Math.floor(index / perRow) * (scale.lane + scale.chip);
    cards.push(chipAt(one, one.id, block.id, x, top, each, scale.chip, 2));
    lanes.set(one.id, { above: top - scale.lane / 2, below: top + scale.chip + scale.lane / 2 });
  });
  return y + Math.ceil(block.members.length / perRow) * (scale.lane + scale.chip);
}

function placeCells(
  { block, perRow }: Extract<Row, { kind: 'frame' }>,
  y: number,
  { room, scale, cards }: Placing,
): number {
  const { height } = cardSizes.cell;
  const width = Math.floor(Math.min(cellWidthMax, (frameInner(room) + cellGap) / perRow - cellGap));
  block.members.forEach((one, index) => {
    const x = frameX + rowPadding + (index % perRow) * (width + cellGap);
    const top = y + 2 * scale.strip + ringRoom + Math.floor(index / perRow) * (height + cellGap);
    cards.push(chipOf({ one, label: '', frame: block.id, size: 'cell', x, y: top, width, height }));
  });
  return y;
}

function placeWatchers(
  { block }: Extract<Row, { kind: 'frame' }>,
  y: number,
  { room, scale, cards }: Placing,
): void {
  const beside = watchersBeside(block);
  const each = Math.floor((frameInner(room) - (beside - 1) * chipsApart) / Math.max(1, beside));
  const labels = watcherLabels(block);
  block.watchers.forEach((one, index) => {
    const x = frameX + rowPadding + (index % beside) * (each + chipsApart);
    const top = y + Math.floor(index / beside) * (scale.watcher + chipsApart);
    cards.push(chipAt(one, labels[index] ?? one.id, block.id, x, top, each, scale.watcher, 1));
  });
}

function chipAt(
  one: ComponentDescription,
  label: string,
  frame: string,
  x: number,
  y: number,
  width: number,
  height: number,
  lines: CardBox['lines'],
): CardBox {
  return chipOf({ one, label, frame, x, y, width, height, lines });
}

/** What a thumb needs. */
const target = 48;

/** Every row of chips reaches up and down until a thumb hits it, or the next row begins. */
function withReach(cards: readonly CardBox[], room: Room): readonly CardBox[] {
  const tops = [...new Set(cards.map((card) => card.y))].sort((a, b) => a - b);
  const bottomOf = (top: number): number =>
    Math.max(...cards.filter((card) => card.y === top).map((card) => card.y + card.height));
  const reach = new Map<number, CardBox['reach']>();
  let start = 0;
  tops.forEach((top, index) => {
    const bottom = bottomOf(top);
    const next = tops[index + 1];
    const limit = next ?? Math.max(bottom, room.size.height);
    // As far up as it is free, at most what is missing below.
    const first = Math.max(start, Math.min(top, bottom - target));
    const end = next === undefined ? limit : Math.min(limit, Math.max(bottom, first + target));
    reach.set(top, { above: top - first, below: end - bottom });
    start = end;
  });
  return cards.map((card) => ({ ...card, reach: reach.get(card.y) ?? card.reach }));
}
