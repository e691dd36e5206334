/** Users: two heads and shoulders. */
import type { KindFace } from '../../views/kind-face.ts';

export const face: KindFace = {
  glyph:
    'M-2,-1.2A2.2,2.2,0,1,1,-2,-5.6A2.2,2.2,0,1,1,-2,-1.2M-6.2,5.2C-6.2,1.4,2.2,1.4,2.2,5.2M2.6,-5.2A2,2,0,0,1,2.8,-1.4M3.6,1.4C5.4,1.8,6.2,3.2,6.2,5.2',
  largest: 'compact',
  queue: false,
};
