import { describe, expect, it } from 'vitest';
import { type Distribution, prepare, sampleUnitMean, standardNormal } from './distributions.ts';
import { purposes } from './draws.ts';

// A fixed base seed, printed with every failure; each distribution is judged on all of these.
const seeds = [20261101, 7, 4];
const count = 200_000;
/** Standard errors. Some 150 comparisons: by chance one set of seeds in ten thousand would pass 5. */
const limit = 5;

/** Abramowitz and Stegun 7.1.26, absolute error under 1.5e-7: far below the resolution of these samples. */
function normalCdf(x: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(x) / Math.SQRT2));
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - series * Math.exp((-x * x) / 2);
  return x < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
}

interface Expectation {
  readonly distribution: Distribution;
  readonly cv: number;
  /** Fourth standardized moment, which sets the standard error of the variance. */
  readonly kurtosis: number;
  readonly cdf: (x: number) => number;
}

const logNormal = (cv: number): Expectation => {
  const variance = Math.log(1 + cv * cv);
  const w = 1 + cv * cv;
  return {
    distribution: { kind: 'logNormal', cv },
    cv,
    kurtosis: w ** 4 + 2 * w ** 3 + 3 * w ** 2 - 3,
    cdf: (x) => (x <= 0 ? 0 : normalCdf((Math.log(x) + variance / 2) / Math.sqrt(variance))),
  };
};
const uniform = (halfWidth: number): Expectation => ({
  distribution: { kind: 'uniform', halfWidth },
  cv: halfWidth / Math.sqrt(3),
  kurtosis: 1.8,
  cdf: (x) => Math.min(1, Math.max(0, (x - 1 + halfWidth) / (2 * halfWidth))),
});
const expectations: readonly Expectation[] = [
  { distribution: { kind: 'exponential' }, cv: 1, kurtosis: 9, cdf: (x) => 1 - Math.exp(-x) },
  logNormal(0.1),
  logNormal(0.5),
  logNormal(1),
  logNormal(2),
  uniform(0.5),
  uniform(1),
];

function sampleSorted(distribution: Distribution, seed: number): Float64Array {
  const prepared = prepare(distribution);
  const samples = new Float64Array(count);
  for (let i = 0; i < count; i += 1)
    samples[i] = sampleUnitMean(prepared, seed, purposes.serviceDemand, i, 0);
  return samples.sort();
}

/** The Kolmogorov–Smirnov distance times √n; above 2.23 with probability 1e-4. */
function kolmogorovSmirnov(sorted: Float64Array, cdf: (x: number) => number): number {
  let worst = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    worst = Math.max(worst, Math.abs(p - i / sorted.length), Math.abs(p - (i + 1) / sorted.length));
  });
  return worst * Math.sqrt(sorted.length);
}

describe('distributions with unit mean', () => {
  for (const { distribution, cv, kurtosis, cdf } of expectations) {
    it(`${JSON.stringify(distribution)}: mean, variance, shape and quantiles`, () => {
      for (const seed of seeds) {
        const sorted = sampleSorted(distribution, seed);
        const mean = sorted.reduce((sum, x) => sum + x, 0) / count;
        expect(Math.abs(mean - 1), `mean, seed ${seed}`).toBeLessThan((limit * cv) / Math.sqrt(count));
        const variance = sorted.reduce((sum, x) => sum + (x - 1) ** 2, 0) / count;
        const error = cv * cv * Math.sqrt((kurtosis - 1) / count);
        expect(Math.abs(variance - cv * cv), `variance, seed ${seed}`).toBeLessThan(limit * error);
        expect(kolmogorovSmirnov(sorted, cdf), `shape, seed ${seed}`).toBeLessThan(2.23);
        for (const p of [0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999]) {
          const x = sorted[Math.floor(p * count)] as number;
          const tolerance = limit * Math.sqrt((p * (1 - p)) / count);
          expect(Math.abs(cdf(x) - p), `quantile ${p}, seed ${seed}`).toBeLessThan(tolerance);
        }
      }
    });
  }

  it('far tails are there: beyond the ziggurats’ last layers', () => {
    const many = 3_000_000;
    let exponentials = 0;
    let normals = 0;
    const prepared = prepare({ kind: 'exponential' });
    for (let i = 0; i < many; i += 1) {
      if (sampleUnitMean(prepared, 11, purposes.serviceDemand, i, 1) > 8) exponentials += 1;
      if (Math.abs(standardNormal(11, purposes.serviceDemand, i, 2)) > 3.7) normals += 1;
    }
    for (const [seen, expected] of [
      [exponentials, many * Math.exp(-8)],
      [normals, many * 2.1559e-4],
    ] as const) {
      expect(Math.abs(seen - expected)).toBeLessThan(limit * Math.sqrt(expected));
    }
  });

  it('standard normal is symmetric, with variance 1 and kurtosis 3', () => {
    for (const seed of seeds) {
      const moments = [0, 0, 0, 0];
      for (let i = 0; i < count; i += 1) {
        const x = standardNormal(seed, purposes.serviceDemand, i, 0);
        moments.forEach((sum, k) => {
          moments[k] = sum + x ** (k + 1) / count;
        });
      }
      // Variances of x, x², x³, x⁴ under the normal: 1, 2, 15, 96.
      [0, 1, 0, 3].forEach((moment, k) => {
        const error = Math.sqrt(([1, 2, 15, 96][k] as number) / count);
        expect(Math.abs((moments[k] as number) - moment), `moment ${k + 1}, seed ${seed}`).toBeLessThan(
          limit * error,
        );
      });
    }
  });

  it('deterministic is 1, as are the others without spread', () => {
    const flat: Distribution[] = [
      { kind: 'deterministic' },
      { kind: 'logNormal', cv: 0 },
      { kind: 'uniform', halfWidth: 0 },
    ];
    for (const distribution of flat) expect(sampleUnitMean(prepare(distribution), 1, 2, 3, 4)).toBe(1);
  });

  it('refuses a spread out of range', () => {
    expect(() => prepare({ kind: 'logNormal', cv: -1 })).toThrow();
    expect(() => prepare({ kind: 'logNormal', cv: Number.NaN })).toThrow();
    expect(() => prepare({ kind: 'uniform', halfWidth: 1.1 })).toThrow();
  });
});
