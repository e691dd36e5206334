/**
 * Failures counted: so many within a period, or so many in a row.
 *
 *   countInPeriod: the n-th last failure was less than `period` ago, n = failureThreshold
 *   consecutive:   failures since the last success ≥ failureThreshold
 *
 * Source: M. Nygard, Release It! 2nd ed. 2018; cockatiel ConsecutiveBreaker. O(1) per outcome: only the times of the last
 * n failures matter. Known failure: 5 failures in 10 s is 100 % of the calls of a quiet service and 0.5 % of a busy one;
 * and in a row, one success among a hundred failures begins the count anew.
 */
import { anything, check, positive, readOptions, whole } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';

export interface CountInPeriodOptions {
  readonly kind: 'countInPeriod';
  readonly period: Micros;
}

export interface CountInPeriod {
  readonly kind: 'countInPeriod';
  readonly period: Micros;
  /** When the last failures were, as many as the threshold; a ring. */
  readonly failedAt: Float64Array;
  /** Where the next one goes, over the oldest. */
  next: number;
}

export interface ConsecutiveOptions {
  readonly kind: 'consecutive';
}

export interface Consecutive {
  readonly kind: 'consecutive';
  readonly failureThreshold: number;
  failures: number;
}

/** `name`: what the caller calls the period. */
export function createCountInPeriod(
  given: CountInPeriodOptions,
  failureThreshold: number,
  name: string,
): CountInPeriod {
  check('failureThreshold', failureThreshold, whole(1, 65_536));
  check(name, given.period, positive);
  const { kind, period } = readOptions<CountInPeriodOptions, CountInPeriodOptions>(
    given,
    {},
    { kind: anything, period: anything },
    'window.',
  );
  const failedAt = new Float64Array(failureThreshold).fill(Number.NEGATIVE_INFINITY);
  return { kind, period, failedAt, next: 0 };
}

/** A failure: true if it is one too many. */
export function recordCountInPeriod(w: CountInPeriod, now: Micros): boolean {
  const { failedAt, next } = w;
  failedAt[next] = now;
  w.next = next + 1 === failedAt.length ? 0 : next + 1;
  return now - (failedAt[w.next] as number) < w.period;
}

/** `next` takes over the last failures that it has room for. */
export function retuneCountInPeriod(w: CountInPeriod, next: CountInPeriod): void {
  const { failedAt } = w;
  for (let step = 0; step < failedAt.length; step += 1)
    recordCountInPeriod(next, failedAt[(w.next + step) % failedAt.length] as number);
}

export function clearCountInPeriod(w: CountInPeriod): void {
  w.failedAt.fill(Number.NEGATIVE_INFINITY);
}

export function createConsecutive(given: ConsecutiveOptions, failureThreshold: number): Consecutive {
  check('failureThreshold', failureThreshold, whole(1));
  const { kind } = readOptions<ConsecutiveOptions, ConsecutiveOptions>(
    given,
    {},
    { kind: anything },
    'window.',
  );
  return { kind, failureThreshold, failures: 0 };
}

export function retuneConsecutive(w: Consecutive, next: Consecutive): void {
  next.failures = w.failures;
}

export function recordConsecutive(w: Consecutive, failed: boolean): boolean {
  w.failures = failed ? w.failures + 1 : 0;
  return w.failures >= w.failureThreshold;
}

export function clearConsecutive(w: Consecutive): void {
  w.failures = 0;
}
