/**
 * Tiers as columns from left to right, each as large as fits. A chain of single cards (users, CDN, balancer) folds
 * into one column, and many servers alike are drawn together, before anything would be too small to read.
 */
import type { ComponentDescription } from '../../engine/description.ts';
import * as sizes from './card-sizes.ts';
import { type ChipScale, chipScales, frameHeight, frameWidth } from './frames.ts';
import type { CardSize, Size, TextRoom } from './layout-types.ts';
import { type Block, joinServers, type Tier } from './tiers.ts';

type CardLimit = Extract<CardSize, 'full' | 'compact'>;

export interface Column {
  readonly blocks: readonly Block[];
  /** Single cards of several tiers, below each other. */
  readonly chain: boolean;
  readonly limit: CardLimit;
  /** Least room it needs. */
  readonly width: number;
  readonly height: number;
}

/** What fits on the canvas; `corner` belongs to its buttons. */
export interface Room extends TextRoom {
  readonly size: Size;
  readonly corner: Size;
}

/** Between two blocks of which one is a group card. */
export const blockGap = 14;
const mostCards = 24;

export function cardSizeOf(one: ComponentDescription, limit: CardLimit): CardSize {
  const largest = sizes.largestSizeOf(one.kind);
  return largest === 'full' ? limit : largest;
}

/** Below the last card: its tray; of a chain, also the note of the fan that begins there. */
export function footOf({ blocks, chain }: Pick<Column, 'blocks' | 'chain'>): number {
  if (chain) return sizes.trayHeight + sizes.noteHeight;
  return blocks.at(-1)?.kind === 'card' ? sizes.trayHeight : 0;
}

export const gapAfter = (column: Pick<Column, 'chain'>, block: Block): number => {
  if (column.chain) return sizes.trayHeight + sizes.noteHeight;
  return block.kind === 'card' ? sizes.rowGapMin : blockGap;
};

export function blockHeight(block: Block, limit: CardLimit, scale: ChipScale): number {
  const one = block.members[0];
  if (block.kind !== 'card' || one === undefined) return frameHeight(block, scale);
  return sizes.cardSizes[cardSizeOf(one, limit)].height;
}

export const gutterOf = (blocks: readonly Block[]): number =>
  blocks.some(({ kind, members }) => kind === 'card' && members.some((one) => sizes.hasQueue(one.kind)))
    ? sizes.queueGutter
    : 0;

const tightest = chipScales.at(-1)!;

function columnOf(blocks: readonly Block[], chain: boolean, limit: CardLimit, room: Room): Column {
  const widths = blocks.map((block) =>
    block.kind === 'card'
      ? sizes.cardSizes[cardSizeOf(block.members[0]!, limit)].width + gutterOf(blocks)
      : frameWidth(block, room),
  );
  const gaps = [...blocks.slice(0, -1).map((block) => gapAfter({ chain }, block)), footOf({ blocks, chain })];
  const heights = blocks.map((block) => blockHeight(block, limit, tightest));
  const height = [...heights, ...gaps].reduce((sum, one) => sum + one, 0);
  return { blocks, chain, limit, width: Math.max(...widths), height };
}

const total = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0);

const fitsWidth = (columns: readonly Column[], gap: number, room: Room): boolean =>
  total(columns.map((one) => one.width)) + (columns.length - 1) * gap <=
  room.size.width - 2 * sizes.sideMargin;

const fitsHeight = (column: Column, isFirst: boolean, room: Room): boolean =>
  column.height <= room.size.height - sizes.topMargin - (isFirst ? room.corner.height : sizes.topMargin);

/** Cards of the columns, watchers included. */
const cardCount = (tiers: readonly Tier[]): number =>
  total(
    tiers.flatMap((tier) =>
      tier.blocks.map((block) =>
        block.kind === 'servers' ? 1 : block.members.length + block.watchers.length,
      ),
    ),
  );

/** Draws the largest tiers together until no more than `mostCards` are left. */
function withinCount(tiers: readonly Tier[]): readonly Tier[] {
  if (cardCount(tiers) <= mostCards) return tiers;
  const largest = [...tiers].sort((a, b) => b.blocks.length - a.blocks.length);
  for (const tier of largest) {
    const joined = joinServers(tier);
    if (joined.blocks.length < tier.blocks.length) {
      return withinCount(tiers.map((one) => (one === tier ? joined : one)));
    }
  }
  return tiers;
}

const isSingle = (tier: Tier | undefined): boolean =>
  tier !== undefined && tier.blocks.length === 1 && tier.blocks[0]?.kind === 'card';

/** How many of the first tiers may fold; one that serves is worth a column of its own. */
function chainLength(tiers: readonly Tier[]): number {
  const end = tiers.findIndex(
    (tier) => !isSingle(tier) || tier.blocks.some((block) => sizes.hasQueue(block.members[0]!.kind)),
  );
  return end === -1 ? tiers.length : end;
}

/** Every column as large as fits: the widest gives way to width, whatever is too high to height. */
function sizedColumns(tiers: readonly Tier[], fold: number, room: Room): readonly Column[] | undefined {
  const chain = tiers.slice(0, fold).flatMap((tier) => tier.blocks);
  const rest = tiers.slice(fold);
  const make = (tier: Tier, limit: CardLimit): Column => columnOf(tier.blocks, false, limit, room);
  const first = fold > 0 ? [columnOf(chain, true, 'compact', room)] : [];
  let columns = rest.map((tier) => make(tier, 'full'));
  const replace = (index: number, column: Column): void => {
    columns = columns.map((one, at) => (at === index ? column : one));
  };
  columns.forEach((column, index) => {
    const isFirst = index === 0 && fold === 0;
    if (!fitsHeight(column, isFirst, room)) replace(index, make(rest[index]!, 'compact'));
    if (fitsHeight(columns[index]!, isFirst, room)) return;
    replace(index, make(joinServers(rest[index]!), 'compact'));
  });
  while (!fitsWidth([...first, ...columns], sizes.tierGapGood, room)) {
    const large = columns
      .map((column, index) => ({ saved: column.width - make(column, 'compact').width, index }))
      .sort((a, b) => b.saved - a.saved)[0];
    if (large === undefined || large.saved <= 0) break;
    replace(large.index, make(columns[large.index]!, 'compact'));
  }
  const all = [...first, ...columns];
  if (!fitsWidth(all, sizes.tierGapMin, room)) return undefined;
  return all.every((column, index) => fitsHeight(column, index === 0, room)) ? all : undefined;
}

/** Undefined when columns do not fit beside each other, however small. */
export function chooseColumns(tiers: readonly Tier[], room: Room): readonly Column[] | undefined {
  const counted = withinCount(tiers);
  const longest = chainLength(counted);
  for (let fold = 0; fold <= longest; fold += fold === 0 ? 2 : 1) {
    const columns = sizedColumns(counted, fold, room);
    if (columns !== undefined) return columns;
  }
  return undefined;
}
