/** Database: a drum. Stroked in a box of 14 around (0, 0). */
export const databaseGlyph =
  'M-5.2,-4C-5.2,-6.4,5.2,-6.4,5.2,-4C5.2,-1.6,-5.2,-1.6,-5.2,-4V4C-5.2,6.4,5.2,6.4,5.2,4V-4M-5.2,0C-5.2,2.4,5.2,2.4,5.2,0';
