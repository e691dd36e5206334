/**
 * Hedged requests: if no answer has come after a while, a second copy is sent elsewhere; the first answer is taken, the
 * other copy cancelled. It cuts the tail for little extra load, as long as only the slowest few are sent twice.
 *
 *   delay = `after`, or the `quantile` of the last `samples` durations;  extra load ≈ 1 − quantile, at most `ratio`
 *
 * Source: J. Dean, L. Barroso, The Tail at Scale, CACM 56(2) 2013 (95th percentile); gRPC A6 hedging. O(1) per request;
 * with a quantile O(samples) per answer. Known failure: when everything is slow, everything is slow twice: hence the
 * budget. Only for what may be done twice. The durations of copies that lost are not seen, so the quantile reads low.
 */
import { assert } from '../../base/assert.ts';
import { between, check, insist, oneOf, optional, positive, readOptions, whole } from '../../base/options.ts';
import type { Micros, Ratio } from '../../base/units.ts';
import * as retryBudget from './retry-budget.ts';
import { addValue, createRollingQuantile, quantileOf, type RollingQuantile } from './rolling-quantile.ts';

export {
  anySlow,
  hedgedExtraLoad,
  hedgedQuantile,
  partQuantile,
  slowestMean,
  slowestQuantile,
} from './fan-out.ts';

/** Either `after`, or `quantile` with or without `samples`. */
export interface HedgeOptions {
  readonly after?: Micros | undefined;
  readonly quantile?: Ratio | undefined;
  /** How many durations the quantile is taken of. */
  readonly samples?: number | undefined;
  /** The most copies per request in the long run, and at once. */
  readonly ratio?: Ratio;
  readonly burst?: number;
}

export interface Hedge {
  readonly after: Micros | undefined;
  readonly quantile: Ratio | undefined;
  readonly durations: RollingQuantile | undefined;
  readonly budget: retryBudget.RetryBudget;
  /** Second copies sent, and how many of them answered first. */
  sent: number;
  won: number;
}

/** @throws OptionError */
export function create(given: HedgeOptions): Hedge {
  const { after, quantile, samples, ratio, burst } = readOptions<Required<HedgeOptions>, HedgeOptions>(
    given,
    { ratio: 0.05, burst: 10 },
    {
      after: optional(positive),
      quantile: optional(between(0.5, 0.999)),
      samples: optional(whole(1, 65_536)),
      ratio: between(0, 1),
      burst: whole(1, 1_000_000),
    },
  );
  insist((after === undefined) !== (quantile === undefined), 'after', 'either after or quantile', after);
  insist(quantile !== undefined || samples === undefined, 'samples', 'only with quantile', samples);
  const budget = retryBudget.create({ ratio, capacity: burst });
  const durations = quantile === undefined ? undefined : createRollingQuantile(samples ?? 200);
  if (quantile !== undefined)
    insist((samples ?? 200) >= needed(quantile), 'samples', `at least ${needed(quantile)}`, samples);
  return { after, quantile, durations, budget, sent: 0, won: 0 };
}

/** A request is sent. */
export function recordRequest(s: Hedge, now: Micros): void {
  retryBudget.recordRequest(s.budget, now);
}

/** How long to wait for its answer before the second copy; undefined while too few durations are known. */
export function delayBeforeHedge(s: Hedge): Micros | undefined {
  const { durations, quantile } = s;
  if (durations === undefined || quantile === undefined) return s.after;
  return durations.count < needed(quantile) ? undefined : quantileOf(durations, quantile);
}

/** That time has passed: true if the second copy may be sent, which is then counted. */
export function tryHedge(s: Hedge, now: Micros): boolean {
  if (!retryBudget.tryRetry(s.budget, now)) return false;
  s.sent += 1;
  return true;
}

const winners = oneOf('first', 'second');

/** The first answer of a request, so long after its first copy was sent; the other copy is to be cancelled. */
export function recordAnswer(s: Hedge, winner: 'first' | 'second', duration: Micros): void {
  check('winner', winner, winners);
  if (winner === 'second') {
    assert(s.won < s.sent, 'recordAnswer: only of a copy that was sent');
    s.won += 1;
  }
  if (s.durations === undefined) return;
  check('duration', duration, between(0, Number.MAX_SAFE_INTEGER));
  addValue(s.durations, duration);
}

/** Of how many values at least one lies above the quantile; 0.95 needs 20. */
const needed = (quantile: Ratio): number => Math.ceil(1 / (1 - quantile) - 1e-9);
