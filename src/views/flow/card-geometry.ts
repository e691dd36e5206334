/** Where things stand inside a card: used to draw them and, in a test, to measure whether every text fits. */

import type { CardBox } from '../layout/layout-types.ts';
import type { Font } from '../measure.ts';

export interface CardGeometry {
  readonly padding: number;
  readonly nameFont: Font;
  readonly textFont: Font;
  /** Centre of the state glyph and its scale. */
  readonly glyph: { readonly x: number; readonly y: number; readonly scale: number };
  readonly nameX: number;
  readonly nameBaseline: number;
  /** The middle row: slots to the left, state word to the right. */
  readonly rowY: number;
  readonly rowHeight: number;
  readonly slotsWidth: number;
  readonly detailBaseline: number;
  readonly detailWidth: number;
}

export type Script = 'latin' | 'cjk';

/** Chinese text is never drawn below 13 px. */
export const captionPx = (script: Script): number => (script === 'cjk' ? 13 : 12);

export function cardGeometry(card: Pick<CardBox, 'width' | 'size'>, script: Script): CardGeometry {
  const textFont: Font = { px: captionPx(script), weight: 400 };
  if (card.size === 'full') {
    return {
      padding: 12,
      nameFont: { px: 14, weight: 600 },
      textFont,
      glyph: { x: 20, y: 18, scale: 1 },
      nameX: 34,
      nameBaseline: 23,
      rowY: 31,
      rowHeight: 15,
      slotsWidth: 82,
      detailBaseline: 63,
      detailWidth: card.width - 20,
    };
  }
  return {
    padding: 8,
    nameFont: { px: 13, weight: 600 },
    textFont,
    glyph: { x: 14, y: 13, scale: 0.82 },
    nameX: 25,
    nameBaseline: 17.5,
    rowY: 22.5,
    rowHeight: 14,
    slotsWidth: 40,
    detailBaseline: 50,
    detailWidth: card.width - 14,
  };
}

/** Beside the state word, within its plate. */
export const stateWordPadding = (size: CardBox['size']): number => (size === 'full' ? 6 : 4);
