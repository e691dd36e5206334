/** Sizes in diagram units, and the room that belongs to a card besides itself. */
import { faceOf } from '../../kinds/faces.ts';
import type { CardSize, Size } from './layout-types.ts';

export const cardSizes: Readonly<Record<CardSize, Size>> = {
  full: { width: 176, height: 72 },
  compact: { width: 128, height: 56 },
  chip: { width: 104, height: 28 },
  cell: { width: 28, height: 34 },
};

/** Left of the card: ticks of its waiting line. */
export const queueGutter = 20;
/** Below the card: the tray of what was lost there. */
export const trayHeight = 18;
export const tierGapMin = 56;
/** With room for a bus and a rate: cards grow only beyond it. */
export const tierGapGood = 74;
export const tierGapMax = 220;
/** Cards of a tier stand at least a tray apart. */
export const rowGapMin = 18;
export const rowGapMax = 36;
export const sideMargin = 8;
export const topMargin = 6;
/** Two lines and a split bar: the note of a hop above its wires. */
export const noteHeight = 34;

export const largestSizeOf = (kind: string): CardSize => faceOf(kind).largest;

export const hasQueue = (kind: string): boolean => faceOf(kind).queue;
