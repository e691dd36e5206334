/**
 * Judging by silence: is a peer that should send heartbeats gone? Either after a fixed timeout, or by φ, which grows with
 * how unlikely the present silence is, given the intervals seen so far: at φ = 1 one suspicion in 10 is wrong, at 8 one
 * in 10⁸.
 *
 *   fixed timeout   suspicion = silence / timeout,  suspected from 1 on
 *   φ, normal       φ = −log10 (1 − F(silence − acceptablePause)),  F with the window's mean and deviation
 *   φ, exponential  φ = −log10 (1 − F(silence)) = silence / (mean · ln 10)
 *
 * Source: N. Hayashibara et al., "The φ Accrual Failure Detector", SRDS 2004; Akka (normal, at least `minStdDeviation`,
 * a pause on top, an interval counts only if it was not suspected); Cassandra (exponential, an interval counts only if no
 * longer than the first guess). O(1) per call but `nextDue`: about 50 evaluations of φ. Known failure: an interval far
 * above firstInterval is never learned, so a peer that was always as slow as that is suspected each time; heartbeats that
 * come very evenly make it nervous, so the deviation needs a floor; and no silence proves a death: a cut or a long pause
 * looks the same.
 */
import { upperTail } from '../../base/normal-distribution.ts';
import {
  atLeast,
  between,
  check,
  insist,
  oneOf,
  optional,
  positive,
  readOptions,
  table,
  whole,
} from '../../base/options.ts';
import { ln } from '../../base/portable-math.ts';
import { type Micros, microsPerMilli, microsPerSecond } from '../../base/units.ts';

/** Either a timeout alone, or φ. */
export interface FailureDetectorOptions {
  /** Suspected after this silence. */
  readonly timeout?: Micros | undefined;
  /** Suspected from this φ on. */
  readonly threshold?: number | undefined;
  /** What intervals are taken to be distributed like. */
  readonly distribution?: 'normal' | 'exponential' | undefined;
  /** How many of the last intervals count. */
  readonly window?: number | undefined;
  /** What the interval is taken to be before any has been seen. */
  readonly firstInterval?: Micros | undefined;
  /** normal: the deviation counts as this much at least. */
  readonly minStdDeviation?: Micros | undefined;
  /** normal: silence beyond the mean that surprises nobody, for pauses of the peer. */
  readonly acceptablePause?: Micros | undefined;
}

export interface FailureDetector {
  readonly options: Required<FailureDetectorOptions>;
  heardAt: Micros | undefined;
  /** The last intervals, overwritten in turn; how many there are, which comes next, and their sums. */
  readonly intervals: Float64Array;
  count: number;
  next: number;
  sum: number;
  sumOfSquares: number;
}

/** The options that each way of judging goes by; the defaults are Akka's and Cassandra's. */
const fixed = { timeout: undefined };
const normal = {
  threshold: 8,
  distribution: 'normal' as const,
  window: 1000,
  firstInterval: microsPerSecond,
  minStdDeviation: 100 * microsPerMilli,
  acceptablePause: 3 * microsPerSecond,
};
const exponential = {
  threshold: 8,
  distribution: 'exponential' as const,
  window: 1000,
  firstInterval: 2 * microsPerSecond,
};

const ranges = {
  timeout: optional(positive),
  threshold: optional(between(0.1, 300)),
  distribution: optional(oneOf('normal', 'exponential')),
  window: optional(whole(2, 100_000)),
  firstInterval: optional(positive),
  minStdDeviation: optional(positive),
  acceptablePause: optional(atLeast(0)),
};

