/** Where things stand on a chip: of one line, of two lines, or a cell that is only a glyph and how full it is. */
import { chipNameFont } from '../layout/chip-room.ts';
import type { CardBox } from '../layout/layout-types.ts';
import type { Font } from '../measure.ts';
import { captionPx, type Script } from './card-geometry.ts';

export interface ChipGeometry {
  readonly glyph: { readonly x: number; readonly y: number; readonly scale: number };
  readonly nameFont: Font;
  readonly textFont: Font;
  readonly nameX: number;
  readonly nameBaseline: number;
  /** Plate of the state word: its top, and its left end when it stands below the name. */
  readonly wordY: number;
  readonly wordX: number | undefined;
  readonly wordHeight: number;
  readonly textBaseline: number;
  /** Top of the strip that shows how many slots are busy; undefined = cells beside the facts. */
  readonly stripY: number | undefined;
}

const padding = 6;
const wordHeight = 14;

export function chipGeometry(
  box: Pick<CardBox, 'width' | 'height' | 'lines' | 'size'>,
  script: Script,
): ChipGeometry {
  const px = captionPx(script);
  const fonts = { nameFont: chipNameFont, textFont: { px, weight: 400 } } as const;
  const { width, height, size, lines } = box;
  if (size === 'cell') {
    const glyph = { x: width / 2, y: 12, scale: 0.8 };
    return {
      ...fonts,
      glyph,
      nameX: 0,
      nameBaseline: 0,
      wordY: 0,
      wordX: 0,
      wordHeight,
      textBaseline: 0,
      stripY: height - 8,
    };
  }
  if (lines === 1) {
    const middle = height / 2;
    const baseline = middle + px * 0.36;
    return {
      ...fonts,
      glyph: { x: 12, y: middle, scale: 0.75 },
      nameX: 21,
      nameBaseline: middle + chipNameFont.px * 0.36,
      wordY: middle - wordHeight / 2,
      wordX: undefined,
      wordHeight,
      textBaseline: baseline,
      stripY: undefined,
    };
  }
  // Two lines and, at the foot, the strip.
  const upper = Math.round(height * 0.27);
  const lower = Math.round(height * 0.66);
  return {
    ...fonts,
    glyph: { x: 12, y: upper + 0.5, scale: 0.75 },
    nameX: 21,
    nameBaseline: upper + chipNameFont.px * 0.36,
    wordY: lower - wordHeight / 2,
    wordX: padding - 1,
    wordHeight,
    textBaseline: lower + px * 0.36,
    stripY: height - 4.5,
  };
}

export const chipEdge = padding;
