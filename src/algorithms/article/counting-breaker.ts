/**
 * A circuit breaker that counts failures within a period and keeps no tie between a call and the mode it began in.
 *
 *   closed or half-open → open: failures younger than `period` ≥ failureThreshold;
 *   open → half-open: the first call at or after `openFor`;  half-open → closed: successThreshold successes
 *
 * Source: the article's breaker; held against the `article` rows of the breaker recordings. tryAcquire O(1), report
 * O(failures in the period). Known failure: a failed probe does not open it again until the threshold is reached once
 * more; half-open lets everyone through; the successes that close it need not be consecutive; failures outlive a recovery;
 * results of calls from before the trip count; it counts failures whatever the number of calls; its deadline is wall time.
 */

import { positive, readOptions, whole } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import type { Outcome } from '../outcome.ts';
import type { Defect } from './defect.ts';

const right = 'circuitBreaker';

export const defects: readonly Defect[] = [
  {
    name: 'failedProbeIgnored',
    keys: [],
    right,
    what: 'A failed probe leaves it half-open; as many must fail as to trip it the first time.',
  },
  {
    name: 'noProbeLimit',
    keys: [],
    right,
    what: 'Half-open lets every call through to a service that may be down.',
  },
  {
    name: 'successesNotConsecutive',
    keys: [],
    right,
    what: 'A failure between two probes that succeed does not start their count anew.',
  },
  {
    name: 'failuresOutliveRecovery',
    keys: [],
    right,
    what: 'A success sets the shown count to 0 and keeps the list it is computed from.',
  },
  {
    name: 'lateResultsCount',
    keys: [],
    right,
    what: 'A call that began before the trip changes the mode when it ends, whatever the mode is by then.',
  },
  {
    name: 'countInsteadOfRate',
    keys: [],
    right,
    what: 'Five failures trip it, be it of six calls or of two hundred.',
  },
  {
    name: 'deadlineInWallTime',
    keys: [],
    right,
    what: 'The end of the open time is a time of day: a clock set back an hour keeps it open an hour longer.',
  },
  {
    name: 'toldAfterTheChange',
    keys: [],
    right,
    what: 'A trip is told after the mode has changed, so the log says that it went from open to open.',
  },
];

export type Mode = 'closed' | 'open' | 'halfOpen';

export interface CountingBreakerOptions {
  readonly failureThreshold: number;
  readonly successThreshold: number;
  readonly openFor: Micros;
  /** Failures older than this do not count. */
  readonly period: Micros;
}

export interface CountingBreaker extends CountingBreakerOptions {
  mode: Mode;
  /** As its monitoring shows it. */
  failureCount: number;
  successCount: number;
  openUntil: Micros;
  failures: Micros[];
}

export function create(given: CountingBreakerOptions): CountingBreaker {
  const options = readOptions<CountingBreakerOptions, CountingBreakerOptions>(
    given,
    {},
    { failureThreshold: whole(1), successThreshold: whole(1), openFor: positive, period: positive },
  );
  return { ...options, mode: 'closed', failureCount: 0, successCount: 0, openUntil: 0, failures: [] };
}

/** Whether a call may run. It is nobody's in particular: that is one of the defects. */
export function tryAcquire(s: CountingBreaker, now: Micros): boolean {
  if (s.mode !== 'open') return true;
  if (now < s.openUntil) return false;
  s.mode = 'halfOpen';
  s.successCount = 0;
  return true;
}

/** A call has ended. Hands back the change of mode as its log tells it. */
export function report(
  s: CountingBreaker,
  now: Micros,
  outcome: Outcome,
): { readonly from: Mode; readonly to: Mode } | undefined {
  return outcome === 'ok' ? noteSuccess(s) : noteFailure(s, now);
}

/** Reading it changes nothing: after `openFor` it still says open until somebody calls. */
export function stateOf(s: CountingBreaker): Mode {
  return s.mode;
}

function noteSuccess(s: CountingBreaker): { from: Mode; to: Mode } | undefined {
  s.failureCount = 0;
  if (s.mode !== 'halfOpen') return undefined;
  s.successCount += 1;
  if (s.successCount < s.successThreshold) return undefined;
  s.mode = 'closed';
  s.successCount = 0;
  return { from: 'halfOpen', to: 'closed' };
}

function noteFailure(s: CountingBreaker, now: Micros): { from: Mode; to: Mode } | undefined {
  s.failures = [...s.failures, now].filter((at) => at > now - s.period);
  s.failureCount = s.failures.length;
  if (s.failureCount < s.failureThreshold || s.mode === 'open') return undefined;
  s.mode = 'open';
  s.openUntil = now + s.openFor;
  return { from: s.mode, to: 'open' };
}
