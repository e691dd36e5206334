/** External service: a box of somebody else's, asked through its wall. */
import type { KindFace } from '../../views/kind-face.ts';

export const face: KindFace = {
  glyph: 'M-1.5,-5.5H5.5V5.5H-1.5V2.4M-1.5,-2.4V-5.5M-6,0H2M-0.6,-2.4L2,0L-0.6,2.4',
  largest: 'full',
  queue: false,
};
