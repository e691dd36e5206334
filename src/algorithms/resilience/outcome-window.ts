/**
 * What a circuit breaker remembers of the outcomes of its calls, and when it has seen enough failures. Four ways:
 *
 *   countInPeriod   failures in the last `period` ≥ failureThreshold
 *   consecutive     failures in a row ≥ failureThreshold
 *   ratioInPeriod   failures / volume in the last `period` > failureThreshold, from `minimumVolume` on
 *   ratioInCount    the same over the last `size` outcomes
 *
 * Source: M. Nygard, Release It! (counts); Hystrix, opossum and cockatiel (ratios, minimum volume). O(1) per outcome, no
 * allocation. Known failure: a count knows no volume, so enough traffic trips it at any error rate; a ratio is blind
 * below its minimum volume.
 */
import { check, type Range } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import {
  type Consecutive,
  type ConsecutiveOptions,
  type CountInPeriod,
  type CountInPeriodOptions,
  clearConsecutive,
  clearCountInPeriod,
  createConsecutive,
  createCountInPeriod,
  recordConsecutive,
  recordCountInPeriod,
  retuneConsecutive,
  retuneCountInPeriod,
} from './failure-counts.ts';
import {
  clearRatioInCount,
  createRatioInCount,
  type RatioInCount,
  type RatioInCountOptions,
  recordRatioInCount,
} from './ratio-in-count.ts';
import {
  clearRatioInPeriod,
  createRatioInPeriod,
  type RatioInPeriod,
  type RatioInPeriodOptions,
  recordAttemptInPeriod,
  recordRatioInPeriod,
} from './ratio-in-period.ts';

/** A plain number of Micros is the period of a `countInPeriod`. */
export type OutcomeWindowOptions =
  | Micros
  | CountInPeriodOptions
  | ConsecutiveOptions
  | RatioInPeriodOptions
  | RatioInCountOptions;

export type OutcomeWindow = CountInPeriod | Consecutive | RatioInPeriod | RatioInCount;

const kinds: readonly string[] = ['countInPeriod', 'consecutive', 'ratioInPeriod', 'ratioInCount'];

const windows: Range = {
  allows: (value) =>
    typeof value === 'number' || kinds.includes((value as { kind?: string } | null)?.kind ?? ''),
  words: `a period, or an object with a kind: ${kinds.join(' | ')}`,
};

/** @throws OptionError */
export function createWindow(given: OutcomeWindowOptions, failureThreshold: number): OutcomeWindow {
  check('window', given, windows);
  if (typeof given === 'number')
    return createCountInPeriod({ kind: 'countInPeriod', period: given }, failureThreshold, 'window');
  switch (given.kind) {
    case 'countInPeriod':
      return createCountInPeriod(given, failureThreshold, 'window.period');
    case 'consecutive':
      return createConsecutive(given, failureThreshold);
    case 'ratioInPeriod':
      return createRatioInPeriod(given, failureThreshold);
    case 'ratioInCount':
      return createRatioInCount(given, failureThreshold);
  }
}

/** A window of new options that remembers what `w` did, if both count failures in the same way. @throws OptionError */
export function retuneWindow(
  w: OutcomeWindow,
  given: OutcomeWindowOptions,
  failureThreshold: number,
): OutcomeWindow {
  const next = createWindow(given, failureThreshold);
  if (w.kind === 'countInPeriod' && next.kind === 'countInPeriod') retuneCountInPeriod(w, next);
  else if (w.kind === 'consecutive' && next.kind === 'consecutive') retuneConsecutive(w, next);
  return next;
}

/** True if this outcome is a failure too many. */
export function recordOutcome(w: OutcomeWindow, now: Micros, failed: boolean): boolean {
  switch (w.kind) {
    case 'countInPeriod':
      return failed && recordCountInPeriod(w, now);
    case 'consecutive':
      return recordConsecutive(w, failed);
    case 'ratioInPeriod':
      return recordRatioInPeriod(w, now, failed);
    case 'ratioInCount':
      return recordRatioInCount(w, failed);
  }
}

/** A call was asked for, whether it may run or not; counts where `volume` is 'attempts'. */
export function recordAttempt(w: OutcomeWindow, now: Micros): void {
  if (w.kind === 'ratioInPeriod' && w.volume === 'attempts') recordAttemptInPeriod(w, now);
}

export function clearWindow(w: OutcomeWindow): void {
  if (w.kind === 'countInPeriod') clearCountInPeriod(w);
  else if (w.kind === 'consecutive') clearConsecutive(w);
  else if (w.kind === 'ratioInPeriod') clearRatioInPeriod(w);
  else clearRatioInCount(w);
}
