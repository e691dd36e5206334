// Do two samples come from one distribution? The two-sample Kolmogorov–Smirnov test with the asymptotic p value in
// Stephens' small-sample form (Numerical Recipes §14.3). Ties, as in times rounded to milliseconds, make it milder.

export interface KolmogorovSmirnov {
  /** Largest distance between the two empirical distribution functions. */
  readonly distance: number;
  readonly p: number;
  readonly sizes: readonly [number, number];
}

export function kolmogorovSmirnov(first: readonly number[], second: readonly number[]): KolmogorovSmirnov {
  const distance = largestGap(first, second);
  const root = Math.sqrt((first.length * second.length) / (first.length + second.length));
  return {
    distance,
    p: tail((root + 0.12 + 0.11 / root) * distance),
    sizes: [first.length, second.length],
  };
}

function largestGap(first: readonly number[], second: readonly number[]): number {
  const a = first.toSorted((x, y) => x - y);
  const b = second.toSorted((x, y) => x - y);
  let [i, j, gap] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    while (i < a.length && (a[i] ?? Infinity) <= value) i += 1;
    while (j < b.length && (b[j] ?? Infinity) <= value) j += 1;
    gap = Math.max(gap, Math.abs(i / a.length - j / b.length));
  }
  return gap;
}

function tail(lambda: number): number {
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) {
    sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * lambda * lambda * k * k);
  }
  return Math.min(1, Math.max(0, sum));
}
