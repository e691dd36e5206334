import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { falseTripProbability } from './breaker-odds.ts';

/** By logarithms, term by term from 0: slow, and good to ten digits. */
function slowOdds(mean: number, threshold: number): number {
  let [logTerm, fewer] = [-mean, 0];
  for (let count = 0; count < threshold; count += 1) {
    fewer += Math.exp(logTerm);
    logTerm += Math.log(mean / (count + 1));
  }
  return 1 - fewer;
}

describe('falseTripProbability', () => {
  it.each([
    // Summed with 400 digits.
    [0.5, 5, 0.00017211562995584078],
    [5, 5, 0.5595067149347875],
    [745, 746, 0.490257594868945],
    [800, 800, 0.5047016124216414],
    [800, 801, 0.4905983420000576],
    [900, 700, 0.9999999999981999],
    [2_000, 2_100, 0.013534943503812463],
    [100_000, 100_001, 0.49915895690065987],
  ])('P(Poisson(%d) ≥ %d) = %d', (mean, threshold, odds) => {
    expect(Math.abs(falseTripProbability(mean, threshold) / odds - 1)).toBeLessThan(1e-12);
  });

  it('agrees with a sum by logarithms, and falls as the threshold rises', () => {
    const mean = fc.double({ min: 0.01, max: 3_000, noNaN: true });
    fc.assert(
      fc.property(mean, fc.integer({ min: 1, max: 3_000 }), (failures, threshold) => {
        const odds = falseTripProbability(failures, threshold);
        expect(Math.abs(odds - slowOdds(failures, threshold))).toBeLessThan(1e-9);
        expect(falseTripProbability(failures, threshold + 1)).toBeLessThanOrEqual(odds);
      }),
    );
  });

  it('keeps the digits of odds that are small: of one failure in ten windows, ten in one', () => {
    // e^−0.1 0.1^10 / 10! · (1 + 0.1/11 + 0.01/132 + …)
    expect(falseTripProbability(0.1, 10) / 2.516347806770315e-17).toBeCloseTo(1, 12);
    expect(falseTripProbability(0, 1)).toBe(0);
    expect(falseTripProbability(1, 1_000)).toBe(0);
    expect(falseTripProbability(5_000, 1)).toBe(1);
  });
});
