/** CDN: a globe behind its rules. */
import type { KindFace } from '../../views/kind-face.ts';

export const face: KindFace = {
  glyph:
    'M-5.8,0A5.8,5.8,0,1,1,5.8,0A5.8,5.8,0,1,1,-5.8,0ZM-5.8,0H5.8M0,-5.8C-3.6,-2.4,-3.6,2.4,0,5.8M0,-5.8C3.6,-2.4,3.6,2.4,0,5.8',
  largest: 'compact',
  queue: false,
};
