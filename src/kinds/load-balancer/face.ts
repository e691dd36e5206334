/** Load balancer: one way in, three ways out. */
import type { KindFace } from '../../views/kind-face.ts';

export const face: KindFace = {
  glyph: 'M-6,0H-1M-1,0L5.5,-4.8M-1,0H5.8M-1,0L5.5,4.8',
  largest: 'compact',
  queue: false,
};
