/** Redis: a stack of memory. */
import type { KindFace } from '../../views/kind-face.ts';

export const face: KindFace = {
  glyph: 'M0,-5.8L5.8,-3.2L0,-0.6L-5.8,-3.2ZM-5.8,0L0,2.6L5.8,0M-5.8,3.2L0,5.8L5.8,3.2',
  largest: 'full',
  queue: true,
};
