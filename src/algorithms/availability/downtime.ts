/**
 * From requests to downtime, for one class of requests: seconds are merged, in order, until they hold at least ten
 * requests, and a merged span with less than 90 % good is down, every second of it. Source: docs/ARCHITECTURE.md,
 * "Ledger"; after the request-based SLI of the Google SRE workbook. O(1) per second. A second without arrivals joins a
 * span that is open and never opens one: nobody asked, so nobody can say. Known failure: at one request per second a
 * failure is smeared over ten seconds.
 */
import { assert } from '../../base/assert.ts';
import type { Ratio } from '../../base/units.ts';

export interface DowntimeOptions {
  readonly fewestRequests?: number;
  readonly goodShare?: Ratio;
}

/** Seconds `from` … `to`, both included. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly arrived: number;
  readonly good: number;
  readonly isDown: boolean;
}

export interface Downtime {
  readonly options: Required<DowntimeOptions>;
  open: { from: number; to: number; arrived: number; good: number } | undefined;
  lastSecond: number;
  /** Seconds in spans judged so far, down and in all. */
  downtimeSeconds: number;
  judgedSeconds: number;
}

export function create(given: DowntimeOptions = {}): Downtime {
  const options = { fewestRequests: 10, goodShare: 0.9, ...given };
  assert(options.fewestRequests >= 1, 'fewestRequests: at least 1');
  assert(options.goodShare >= 0 && options.goodShare <= 1, 'goodShare: 0 … 1');
  return { options, open: undefined, lastSecond: -1, downtimeSeconds: 0, judgedSeconds: 0 };
}

/**
 * All requests that arrived in `second` have ended, `good` of `arrived` well. Seconds come in order; one that is left
 * out had no arrivals. Appends the span that this completes, if any.
 */
export function closeSecond(s: Downtime, second: number, arrived: number, good: number, spans: Span[]): void {
  assert(second > s.lastSecond, 'second: in order, each once');
  assert(good >= 0 && good <= arrived, 'good: 0 … arrived');
  s.lastSecond = second;
  if (s.open === undefined) {
    if (arrived === 0) return;
    s.open = { from: second, to: second, arrived: 0, good: 0 };
  }
  s.open.to = second;
  s.open.arrived += arrived;
  s.open.good += good;
  if (s.open.arrived >= s.options.fewestRequests) finish(s, spans);
}

/** Judges what is still open, however few its requests: for the end of a run. */
export function finish(s: Downtime, spans: Span[]): void {
  if (s.open === undefined) return;
  const { from, to, arrived, good } = s.open;
  const isDown = good < s.options.goodShare * arrived;
  spans.push({ from, to, arrived, good, isDown });
  s.judgedSeconds += to - from + 1;
  if (isDown) s.downtimeSeconds += to - from + 1;
  s.open = undefined;
}
