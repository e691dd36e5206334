/** Where things stand inside a card: used to draw them and, in a test, to measure whether every text fits. */

import type { CardBox, CardSize } from '../layout/layout-types.ts';
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

export function cardGeometry(
  card: Pick<CardBox, 'width'> & { size: CardSize },
  script: 'latin' | 'cjk',
): CardGeometry {
  const caption = script === 'cjk' ? 13 : 12;
  const textFont: Font = { px: caption, weight: 400 };
  switch (card.size) {
    case 'full':
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
    case 'compact':
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
    case 'chip':
      return {
        padding: 6,
        nameFont: { px: caption, weight: 600 },
        textFont,
        glyph: { x: 12, y: 14, scale: 0.75 },
        nameX: 21,
        nameBaseline: 18.5,
        rowY: 7,
        rowHeight: 14,
        slotsWidth: 0,
        detailBaseline: 0,
        detailWidth: 0,
      };
  }
}

/** Width of the state word's chip. */
export function stateWordPadding(size: CardSize): number {
  return size === 'full' ? 6 : 4;
}
