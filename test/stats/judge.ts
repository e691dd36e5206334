// Figures with their verdicts. Intervals are 99.9 % unless a caller says otherwise.
import { type Interval, meanInterval } from '../../src/lab/statistics.ts';
import { kolmogorovSmirnov } from '../support/kolmogorov-smirnov.ts';
import type { Figure } from './statistic.ts';

export const error = 0.001;

const verdict = (holds: boolean): Figure['verdict'] => (holds ? 'holds' : 'does not hold');
const percent = (share: number): string => `${Number((100 * share).toPrecision(4))} %`;

interface MeanOptions {
  readonly name: string;
  /** One value a run. */
  readonly values: readonly number[];
  readonly expected: number;
  /** Greatest half-width of the interval: without a bound, an interval wide enough holds anything. */
  readonly halfWidthAtMost: number;
  /** Known error of measuring, added to the interval on both sides. */
  readonly allowed?: number;
}

function intervalOf(values: readonly number[], allowed: number): Interval {
  const { mean, halfWidth } = meanInterval(values, error);
  return { mean, halfWidth: halfWidth + allowed };
}

/** The expected value lies in the interval of the mean, and the interval is narrow. */
export function mean({ name, values, expected, halfWidthAtMost, allowed = 0 }: MeanOptions): Figure {
  const { mean: value, halfWidth } = intervalOf(values, allowed);
  const holds = Math.abs(value - expected) <= halfWidth && halfWidth <= halfWidthAtMost + allowed;
  const room = allowed > 0 ? `, ${Number(allowed.toPrecision(3))} of it for the reading of a histogram` : '';
  return {
    name,
    value,
    interval: [value - halfWidth, value + halfWidth],
    expected,
    rule: `expected in the ${percent(1 - error)} interval of the mean, half-width ≤ ${Number(halfWidthAtMost.toPrecision(3))}${room}`,
    verdict: verdict(holds),
  };
}

interface BoundedOptions extends Omit<MeanOptions, 'expected' | 'allowed'> {
  readonly least?: number;
  readonly most?: number;
}

/** The whole interval of the mean lies between bounds, and is narrow. */
export function boundedMean(options: BoundedOptions): Figure {
  const { name, values, halfWidthAtMost, least = -Infinity, most = Infinity } = options;
  const { mean: value, halfWidth } = intervalOf(values, 0);
  const interval = [value - halfWidth, value + halfWidth] as const;
  const bounds = [Number.isFinite(least) ? `≥ ${least}` : [], Number.isFinite(most) ? `≤ ${most}` : []];
  return {
    name,
    value,
    interval,
    expected: bounds.flat().join(', '),
    rule: `the ${percent(1 - error)} interval of the mean lies within, half-width ≤ ${Number(halfWidthAtMost.toPrecision(3))}`,
    verdict: verdict(interval[0] >= least && interval[1] <= most && halfWidth <= halfWidthAtMost),
  };
}

/** The reverse of `mean`: shows that an error of the size that was put in would be noticed. */
export function refutedMean({ name, values, expected }: Omit<MeanOptions, 'halfWidthAtMost'>): Figure {
  const { mean: value, halfWidth } = intervalOf(values, 0);
  return {
    name,
    value,
    interval: [value - halfWidth, value + halfWidth],
    expected: `not ${Number(expected.toPrecision(6))}`,
    rule: `the value without the error lies outside the ${percent(1 - error)} interval of the mean`,
    verdict: verdict(Math.abs(value - expected) > halfWidth),
  };
}

/** How many of the runs; `why` says what makes the bound. */
export function count(options: {
  readonly name: string;
  readonly runs: readonly boolean[];
  readonly least?: number;
  readonly most?: number;
  readonly why: string;
}): Figure {
  const { name, runs, least = 0, most = runs.length, why } = options;
  const value = runs.filter(Boolean).length;
  const bounds = least === most ? `${most}` : `${least} … ${most}`;
  return {
    name,
    value,
    expected: `${bounds} of ${runs.length}`,
    rule: why,
    verdict: verdict(value >= least && value <= most),
  };
}

/** Ours and the recorded values could come from one distribution; the value is the distance. */
export function sameDistribution(
  name: string,
  ours: readonly number[],
  recorded: readonly number[],
  level = error,
): Figure {
  const { distance, p } = kolmogorovSmirnov(ours, recorded);
  return {
    name,
    value: distance,
    expected: `p > ${level}`,
    rule: `two-sample Kolmogorov–Smirnov, ${ours.length} against ${recorded.length} recorded: p = ${p.toPrecision(3)}`,
    verdict: verdict(p > level),
  };
}
