// Does a sample come from a given law? For recordings that hold histograms, counts and a few quantiles instead of samples.

/**
 * Pearson's χ² over bins merged until at least 5 are expected in each, and its degrees of freedom (no parameter fitted to
 * this sample). `expected` are probabilities, the last bin open.
 */
export function chiSquare(
  counts: readonly number[],
  expected: readonly number[],
): { statistic: number; freedom: number } {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const bins: { seen: number; due: number }[] = [];
  let open = { seen: 0, due: 0 };
  counts.forEach((count, bin) => {
    open = { seen: open.seen + count, due: open.due + total * (expected[bin] as number) };
    if (open.due < 5) return;
    bins.push(open);
    open = { seen: 0, due: 0 };
  });
  const last = bins.at(-1) as { seen: number; due: number };
  last.seen += open.seen;
  last.due += open.due;
  const statistic = bins.reduce((sum, { seen, due }) => sum + ((seen - due) * (seen - due)) / due, 0);
  return { statistic, freedom: bins.length - 1 };
}

/** P(χ² of `freedom` > `statistic`), by the series of the lower incomplete gamma function. */
export function chiSquareTail(statistic: number, freedom: number): number {
  const [shape, x] = [freedom / 2, statistic / 2];
  if (x === 0) return 1;
  let [term, sum] = [1 / shape, 1 / shape];
  for (let k = 1; k < 1000 && term > 1e-15 * sum; k += 1) {
    term *= x / (shape + k);
    sum += term;
  }
  return Math.max(0, 1 - Math.exp(shape * Math.log(x) - x - lnGamma(shape)) * sum);
}

/** Of a multiple of one half. */
function lnGamma(value: number): number {
  let [at, sum] = [value, 0];
  while (at > 1) {
    at -= 1;
    sum += Math.log(at);
  }
  return at === 1 || at === 0 ? sum : sum + Math.log(Math.sqrt(Math.PI));
}

/** Two-sided probability of a count at least as far out as `seen`, of `of` trials with probability `p` each. */
export function binomialTest(seen: number, of: number, p: number): number {
  if (p <= 0 || p >= 1) return seen === of * p ? 1 : 0;
  let [logTerm, below, above] = [of * Math.log(1 - p), 0, 0];
  for (let count = 0; count <= of; count += 1) {
    const term = Math.exp(logTerm);
    if (count <= seen) below += term;
    if (count >= seen) above += term;
    logTerm += Math.log((of - count) / (count + 1)) + Math.log(p / (1 - p));
  }
  return Math.min(1, 2 * Math.min(below, above));
}

/**
 * How far a quantile of a sample of `size` may lie from its level: Kolmogorov's bound at
 * `significance` (Massart 1990).
 */
export function kolmogorovGate(size: number, significance: number): number {
  return Math.sqrt(-Math.log(significance / 2) / (2 * size));
}
