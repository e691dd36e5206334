/** Gives every column its place and every card in it: what is left over goes to group cards first, then to gaps. */
import type { ComponentDescription } from '../../engine/description.ts';
import * as sizes from './card-sizes.ts';
import {
  blockGap,
  blockHeight,
  type Column,
  cardSizeOf,
  footOf,
  gapAfter,
  gutterOf,
  type Room,
} from './columns.ts';
import { type ChipScale, chipScales, placeFrame } from './frames.ts';
import type { CardBox, GroupBox } from './layout-types.ts';

export interface Placed {
  readonly cards: readonly CardBox[];
  readonly groups: readonly GroupBox[];
}

const frameGrowth = 110;
const chainGapMax = 76;
const blockGapMax = 44;

const hasFrame = (column: Column): boolean => column.blocks.some((block) => block.kind === 'store');

export function placeColumns(columns: readonly Column[], room: Room): Placed {
  const gaps = Math.max(1, columns.length - 1);
  const widths = columns.map((column) => column.width);
  const spare = room.size.width - 2 * sizes.sideMargin - widths.reduce((sum, one) => sum + one, 0);
  const frames = Math.max(1, columns.filter(hasFrame).length);
  const growth = Math.max(0, Math.min(frameGrowth, (spare - gaps * sizes.tierGapGood) / 2 / frames));
  const grown = columns.map((column) => Math.floor(column.width + (hasFrame(column) ? growth : 0)));
  const left = room.size.width - 2 * sizes.sideMargin - grown.reduce((sum, one) => sum + one, 0);
  const gap = Math.max(sizes.tierGapMin, Math.min(sizes.tierGapMax, left / gaps));
  let x = sizes.sideMargin + Math.max(0, (left - gap * (columns.length - 1)) / 2);
  const cards: CardBox[] = [];
  const groups: GroupBox[] = [];
  columns.forEach((column, index) => {
    const width = grown[index]!;
    placeColumn(column, Math.round(x), width, room, cards, groups);
    x += width + gap;
  });
  return { cards, groups };
}

function placeColumn(
  column: Column,
  left: number,
  width: number,
  room: Room,
  cards: CardBox[],
  groups: GroupBox[],
): void {
  const { blocks, limit } = column;
  const inCorner = left < room.corner.width;
  const ceiling = inCorner ? room.corner.height : sizes.topMargin;
  const available = room.size.height - sizes.topMargin - ceiling;
  const scale = scaleThatFits(column, available);
  const heights = blocks.map((block) => blockHeight(block, limit, scale));
  const stack = heights.reduce((sum, one) => sum + one, 0);
  const least = blocks.slice(0, -1).map((block) => gapAfter(column, block));
  const foot = footOf(column);
  const spare = available - foot - stack - least.reduce((sum, one) => sum + one, 0);
  const extra = Math.max(0, spare / (blocks.length + 1));
  const gaps = least.map((gap) => Math.round(Math.min(gap + extra, largestGap(column, gap))));
  const used = stack + gaps.reduce((sum, one) => sum + one, 0);
  // The tray below the last card is empty when all is well: centre on the cards, not on it.
  const centred = (room.size.height - used - (column.chain ? foot : 0)) / 2;
  let y = Math.round(Math.max(ceiling, Math.min(centred, room.size.height - sizes.topMargin - foot - used)));
  blocks.forEach((block, index) => {
    const one = block.members[0];
    if (block.kind === 'card' && one !== undefined) cards.push(cardAt(one, column, left, width, y));
    else {
      const frame = placeFrame(block, { x: left, y, width }, scale, room);
      cards.push(...frame.cards);
      groups.push(frame.group);
    }
    y += heights[index]! + (gaps[index] ?? 0);
  });
}

function largestGap(column: Column, gap: number): number {
  if (column.chain) return chainGapMax;
  return gap === blockGap ? blockGapMax : sizes.rowGapMax;
}

function scaleThatFits(column: Column, available: number): ChipScale {
  const { blocks, limit } = column;
  const height = (scale: ChipScale): number =>
    blocks.reduce((sum, block) => sum + blockHeight(block, limit, scale) + gapAfter(column, block), 0);
  return chipScales.find((scale) => height(scale) <= available) ?? chipScales.at(-1)!;
}

function cardAt(one: ComponentDescription, column: Column, left: number, width: number, y: number): CardBox {
  const size = cardSizeOf(one, column.limit);
  const box = sizes.cardSizes[size];
  const gutter = gutterOf(column.blocks);
  // A card that is narrower than its column stands in its middle, the room for waiting lines kept free.
  const x = Math.round(left + gutter + (width - gutter - box.width) / 2);
  return {
    id: one.id,
    index: one.index,
    kind: one.kind,
    traits: one.traits,
    size,
    queue: sizes.hasQueue(one.kind),
    label: one.id,
    lines: 1,
    factsX: 0,
    frame: undefined,
    reach: { above: 0, below: 0 },
    x,
    y,
    ...box,
  };
}
