// Means with Student's t intervals, from a few independent replications. The quantile comes from the density by Simpson's
// rule and bisection: slow and plain, good to nine digits for the few degrees of freedom used here.

export interface Interval {
  readonly mean: number;
  readonly halfWidth: number;
}

/** Two-sided interval of the mean that misses it with probability `error`. */
export function meanInterval(sample: readonly number[], error = 0.05): Interval {
  const n = sample.length;
  const mean = sample.reduce((sum, value) => sum + value, 0) / n;
  const variance = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean, halfWidth: studentQuantile(1 - error / 2, n - 1) * Math.sqrt(variance / n) };
}

/** The value that a t variable with `freedom` degrees of freedom does not exceed with probability `p` ≥ 0.5. */
export function studentQuantile(p: number, freedom: number): number {
  let [low, high] = [0, 1000];
  for (let round = 0; round < 80; round += 1) {
    const middle = (low + high) / 2;
    if (0.5 + massUpTo(middle, freedom) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function massUpTo(t: number, freedom: number): number {
  // With t = tan(u)·√freedom the density becomes a power of the cosine, smooth on a finite range.
  const end = Math.atan(t / Math.sqrt(freedom));
  return integrate(end, freedom) / (2 * integrate(Math.PI / 2, freedom));
}

function integrate(end: number, freedom: number): number {
  const steps = 400;
  const f = (u: number): number => Math.cos(u) ** (freedom - 1);
  let sum = f(0) + f(end);
  for (let step = 1; step < steps; step += 1) sum += (step % 2 === 1 ? 4 : 2) * f((end * step) / steps);
  return (sum * end) / steps / 3;
}
