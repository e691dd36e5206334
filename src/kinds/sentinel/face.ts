/** Sentinel: a watching eye. */
import type { KindFace } from '../../views/kind-face.ts';

export const face: KindFace = {
  glyph: 'M-6.4,0C-3,-5,3,-5,6.4,0C3,5,-3,5,-6.4,0ZM0,-1.8A1.8,1.8,0,1,1,0,1.8A1.8,1.8,0,1,1,0,-1.8Z',
  largest: 'chip',
  queue: false,
};
