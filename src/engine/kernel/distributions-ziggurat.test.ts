// The tail of the normal on its own: one sample in 3,900 comes from it, so that no test of whole samples sees its shape.
import { describe, expect, it } from 'vitest';
import { normalTail } from './distributions-ziggurat.ts';

const start = 3.654152885361009;
const count = 200_000;

/** (1 − Φ(x)) / φ(x) by Laplace's continued fraction, x + 1/(x + 2/(x + 3/…)). */
function mills(x: number): number {
  let denominator = x;
  for (let k = 60; k >= 1; k -= 1) denominator = x + k / denominator;
  return 1 / denominator;
}

/** P(X > x | X > start) of a standard normal X. */
const beyond = (x: number): number => (Math.exp((start * start - x * x) / 2) * mills(x)) / mills(start);

describe('the normal beyond the last layer', () => {
  const samples = Float64Array.from({ length: count }, (_, i) => normalTail(20261130, 1, i, 0, 1)).sort();

  it('begins there', () => {
    expect(samples[0]).toBeGreaterThanOrEqual(start);
    expect(samples[0]).toBeLessThan(start + 1e-4);
  });

  it('has the mean 1 / Mills’ ratio', () => {
    const mean = samples.reduce((sum, x) => sum + x, 0) / count;
    const expected = 1 / mills(start);
    // Var(X | X > a) = 1 + a·m − m², m the conditional mean.
    const error = Math.sqrt((1 + start * expected - expected * expected) / count);
    expect(Math.abs(mean - expected)).toBeLessThan(5 * error);
  });

  it('falls off as the normal does', () => {
    let worst = 0;
    samples.forEach((x, i) => {
      const p = 1 - beyond(x);
      worst = Math.max(worst, Math.abs(p - i / count), Math.abs(p - (i + 1) / count));
    });
    // Kolmogorov and Smirnov: above 2.23 with probability 1e-4.
    expect(worst * Math.sqrt(count)).toBeLessThan(2.23);
  });
});
