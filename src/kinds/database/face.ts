/** Database: a drum. */
import type { KindFace } from '../../views/kind-face.ts';

export const face: KindFace = {
  glyph:
    'M-5.2,-4C-5.2,-6.4,5.2,-6.4,5.2,-4C5.2,-1.6,-5.2,-1.6,-5.2,-4V4C-5.2,6.4,5.2,6.4,5.2,4V-4M-5.2,0C-5.2,2.4,5.2,2.4,5.2,0',
  largest: 'full',
  queue: true,
};