/** @throws OptionError for a bad option, or one that this way of judging does not go by. */
export function create(given: FailureDetectorOptions): FailureDetector {
  check('options', given, table);
  const isFixed = given.timeout !== undefined;
  const own = isFixed ? fixed : given.distribution === 'exponential' ? exponential : normal;
  const options = readOptions<Required<FailureDetectorOptions>, FailureDetectorOptions>(given, own, ranges);
  const way = isFixed ? 'a fixed timeout' : options.distribution;
  for (const [name, value] of Object.entries(options)) {
    insist(value === undefined || name in own, name, `left out: ${way} does not go by it`, value);
  }
  const s: FailureDetector = {
    options,
    heardAt: undefined,
    intervals: new Float64Array(options.window ?? 0),
    count: 0,
    next: 0,
    sum: 0,
    sumOfSquares: 0,
  };
  if (options.firstInterval !== undefined) guess(s, options.firstInterval);
  return s;
}

/** A normal distribution begins with two intervals around the guess: a quarter of it is the first deviation. */
function guess(s: FailureDetector, firstInterval: Micros): void {
  const isSpread = s.options.distribution === 'normal';
  remember(s, isSpread ? firstInterval * 0.75 : firstInterval);
  if (isSpread) remember(s, firstInterval * 1.25);
}

/** The peer was heard. A silence that was suspected, or longer than the first guess, is no interval to learn from. */
export function heartbeat(s: FailureDetector, now: Micros): void {
  if (s.heardAt !== undefined) {
    insist(now >= s.heardAt, 'now', 'not before the last heartbeat', now);
    if (isLearned(s, now, now - s.heardAt)) remember(s, now - s.heardAt);
  }
  s.heardAt = now;
}

function isLearned(s: FailureDetector, now: Micros, interval: Micros): boolean {
  const { distribution, firstInterval } = s.options;
  if (distribution === 'exponential') return interval <= (firstInterval as Micros);
  return distribution === 'normal' && !isSuspected(s, now);
}

/**
 * How suspicious the silence is: φ, or for a fixed timeout its share that is over. 0 before the first heartbeat; a φ
 * above 320, whose probability no number holds, is Infinity.
 */
export function suspicion(s: FailureDetector, now: Micros): number {
  return s.heardAt === undefined ? 0 : suspicionOf(s, Math.max(0, now - s.heardAt));
}

export function isSuspected(s: FailureDetector, now: Micros): boolean {
  return suspicion(s, now) >= limitOf(s);
}

/** When it will be suspected if nothing more is heard; undefined before the first heartbeat. */
export function nextDue(s: FailureDetector): Micros | undefined {
  if (s.heardAt === undefined) return undefined;
  let [calm, late] = [0, 1];
  while (suspicionOf(s, late) < limitOf(s)) [calm, late] = [late, late * 2];
  while (late - calm > 1) {
    const middle = Math.floor((calm + late) / 2);
    if (suspicionOf(s, middle) < limitOf(s)) calm = middle;
    else late = middle;
  }
  return s.heardAt + late;
}

/** So many deviations below the mean, the probability of a longer silence differs from 1 by less than 10⁻¹⁸. */
const surelyCalm = -9;

const limitOf = (s: FailureDetector): number => s.options.threshold ?? 1;

function suspicionOf(s: FailureDetector, silence: Micros): number {
  const { timeout, distribution, minStdDeviation = 0, acceptablePause = 0 } = s.options;
  if (timeout !== undefined) return silence / timeout;
  const mean = s.sum / s.count;
  // Time is whole microseconds: heartbeats of the same instant are up to one apart.
  if (distribution === 'exponential') return silence / (Math.max(mean, 1) * Math.LN10);
  const variance = Math.max(0, s.sumOfSquares / s.count - mean * mean);
  const deviations = (silence - mean - acceptablePause) / Math.max(Math.sqrt(variance), minStdDeviation);
  return deviations < surelyCalm ? 0 : Math.max(0, -ln(upperTail(deviations)) / Math.LN10);
}

function remember(s: FailureDetector, interval: Micros): void {
  const dropped = s.intervals[s.next] as number;
  s.sum += interval - dropped;
  s.sumOfSquares += interval * interval - dropped * dropped;
  s.intervals[s.next] = interval;
  s.next = s.next + 1 === s.intervals.length ? 0 : s.next + 1;
  s.count = Math.min(s.count + 1, s.intervals.length);
}
