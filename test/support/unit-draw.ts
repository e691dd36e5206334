/** Numbers from 0 to below 1, spread evenly. `fc.double` draws the exponent as well: nine in ten are below 0.01. */
import fc from 'fast-check';

export const unitDraw = fc.nat(999_999).map((millionths) => millionths / 1_000_000);
