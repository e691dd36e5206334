/**
 * Universal scalability law: servers wait for what they share (contention σ) and for each other (coherency κ), and the
 * second grows with the square of their number, so that beyond a peak more servers do less.
 *
 *   capacity(N) = N / (1 + σ(N − 1) + κN(N − 1));  peak at N* = √((1 − σ)/κ)
 *
 * Source: Gunther, Guerrilla Capacity Planning, 2007. O(1). Known failure: σ and κ must be fitted to measurements of the
 * very system; they are no constants of nature.
 */
import { atLeast, between, check, whole } from '../../base/options.ts';
import type { Ratio } from '../../base/units.ts';

export interface Coefficients {
  readonly contention: Ratio;
  readonly coherency: number;
}

/** In multiples of one server. */
export function capacity(given: Coefficients & { readonly servers: number }): number {
  const { servers, contention, coherency } = given;
  checkCoefficients(given);
  check('servers', servers, whole(1));
  return servers / (1 + contention * (servers - 1) + coherency * servers * (servers - 1));
}

/** The number of servers, not rounded, beyond which more do less; Infinity without coherency. */
export function peak(given: Coefficients): number {
  checkCoefficients(given);
  if (given.coherency === 0) return Number.POSITIVE_INFINITY;
  return Math.sqrt((1 - given.contention) / given.coherency);
}

function checkCoefficients({ contention, coherency }: Coefficients): void {
  check('contention', contention, between(0, 1));
  check('coherency', coherency, atLeast(0));
}
