/** Sentinel: a watching eye. Stroked in a box of 14 around (0, 0). */
export const sentinelGlyph =
  'M-6.4,0C-3,-5,3,-5,6.4,0C3,5,-3,5,-6.4,0ZM0,-1.8A1.8,1.8,0,1,1,0,1.8A1.8,1.8,0,1,1,0,-1.8Z';
