/**
 * Distributions of durations, as plain data, sampled with mean 1 and scaled by whoever knows the current mean: so a live
 * edit of a mean rescales the same draw (ARCHITECTURE.md, invariant 3). All values are dimensionless and ≥ 0.
 */
import { assert, assertUnreachable } from '../../base/assert.ts';
import { exp, ln } from '../../base/portable-math.ts';
import { standardNormal, unitExponential } from './distributions-ziggurat.ts';
import { drawUnit } from './draws.ts';

export { standardNormal, unitExponential } from './distributions-ziggurat.ts';
export { createZipf, type ZipfTable, zipfKey } from './distributions-zipf.ts';

/**
 * `cv` is the coefficient of variation (standard deviation ÷ mean), at most 100; `halfWidth` is in means, 0…1, so that
 * a uniform lies in [1 − halfWidth, 1 + halfWidth) and has a cv of halfWidth/√3.
 */
export type Distribution =
  | { readonly kind: 'exponential' }
  | { readonly kind: 'deterministic' }
  | { readonly kind: 'logNormal'; readonly cv: number }
  | { readonly kind: 'uniform'; readonly halfWidth: number };

/** A distribution with what its sampler needs worked out: derive it once per edit, not per draw. Plain data. */
export interface PreparedDistribution {
  readonly kind: Distribution['kind'];
  /** logNormal: sigma, of the logarithm. uniform: the full width. Else 0. */
  readonly spread: number;
  /** logNormal: mu, of the logarithm. uniform: the least value. Else 0. */
  readonly offset: number;
}

/** Throws `AssertionError` for a cv or half-width out of range: people's input is checked before it comes here. */
export function prepare(distribution: Distribution): PreparedDistribution {
  switch (distribution.kind) {
    case 'exponential':
    case 'deterministic':
      return { kind: distribution.kind, spread: 0, offset: 0 };
    case 'logNormal': {
      assert(distribution.cv >= 0 && distribution.cv <= 100, 'a log-normal cv is between 0 and 100');
      const variance = ln(1 + distribution.cv * distribution.cv);
      return { kind: 'logNormal', spread: Math.sqrt(variance), offset: -0.5 * variance };
    }
    case 'uniform': {
      assert(
        distribution.halfWidth >= 0 && distribution.halfWidth <= 1,
        'a uniform half-width is between 0 and 1',
      );
      return { kind: 'uniform', spread: 2 * distribution.halfWidth, offset: 1 - distribution.halfWidth };
    }
    default:
      return assertUnreachable(distribution);
  }
}

/** One sample with mean 1. Uses indices from 0 up under (seed, purpose, ordinal, hop). */
export function sampleUnitMean(
  distribution: PreparedDistribution,
  seed: number,
  purpose: number,
  ordinal: number,
  hop: number,
): number {
  switch (distribution.kind) {
    case 'exponential':
      return unitExponential(seed, purpose, ordinal, hop);
    case 'deterministic':
      return 1;
    case 'logNormal':
      return exp(distribution.offset + distribution.spread * standardNormal(seed, purpose, ordinal, hop));
    case 'uniform':
      return distribution.offset + distribution.spread * drawUnit(seed, purpose, ordinal, hop, 0);
    default:
      return assertUnreachable(distribution.kind);
  }
}
