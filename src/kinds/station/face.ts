/** Station of queueing theory: a waiting line and a server. */
import type { KindFace } from '../../views/kind-face.ts';

export const face: KindFace = {
  glyph: 'M-6.4,-3.6H-0.6V3.6H-6.4M-3.6,-3.6V3.6M3.4,-3.4A3.2,3.4,0,1,1,3.4,3.4A3.2,3.4,0,1,1,3.4,-3.4Z',
  largest: 'full',
  queue: true,
};
