/**
 * A mean or a ratio with its interval, from a window cut into batches. Calls that follow each other wait alike, batches
 * several relaxation times long hardly do, so Student's t may be used on them (batch means: Law & Kelton, ch. 9). The
 * figures are skewed to the right, so the interval is made on a logarithmic scale.
 */
import { meanInterval } from '../../lab/statistics.ts';
import type { Sample } from './samples.ts';

/**
 * Two-sided error put into Student's t. A minute has few independent pieces, so that of the interval is larger: 0.025
 * and 0.033 in 400 runs each at half and at 0.8 of full load. It is called a 95 % interval.
 */
export const theoryError = 0.01;

export interface Estimate {
  readonly value: number;
  /** Of the interval; undefined when there is too little to make one of. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** Fewer and Student's quantile is too wide to say anything. */
export const fewestBatches = 4;
const mostBatches = 10;
/** Length of a batch at least, in relaxation times. */
export const batchTimes = 6;

/** Neighbouring samples joined, each batch at least `seconds` long; what is left at the old end is dropped. */
export function batchesOf(samples: readonly Sample[], seconds: number): readonly (readonly Sample[])[] {
  const total = samples.reduce((sum, { width }) => sum + width, 0);
  const least = Math.max(seconds, total / mostBatches);
  const batches: Sample[][] = [];
  let batch: Sample[] = [];
  let width = 0;
  for (const sample of samples.toReversed()) {
    batch.push(sample);
    width += sample.width;
    if (width < least) continue;
    batches.push(batch);
    batch = [];
    width = 0;
  }
  return batches;
}

const sumOf = (samples: readonly Sample[], what: (sample: Sample) => number): number =>
  samples.reduce((sum, sample) => sum + what(sample), 0);

/** The ratio of two sums over `samples`; its interval is that of the residuals of the batches (ratio estimator). */
export function estimateRatio(
  samples: readonly Sample[],
  batches: readonly (readonly Sample[])[],
  part: (sample: Sample) => number,
  whole: (sample: Sample) => number,
): Estimate {
  const all = sumOf(samples, whole);
  const value = all === 0 ? Number.NaN : sumOf(samples, part) / all;
  if (batches.length < fewestBatches || all === 0) return { value, low: undefined, high: undefined };
  const wholes = batches.map((batch) => sumOf(batch, whole));
  const mean = wholes.reduce((sum, one) => sum + one, 0) / wholes.length;
  const residuals = batches.map((batch, at) => (sumOf(batch, part) - value * (wholes[at] as number)) / mean);
  const { halfWidth } = meanInterval(residuals, theoryError);
  const factor = value === 0 ? 1 : Math.exp(halfWidth / value);
  return { value, low: value / factor, high: value * factor };
}
