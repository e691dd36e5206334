/**
 * From requests to downtime, for one class of requests: seconds are merged, in order, until they hold enough requests to
 * judge, and a merged span with too few good ones is down, every second of it.
 *
 *   span closes at ≥ 10 requests;  down  ⟺  good < 90 % of arrived
 *
 * A second without arrivals joins a span that is open and never opens one: nobody asked, so nobody can say. Source: the
 * request-based SLI of the Google SRE workbook, ch. 2. O(1) per second. Known failure: at one request per second a failure
 * is smeared over ten seconds.
 */
import { assert } from '../../base/assert.ts';
import { between, readOptions, whole } from '../../base/options.ts';
import type { Ratio } from '../../base/units.ts';

export interface DowntimeOptions {
  readonly fewestRequests?: number;
  readonly goodShare?: Ratio;
}

/** Seconds `fromSecond` up to but not including `toSecond`. */
export interface Span {
  readonly fromSecond: number;
  readonly toSecond: number;
  readonly arrived: number;
  readonly good: number;
  readonly down: boolean;
}

export interface Downtime {
  readonly options: Required<DowntimeOptions>;
  open: { fromSecond: number; toSecond: number; arrived: number; good: number } | undefined;
  /** The first second that is not closed yet. */
  nextSecond: number;
  /** Seconds in spans judged so far: down, and in all. */
  downSeconds: number;
  judgedSeconds: number;
}

const none: readonly Span[] = [];

export function create(given: DowntimeOptions = {}): Downtime {
  const options = readOptions<Required<DowntimeOptions>, DowntimeOptions>(
    given,
    { fewestRequests: 10, goodShare: 0.9 },
    { fewestRequests: whole(1), goodShare: between(0, 1) },
  );
  return { options, open: undefined, nextSecond: 0, downSeconds: 0, judgedSeconds: 0 };
}

/**
 * All requests that arrived in `second` have ended, `good` of `arrived` well. Seconds come in order; one that is left
 * out had no arrivals. Returns the span that this completes, if any.
 */
export function closeSecond(s: Downtime, second: number, arrived: number, good: number): readonly Span[] {
  assert(second >= s.nextSecond, 'second: in order, each once');
  assert(good >= 0 && good <= arrived, 'good: 0 … arrived');
  s.nextSecond = second + 1;
  if (s.open === undefined) {
    if (arrived === 0) return none;
    s.open = { fromSecond: second, toSecond: second, arrived: 0, good: 0 };
  }
  s.open.toSecond = second + 1;
  s.open.arrived += arrived;
  s.open.good += good;
  return s.open.arrived >= s.options.fewestRequests ? finish(s) : none;
}

/** Judges what is still open, however few its requests: for the end of what is looked at. */
export function finish(s: Downtime): readonly Span[] {
  if (s.open === undefined) return none;
  const span = { ...s.open, down: s.open.good < s.options.goodShare * s.open.arrived };
  const seconds = span.toSecond - span.fromSecond;
  s.judgedSeconds += seconds;
  if (span.down) s.downSeconds += seconds;
  s.open = undefined;
  return [span];
}

/** Whole seconds judged down so far. */
export function downtimeSeconds(s: Downtime): number {
  return s.downSeconds;
}
