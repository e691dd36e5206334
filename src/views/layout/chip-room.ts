/** How much room texts on chips need: measured, so that a chip is as narrow as its words allow and no narrower. */
import type { ComponentDescription } from '../../engine/description.ts';
import { healthStates } from '../../engine/telemetry/records.ts';
import type { Font } from '../measure.ts';
import { cardSizes, hasQueue } from './card-sizes.ts';
import type { CardBox, Point, Size, TextRoom } from './layout-types.ts';

/** Where a name begins on a chip: behind its glyph. */
export const chipNameX = 21;
export const chipPadding = 6;
/** Beside the letters of a state word, within its plate. */
export const wordPadding = 4;

const captionPx = ({ words }: TextRoom): number => (words.script === 'cjk' ? 13 : 12);

export const chipFont = (room: TextRoom): Font => ({ px: captionPx(room), weight: 400 });

/** Names are ids, in Latin letters whatever the language. */
export const chipNameFont: Font = { px: 12, weight: 600 };

export const nameWidth = (label: string, room: TextRoom): number => room.measure(label, chipNameFont);

/** Of a group card's title, which may be Chinese. */
export const titleWidth = (title: string, room: TextRoom): number =>
  room.measure(title, { px: captionPx(room), weight: 600 });

/** The longest state word on its plate. */
export function widestWord(room: TextRoom): number {
  const widths = healthStates.map((state) => room.measure(room.words.state[state], chipFont(room)));
  return Math.max(...widths) + 2 * wordPadding;
}

/** Name and state word on one line. */
export const chipWidth = (label: string, room: TextRoom): number =>
  Math.max(
    cardSizes.chip.width,
    Math.ceil(chipNameX + nameWidth(label, room) + 5 + widestWord(room) + chipPadding),
  );

/** The name above the state word. */
export const tallChipWidth = (label: string, room: TextRoom): number =>
  Math.ceil(
    Math.max(chipNameX + nameWidth(label, room) + chipPadding, 2 * (chipPadding - 1) + widestWord(room)),
  );

/** What tells names apart: redis-sentinel-1, -2 and -3 are 1, 2 and 3 where the rest is said beside them. */
export function shortLabels(ids: readonly string[]): readonly string[] {
  const first = ids[0] ?? '';
  let common = first.lastIndexOf('-') + 1;
  while (common > 0 && !ids.every((id) => id.startsWith(first.slice(0, common)) && id.length > common)) {
    common = first.lastIndexOf('-', common - 2) + 1;
  }
  return ids.map((id) => id.slice(common));
}

interface ChipParts extends Point, Size {
  readonly one: ComponentDescription;
  readonly label: string;
  readonly frame: string | undefined;
  readonly lines?: CardBox['lines'];
  readonly size?: 'chip' | 'cell';
  readonly factsX?: number;
  readonly reach?: CardBox['reach'];
}

export function chipOf(parts: ChipParts): CardBox {
  const { one, x, y, width, height, label, frame, lines = 1, size = 'chip', factsX = 0 } = parts;
  return {
    id: one.id,
    index: one.index,
    kind: one.kind,
    traits: one.traits,
    size,
    // Beside a chip of two lines stands its neighbour; its facts name who waits.
    queue: size === 'chip' && lines === 1 && hasQueue(one.kind),
    label,
    lines,
    factsX,
    frame,
    reach: parts.reach ?? { above: 0, below: 0 },
    x,
    y,
    width,
    height,
  };
}

/** Title and facts of a group card take at most this share of their line; its calls stand behind them. */
const factsShare = 0.62;
/** Facts up to this many entries keep their full words. */
const usualEntries = 9_999;

/** How wide the facts of a group card may be that begin `taken` behind its left edge. */
export function factsWidth(inner: number, taken: number, room: TextRoom): number {
  const [longest = ''] = room.words.entries(usualEntries, usualEntries);
  return Math.max(0, Math.min(inner * factsShare - taken, room.measure(longest, chipFont(room)) + 2));
}
