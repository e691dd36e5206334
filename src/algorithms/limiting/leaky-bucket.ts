/**
 * Leaky bucket, as nginx limit_req keeps it: `excess` is how far a client is ahead of its rate. Up to `burst` a
 * request is admitted but has to wait until its turn, so that what leaves is steady; beyond, it is refused and leaves
 * no trace.
 *
 *   excess ← max(0, excess − rate · elapsed + 1), the first request of all: 0
 *   refused  ⟺  excess > burst;   wait (the answer's `delay`) = (excess − `delay`) / rate, if positive
 *
 * The option `delay` counts requests, the answer's `delay` is a time; with `nodelay` nobody ever waits. All is counted
 * in whole thousandths of a request and whole clock ticks, rounded down. Source: nginx 1.22
 * `ngx_http_limit_req_module.c`. O(1) per call, two numbers a client. Known failure: a request at exactly the rate is
 * refused if the clock rounds it a millisecond early (burst 0); and a delayed request holds a connection all the
 * while.
 */
import { atLeast, insist, positive, readOptions, whole, yesOrNo } from '../../base/options.ts';
import { type Micros, microsPerMilli, microsPerSecond, type PerSecond } from '../../base/units.ts';
import { type Answer, refuse } from './answer.ts';

export interface LeakyBucketOptions {
  /** At least a thousandth of a request per second; nginx counts in thousandths, rounded down. */
  readonly ratePerSecond: PerSecond;
  /** Requests a client may be ahead of its rate. */
  readonly burst?: number;
  /** Requests (as in nginx's `delay=`) ahead that still go through at once; the answer's `delay` is a time, in µs. */
  readonly delay?: number;
  /** Nothing waits: all that is admitted goes through at once. */
  readonly nodelay?: boolean;
  /** Time is seen in whole multiples of this; nginx: a millisecond. */
  readonly clockGranularity?: Micros;
}

/** All in thousandths of a request. */
export interface LeakyBucket {
  readonly rate: number;
  readonly burst: number;
  readonly delay: number;
  readonly nodelay: boolean;
  readonly clockGranularity: Micros;
  excess: number;
  /** Tick of the last admitted request; undefined before the first. */
  lastAt: Micros | undefined;
}

const request = 1000;

const ranges = {
  ratePerSecond: atLeast(1 / request),
  burst: whole(0, 1_000_000),
  delay: whole(0, 1_000_000),
  nodelay: yesOrNo,
  clockGranularity: positive,
};

export function create(given: LeakyBucketOptions): LeakyBucket {
  const { ratePerSecond, burst, delay, nodelay, clockGranularity } = readOptions<
    Required<LeakyBucketOptions>,
    LeakyBucketOptions
  >(given, { burst: 0, delay: 0, nodelay: false, clockGranularity: microsPerMilli }, ranges);
  insist(!(nodelay && delay > 0), 'delay', '0 with nodelay, which lets all through at once', delay);
  insist(delay <= burst, 'delay', 'at most burst, beyond which all is refused', delay);
  return {
    // A rate given as a quotient may lie a hair below the thousandth it means.
    rate: Math.floor(ratePerSecond * request + 1e-6),
    burst: burst * request,
    delay: delay * request,
    nodelay,
    clockGranularity,
    excess: 0,
    lastAt: undefined,
  };
}

export function admit(s: LeakyBucket, now: Micros): Answer {
  const at = tick(s, now);
  const excess = excessAt(s, at);
  if (excess > s.burst) return refuse(waitFrom(s, now));
  s.excess = excess;
  s.lastAt = s.lastAt === undefined ? at : Math.max(s.lastAt, at);
  return { allowed: true, remaining: Math.floor((s.burst - excess) / request), delay: delayOf(s, excess) };
}

/** What a request now would bring the client's excess to, in requests: the number in nginx's log. */
export function excessOf(s: LeakyBucket, now: Micros): number {
  return excessAt(s, tick(s, now)) / request;
}

function excessAt(s: LeakyBucket, at: Micros): number {
  if (s.lastAt === undefined) return 0;
  const leaked = Math.floor((s.rate * Math.max(0, at - s.lastAt)) / microsPerSecond);
  return Math.max(0, s.excess - leaked + request);
}

function delayOf(s: LeakyBucket, excess: number): Micros {
  if (s.nodelay || excess <= s.delay) return 0;
  return tick(s, ((excess - s.delay) * microsPerSecond) / s.rate);
}

/** Until the first tick at which enough has leaked. */
function waitFrom(s: LeakyBucket, now: Micros): Micros {
  const mustLeak = s.excess + request - s.burst;
  const ticks = Math.ceil((mustLeak * microsPerSecond) / s.rate / s.clockGranularity);
  return (s.lastAt ?? 0) + ticks * s.clockGranularity - now;
}

const tick = (s: LeakyBucket, time: Micros): Micros =>
  Math.floor(time / s.clockGranularity) * s.clockGranularity;
