/** App server: a rack of two units with lamps. */
import type { KindFace } from '../../views/kind-face.ts';

export const face: KindFace = {
  glyph: 'M-5.8,-5.4H5.8V-0.8H-5.8ZM-5.8,0.8H5.8V5.4H-5.8ZM-3.6,-3.1H-3.2M-3.6,3.1H-3.2',
  largest: 'full',
  queue: true,
};
