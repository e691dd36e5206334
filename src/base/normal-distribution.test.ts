import { describe, expect, it } from 'vitest';
import { cumulative, density, upperTail } from './normal-distribution.ts';

/** Simpson's rule with 20,000 steps from 0 to x: slow, and knows nothing of series. */
function integrated(x: number): number {
  const steps = 20_000;
  const width = x / steps;
  let sum = density(0) + density(x);
  for (let step = 1; step < steps; step += 1) sum += (step % 2 === 1 ? 4 : 2) * density(step * width);
  return 0.5 + (sum * width) / 3;
}

describe('normal distribution', () => {
  it.each([0, 0.1, 0.5, 1, 1.96, 2.5, 3.9, 4.1, 6])('Φ(%d) agrees with an integral, on both sides', (x) => {
    expect(Math.abs(cumulative(x) - integrated(x))).toBeLessThan(1e-12);
    expect(Math.abs(cumulative(-x) - (1 - integrated(x)))).toBeLessThan(1e-12);
  });

  it('knows the far tail to its own size', () => {
    // Abramowitz & Stegun, table 26.2: −log₁₀ of the tail at 5, 10 and 20.
    expect(-Math.log10(upperTail(5))).toBeCloseTo(6.54265, 4);
    expect(-Math.log10(upperTail(10))).toBeCloseTo(23.11805, 4);
    expect(-Math.log10(upperTail(20))).toBeCloseTo(88.5601, 4);
    expect(upperTail(4) / upperTail(4.0000001)).toBeCloseTo(1, 5);
  });
});
