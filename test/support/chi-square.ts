// Pearson's test of counts against expected shares. The critical values are those of p = 0.001 (any table, e.g. NIST/SEMATECH
// e-Handbook 1.3.6.7.4), so that a right mechanism fails one seed in a thousand, and seeds are fixed.
const criticalAt001 = [0, 10.828, 13.816, 16.266, 18.467, 20.515, 22.458, 24.322, 26.124, 27.877, 29.588];

export function chiSquare(counts: readonly number[], shares: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count, index) => {
    const expected = total * (shares[index] as number);
    return sum + (count - expected) ** 2 / expected;
  }, 0);
}

/** Whether p > 0.001 for counts that should fall as `shares` say. */
export function couldBe(counts: readonly number[], shares: readonly number[]): boolean {
  return chiSquare(counts, shares) < (criticalAt001[counts.length - 1] as number);
}
