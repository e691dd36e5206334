/** Chooses card sizes that fit the canvas and gives every tier its column and every card its place. */
import type { ComponentDescription } from '../../engine/description.ts';
import * as room from './card-sizes.ts';
import type { CardBox, CardSize, GroupBox, Size } from './layout-types.ts';
import type { Tier } from './tiers.ts';

interface TierSize {
  readonly sizes: readonly CardSize[];
  readonly width: number;
  /** With the smallest row gap. */
  readonly height: number;
}

export interface PlacedTiers {
  readonly cards: readonly CardBox[];
  readonly groups: readonly GroupBox[];
}

const smaller: Readonly<Record<CardSize, CardSize>> = { full: 'compact', compact: 'chip', chip: 'chip' };

/** The size the tier's cards have when none may be larger than `limit`. */
function sizeTier(tier: Tier, limit: CardSize): TierSize {
  const rank: readonly CardSize[] = ['chip', 'compact', 'full'];
  const sizes = tier.members.map((one) => {
    const largest = room.largestSizeOf(one.kind);
    return rank.indexOf(largest) < rank.indexOf(limit) ? largest : limit;
  });
  const boxes = sizes.map((size) => room.cardSizes[size]);
  const gutter = tier.members.some((one) => room.hasQueue(one.kind)) ? room.queueGutter : 0;
  const cards = Math.max(...boxes.map((box) => box.width)) + gutter;
  const stack = boxes.reduce((sum, box) => sum + box.height + room.rowGapMin, 0);
  if (tier.group === undefined) return { sizes, width: cards, height: stack };
  const chips = tier.chips.length * (room.cardSizes.chip.height + room.chipGap);
  return {
    sizes,
    width: Math.max(cards, chips > 0 ? room.framedChipWidth : 0) + 2 * room.groupPadding,
    height: room.groupTitle + stack + (chips > 0 ? chips - room.chipGap + room.groupFoot : 0),
  };
}

/** Largest sizes that fit: the tallest tier gives way to height, the widest to width. */
function chooseSizes(tiers: readonly Tier[], size: Size): readonly TierSize[] {
  const limits: CardSize[] = tiers.map(() => 'full');
  const innerHeight = size.height - 2 * room.topMargin;
  const innerWidth = size.width - 2 * room.sideMargin;
  for (;;) {
    const sized = tiers.map((tier, index) => sizeTier(tier, limits[index] ?? 'full'));
    const width = sized.reduce((sum, one) => sum + one.width, (tiers.length - 1) * room.tierGapMin);
    const reducible = sized.map((one, index) =>
      one.sizes.some((value) => value !== 'chip') && limits[index] !== 'chip' ? index : -1,
    );
    const tall = reducible.filter((index) => index >= 0 && sized[index]!.height > innerHeight);
    const wide = width > innerWidth ? reducible.filter((index) => index >= 0) : [];
    const next = tall[0] ?? wide.sort((a, b) => sized[b]!.width - sized[a]!.width)[0];
    if (next === undefined) return sized;
    limits[next] = smaller[limits[next] ?? 'full'];
  }
}

function rowGapOf(tier: Tier, sized: TierSize, height: number): number {
  const spare = Math.max(0, height - 2 * room.topMargin - sized.height);
  const gap = room.rowGapMin + spare / Math.max(1, tier.members.length);
  return Math.round(Math.min(room.rowGapMax, gap));
}

export function placeTiers(tiers: readonly Tier[], size: Size): PlacedTiers {
  const sized = chooseSizes(tiers, size);
  const total = sized.reduce((sum, one) => sum + one.width, 0);
  const gaps = Math.max(1, tiers.length - 1);
  const wanted = (size.width - 2 * room.sideMargin - total) / gaps;
  const gap = Math.max(room.tierGapMin, Math.min(room.tierGapMax, wanted));
  let x = Math.max(room.sideMargin, (size.width - total - gap * (tiers.length - 1)) / 2);
  const cards: CardBox[] = [];
  const groups: GroupBox[] = [];
  tiers.forEach((tier, index) => {
    const one = sized[index]!;
    placeTier(tier, one, Math.round(x), size.height, cards, groups);
    x += one.width + gap;
  });
  return { cards, groups };
}

function placeTier(
  tier: Tier,
  sized: TierSize,
  left: number,
  height: number,
  cards: CardBox[],
  groups: GroupBox[],
): void {
  const framed = tier.group !== undefined;
  const gap = rowGapOf(tier, sized, height);
  const grown = sized.height + (gap - room.rowGapMin) * tier.members.length;
  // The tray below the last card is empty when all is well: centre on the cards, not on it.
  const chipGap = gap === room.rowGapMax ? room.chipGapMax : room.chipGap;
  const extra = (chipGap - room.chipGap) * Math.max(0, tier.chips.length - 1);
  const used = framed ? grown + extra : grown - gap;
  const top = Math.round(Math.max(room.topMargin, (height - used) / 2));
  const padding = framed ? room.groupPadding : 0;
  const inner = sized.width - 2 * padding;
  let y = top + (framed ? room.groupTitle : 0);
  tier.members.forEach((member, position) => {
    const size = sized.sizes[position] ?? 'compact';
    const box = room.cardSizes[size];
    cards.push(cardOf(member, size, left + padding + inner - box.width, y, box));
    y += box.height + gap;
  });
  const chip = { width: Math.max(room.cardSizes.chip.width, inner), height: room.cardSizes.chip.height };
  for (const watcher of tier.chips) {
    cards.push(cardOf(watcher, 'chip', left + padding, y, chip));
    y += chip.height + chipGap;
  }
  if (tier.group === undefined) return;
  const members = [...tier.members, ...tier.chips].map((one) => one.id);
  const bottom = tier.chips.length > 0 ? y - chipGap + room.groupFoot : y;
  groups.push({ id: tier.group, members, x: left, y: top, width: sized.width, height: bottom - top });
}

function cardOf(one: ComponentDescription, size: CardSize, x: number, y: number, box: Size): CardBox {
  return {
    id: one.id,
    index: one.index,
    kind: one.kind,
    size,
    queue: room.hasQueue(one.kind),
    x,
    y,
    width: box.width,
    height: box.height,
  };
}
