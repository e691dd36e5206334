/**
 * Group cards beside other tiers. A store: its members as chips below each other, wires coming in from the left,
 * and its sentinels as a row of chips at the foot. Servers drawn together: one cell each.
 */

import { cardSizes, hasQueue, queueGutter } from './card-sizes.ts';
import {
  chipNameX,
  chipOf,
  chipPadding,
  chipWidth,
  factsWidth,
  nameWidth,
  shortLabels,
  titleWidth,
  widestWord,
} from './chip-room.ts';
import type { CardBox, GroupBox, Point, TextRoom } from './layout-types.ts';
import type { Block } from './tiers.ts';

export const framePadding = 8;
const headHeight = 30;
/** Servers have a second line in their head: how many are in which state. */
const secondLine = 18;
const captionHeight = 20;
const chipsApart = 4;
const watchersPerRow = 3;
/** Cells stand this far apart, so that a pointer tells them apart. */
const cellGap = 4;
const cellsPerRow = 4;
/** Least room for what a member says besides its name and state: "1.2 s behind". */
const leastFacts = 84;

/** Height of a member's chip and the gap below it. */
export interface ChipScale {
  readonly chip: number;
  readonly gap: number;
}

/** From comfortable to as close as chips may stand. */
export const chipScales: readonly ChipScale[] = [
  { chip: 34, gap: 9 },
  { chip: 30, gap: 6 },
  { chip: 28, gap: 4 },
];

const gutterOf = (block: Block): number =>
  block.members.some((one) => hasQueue(one.kind)) ? queueGutter : 0;

const widestName = (block: Block, room: TextRoom): number =>
  Math.max(...block.members.map((one) => nameWidth(one.id, room)));

const watcherRows = (block: Block): number => Math.ceil(block.watchers.length / watchersPerRow);

export function frameWidth(block: Block, room: TextRoom): number {
  if (block.kind === 'servers') {
    const columns = Math.min(cellsPerRow, block.members.length);
    const cells = columns * cardSizes.cell.width + (columns - 1) * cellGap;
    const title = titleWidth(room.words.groupCount(block.id, block.members.length), room);
    return Math.max(cardSizes.compact.width, cells, title) + 2 * framePadding;
  }
  const facts = chipNameX + widestName(block, room) + chipPadding + leastFacts;
  const member = gutterOf(block) + facts + widestWord(room) + 2 * chipPadding;
  const perRow = Math.min(watchersPerRow, block.watchers.length);
  const chips = watcherLabels(block).map((label) => chipWidth(label, room));
  const watchers = perRow * Math.max(0, ...chips) + (perRow - 1) * chipsApart;
  return Math.ceil(Math.max(member, watchers) + 2 * framePadding);
}

export function frameHeight(block: Block, scale: ChipScale): number {
  if (block.kind === 'servers') {
    const rows = Math.ceil(block.members.length / cellsPerRow);
    return headHeight + secondLine + rows * (cardSizes.cell.height + cellGap) + framePadding;
  }
  const members = block.members.length * (scale.chip + scale.gap) - scale.gap;
  const rows = watcherRows(block);
  const watchers = rows === 0 ? 0 : captionHeight + rows * (cardSizes.chip.height + chipsApart) - chipsApart;
  return headHeight + members + watchers + framePadding;
}

const watcherLabels = (block: Block): readonly string[] => shortLabels(block.watchers.map((one) => one.id));

interface PlacedFrame {
  readonly cards: readonly CardBox[];
  readonly group: GroupBox;
}

export function placeFrame(
  block: Block,
  at: Point & { readonly width: number },
  scale: ChipScale,
  room: TextRoom,
): PlacedFrame {
  const height = frameHeight(block, scale);
  const isClosed = block.kind === 'servers';
  const cards = isClosed
    ? cellsOf(block, at)
    : [...memberChips(block, at, scale, room), ...watcherChips(block, at, height)];
  const name = isClosed
    ? room.words.groupCount(block.id, block.members.length)
    : room.words.groupTitle(block.id);
  const left = at.x + framePadding + 2;
  const factsX = left + titleWidth(name, room) + 12;
  const inner = at.width - 2 * framePadding - 4;
  return {
    cards,
    group: {
      id: block.id,
      name,
      members: block.members.map((one) => one.id),
      watchers: block.watchers.map((one) => one.id),
      title: { x: left, y: at.y + 18 },
      facts: isClosed
        ? { x: left, y: at.y + 16 + secondLine, width: inner }
        : { x: factsX, y: at.y + 18, width: saysOwn(block) ? factsWidth(inner, factsX - left, room) : 0 },
      caption: watcherRows(block) === 0 ? undefined : { x: left, y: watcherTop(block, at, height) - 5 },
      closed: isClosed,
      x: at.x,
      y: at.y,
      width: at.width,
      height,
    },
  };
}

/** Only a cache has something to say besides its calls: how full it is. */
export const saysOwn = (block: Block): boolean => block.members.some((one) => one.traits.includes('cache'));

const watcherTop = (block: Block, at: Point, height: number): number =>
  at.y + height - framePadding - watcherRows(block) * (cardSizes.chip.height + chipsApart) + chipsApart;

function memberChips(
  block: Block,
  at: Point & { readonly width: number },
  scale: ChipScale,
  room: TextRoom,
): readonly CardBox[] {
  const gutter = gutterOf(block);
  const factsX = Math.ceil(chipNameX + widestName(block, room) + chipPadding + 6);
  return block.members.map((one, index) =>
    chipOf({
      one,
      label: one.id,
      frame: block.id,
      factsX,
      x: at.x + framePadding + gutter,
      y: at.y + headHeight + index * (scale.chip + scale.gap),
      width: at.width - 2 * framePadding - gutter,
      height: scale.chip,
      reach: { above: scale.gap / 2, below: scale.gap / 2 },
    }),
  );
}

function watcherChips(
  block: Block,
  at: Point & { readonly width: number },
  height: number,
): readonly CardBox[] {
  const labels = watcherLabels(block);
  const perRow = Math.min(watchersPerRow, block.watchers.length);
  const width = Math.floor((at.width - 2 * framePadding - (perRow - 1) * chipsApart) / Math.max(1, perRow));
  const top = watcherTop(block, at, height);
  return block.watchers.map((one, index) =>
    chipOf({
      one,
      label: labels[index] ?? one.id,
      frame: block.id,
      x: at.x + framePadding + (index % perRow) * (width + chipsApart),
      y: top + Math.floor(index / perRow) * (cardSizes.chip.height + chipsApart),
      width,
      height: cardSizes.chip.height,
      reach: { above: chipsApart / 2, below: chipsApart / 2 },
    }),
  );
}

function cellsOf(block: Block, at: Point & { readonly width: number }): readonly CardBox[] {
  const columns = Math.min(cellsPerRow, block.members.length);
  const { width, height } = cardSizes.cell;
  const left = at.x + (at.width - columns * (width + cellGap) + cellGap) / 2;
  return block.members.map((one, index) =>
    chipOf({
      one,
      label: '',
      frame: block.id,
      size: 'cell',
      x: left + (index % columns) * (width + cellGap),
      y: at.y + headHeight + secondLine + Math.floor(index / columns) * (height + cellGap),
      width,
      height,
      reach: { above: cellGap / 2, below: cellGap / 2 },
    }),
  );
}
