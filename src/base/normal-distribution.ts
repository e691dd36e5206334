/**
 * The normal distribution with mean 0 and variance 1, in portable arithmetic.
 *
 *   φ(x) = e^(−x²/2) / √(2π);  Φ(x) = ½ + φ(x) Σ x^(2k+1) / (1·3·5…(2k+1));  far out, 1 − Φ(x) = φ(x) / (x + 1/(x + 2/(x + …)))
 *
 * Source: G. Marsaglia 2004, "Evaluating the normal distribution" (series); Laplace's continued fraction.
 */
import { exp } from './portable-math.ts';

const sqrtOfTwoPi = 2.5066282746310002;
/** From here on the continued fraction is the better of the two: both are right to 12 digits here. */
const farOut = 4;
const fractionDepth = 60;

export const density = (x: number): number => exp((-x * x) / 2) / sqrtOfTwoPi;

/** P(X ≤ x). */
export function cumulative(x: number): number {
  if (x < -farOut) return tail(-x);
  if (x > farOut) return 1 - tail(x);
  let [sum, term] = [x, x];
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + density(x) * sum;
}

/** P(X > x), exact to its own size however small it is. */
export function upperTail(x: number): number {
  return x > farOut ? tail(x) : 1 - cumulative(x);
}

function tail(x: number): number {
  let below = x;
  for (let k = fractionDepth; k >= 1; k -= 1) below = x + k / below;
  return density(x) / below;
}
