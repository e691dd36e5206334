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
  readonly wordBaseline: number;
  readonly factsBaseline: number;
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
      wordBaseline: 0,
      factsBaseline: 0,
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
      wordBaseline: baseline,
      factsBaseline: baseline,
      stripY: undefined,
    };
  }
  // Below each other; a chip of two lines has a strip at its foot.
  const [upper, middle, lower] = lines === 3 ? [0.2, 0.5, 0.81] : [0.27, 0.66, 0.66];
  const on = (share: number): number => Math.round(height * share);
  return {
    ...fonts,
    glyph: { x: 12, y: on(upper) + 0.5, scale: 0.75 },
    nameX: 21,
    nameBaseline: on(upper) + chipNameFont.px * 0.36,
    wordY: on(middle) - wordHeight / 2,
    wordX: padding - 1,
    wordHeight,
    wordBaseline: on(middle) + px * 0.36,
    factsBaseline: on(lower) + px * 0.36,
    stripY: lines === 3 ? undefined : height - 4.5,
  };
}

export const chipEdge = padding;
