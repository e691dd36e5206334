/**
 * Tiers below each other, for canvases too narrow for columns. Single cards that follow each other share a row where
 * height is short; stores and servers are group cards of chips beside each other.
 */
import { cardSizes } from './card-sizes.ts';
import { shortLabels, tallChipWidth } from './chip-room.ts';
import type { Room } from './columns.ts';
import { type Block, joinServers, type Tier } from './tiers.ts';

/** Heights of what a row consists of. */
export interface RowScale {
  readonly chip: number;
  readonly watcher: number;
  /** The line of a group card with its title and its calls. */
  readonly strip: number;
  /** Where wires run between a frame and its chips. */
  readonly lane: number;
  readonly foot: number;
  readonly gap: number;
}

const scales: readonly RowScale[] = [
  { chip: 46, watcher: 38, strip: 18, lane: 10, foot: 8, gap: 20 },
  { chip: 42, watcher: 34, strip: 16, lane: 8, foot: 6, gap: 12 },
  { chip: 38, watcher: 30, strip: 15, lane: 6, foot: 4, gap: 4 },
  { chip: 36, watcher: 26, strip: 14, lane: 6, foot: 4, gap: 4 },
];

export type Row =
  /** Cards of consecutive tiers, from left to right, or of one tier. */
  | { readonly kind: 'cards'; readonly blocks: readonly Block[]; readonly chain: boolean }
  | { readonly kind: 'frame'; readonly block: Block; readonly perRow: number; readonly closed: boolean };

export interface Rows {
  readonly rows: readonly Row[];
  readonly scale: RowScale;
  readonly height: number;
}

/** Left of the frames runs the trunk. */
export const trunkX = 7;
export const frameX = 14;
const frameRight = 6;
export const rowPadding = 6;
export const chipsApart = 4;
export const cellGap = 2;

export const frameInner = (room: Room): number => room.size.width - frameX - frameRight - 2 * rowPadding;

export const watcherLabels = (block: Block): readonly string[] =>
  shortLabels(block.watchers.map((one) => one.id));

const fitting = (width: number, each: number, apart: number): number =>
  Math.max(1, Math.floor((width + apart) / (each + apart)));

function frameRow(block: Block, room: Room): Row {
  const widest = Math.max(...block.members.map((one) => tallChipWidth(one.id, room)));
  const perRow = Math.min(block.members.length, fitting(frameInner(room), widest, chipsApart));
  const closed = block.kind === 'servers' && perRow < block.members.length;
  return { kind: 'frame', block, perRow: closed ? cellsPerRow(block, room) : perRow, closed };
}

/** As few rows of cells as fit, all of about the same length. */
function cellsPerRow({ members }: Block, room: Room): number {
  const most = fitting(frameInner(room), cardSizes.cell.width, cellGap);
  return Math.ceil(members.length / Math.ceil(members.length / most));
}

const isSingle = (tier: Tier): boolean => tier.blocks.length === 1 && tier.blocks[0]?.kind === 'card';

function rowsOf(tiers: readonly Tier[], merged: boolean, room: Room): readonly Row[] {
  const rows: Row[] = [];
  let chained: Block[] | undefined;
  for (const tier of tiers) {
    if (isSingle(tier)) {
      if (merged && chained !== undefined) chained.push(...tier.blocks);
      else {
        chained = [...tier.blocks];
        rows.push({ kind: 'cards', blocks: chained, chain: true });
      }
      continue;
    }
    chained = undefined;
    const { blocks } = joinServers(tier);
    const cards = blocks.filter((block) => block.kind === 'card');
    if (cards.length > 0) rows.push({ kind: 'cards', blocks: cards, chain: false });
    for (const block of blocks.filter((one) => one.kind !== 'card')) rows.push(frameRow(block, room));
  }
  return rows;
}

export function rowHeight(row: Row, scale: RowScale): number {
  if (row.kind === 'cards') return scale.chip;
  const { block, perRow, closed } = row;
  const count = Math.ceil(block.members.length / perRow);
  if (closed) return 2 * scale.strip + ringRoom + count * (cardSizes.cell.height + cellGap) + scale.foot;
  const members = count * (scale.lane + scale.chip);
  if (block.watchers.length === 0) return members + scale.lane + scale.strip;
  return members + scale.strip + watcherRows(block) * (scale.watcher + chipsApart) - chipsApart + scale.foot;
}

/** Between words and the ring of a selected cell below them. */
export const ringRoom = 3;

const watcherPerRow = 3;

export const watchersBeside = (block: Block): number => Math.min(watcherPerRow, block.watchers.length);

const watcherRows = (block: Block): number => Math.ceil(block.watchers.length / watcherPerRow);

/** Cards of a chain stand this far apart: between them runs their wire. */
export const chainGap = 12;

/** The first row stands beside the buttons, if its cards have room there; else below them. */
export function isBesideCorner(rows: readonly Row[], room: Room): boolean {
  const first = rows[0];
  if (first?.kind !== 'cards' || room.corner.width === 0) return false;
  const ones = first.blocks.flatMap((block) => block.members);
  const needed = Math.max(...ones.map((one) => tallChipWidth(one.id, room)));
  const free = room.size.width - room.corner.width - rowPadding - (ones.length - 1) * chainGap;
  return needed * ones.length <= free;
}

const edge = 4;

export function topOf(rows: readonly Row[], room: Room): number {
  return isBesideCorner(rows, room) ? edge : Math.max(edge, room.corner.height);
}

/** Beside the buttons cards may be as high as these. */
export const firstRowHeight = (row: Row, beside: boolean, scale: RowScale, room: Room): number =>
  row.kind === 'cards' && beside
    ? Math.max(scale.chip, room.corner.height - 2 * edge)
    : rowHeight(row, scale);

function heightOf(rows: readonly Row[], scale: RowScale, room: Room): number {
  const beside = isBesideCorner(rows, room);
  const gaps = (rows.length - 1) * scale.gap + scale.gap / 2;
  const heights = rows.map((row, index) =>
    index === 0 ? firstRowHeight(row, beside, scale, room) + (beside ? edge : 0) : rowHeight(row, scale),
  );
  return topOf(rows, room) + heights.reduce((sum, one) => sum + one, 0) + gaps;
}

/** The most comfortable rows that fit; the closest ones, to be panned, when none does. */
export function chooseRows(tiers: readonly Tier[], room: Room): Rows {
  const apart = rowsOf(tiers, false, room);
  const merged = rowsOf(tiers, true, room);
  const choices = [
    ...scales.slice(0, 2).map((scale) => ({ rows: apart, scale })),
    ...scales.map((scale) => ({ rows: merged, scale })),
  ].map(({ rows, scale }) => ({ rows, scale, height: heightOf(rows, scale, room) }));
  return choices.find((one) => one.height <= room.size.height) ?? choices.at(-1)!;
}
