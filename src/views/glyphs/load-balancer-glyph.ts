/** Load balancer: one way in, three ways out. Stroked in a box of 14 around (0, 0). */
export const loadBalancerGlyph = 'M-6,0H-1M-1,0L5.5,-4.8M-1,0H5.8M-1,0L5.5,4.8';
