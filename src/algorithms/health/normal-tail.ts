/**
 * The upper tail of the normal distribution on the decimal scale of suspicion, exact where its probability is far below
 * what a number near 1 can be short of 1.
 *
 *   −log10 Q(y),  Q(y) = P(Z > y) = erfc(y/√2) / 2
 *   erfc(z) ≈ t · e^(−z² + P₉(t)),  t = 1 / (1 + z/2)
 *
 * Source: W. Press et al., Numerical Recipes §6.2, Chebyshev fit of erfc: relative error below 1.2 × 10⁻⁷ everywhere.
 * O(1). Known failure: seven digits, not sixteen.
 */
import { exp, ln } from '../../base/portable-math.ts';

/** P₉, highest power first. */
const coefficients = [
  0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196,
  1.00002368, -1.26551223,
];

/** −log10 of the probability that a standard normal value exceeds `y`. */
export function tailDecades(y: number): number {
  const z = Math.abs(y) * Math.SQRT1_2;
  const t = 1 / (1 + z / 2);
  let polynomial = 0;
  for (const coefficient of coefficients) polynomial = polynomial * t + coefficient;
  const lnTail = ln(t) - z * z + polynomial - Math.LN2;
  return -(y >= 0 ? lnTail : ln(1 - exp(lnTail))) / Math.LN10;
}
