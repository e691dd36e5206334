/**
 * A deadline: the moment after which nobody waits for the answer any more. It is passed down with the request, so that
 * each service knows what is left, gives those it calls no more than that, and drops work that is too late.
 *
 *   remaining = max(0, at − now);  child timeout = min(own timeout, remaining − reserve)
 *
 * Source: gRPC deadlines (`grpc-timeout`); Google SRE book ch. 22. O(1). Known failure: as a moment it needs clocks that
 * agree; so it goes over the wire as what remains, and the time on the wire is lost.
 */
import { atLeast, check, optional, positive, readOptions } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';

export interface DeadlineOptions {
  readonly now: Micros;
  readonly timeout: Micros;
}

export interface Deadline {
  at: Micros;
}

/** @throws OptionError */
export function create(given: DeadlineOptions): Deadline {
  const { now, timeout } = readOptions<DeadlineOptions, DeadlineOptions>(
    given,
    {},
    { now: atLeast(0), timeout: positive },
  );
  return { at: now + timeout };
}

/** What is left, 0 once it has passed: what is handed to the next service. */
export function remaining(s: Deadline, now: Micros): Micros {
  return Math.max(0, s.at - now);
}

export function isExpired(s: Deadline, now: Micros): boolean {
  return now >= s.at;
}

/** Whether work that takes `needed` is still worth beginning. */
export function admits(s: Deadline, now: Micros, needed: Micros): boolean {
  return now + needed <= s.at && now < s.at;
}

export interface ChildOptions {
  /** What the call would be given otherwise. */
  readonly timeout?: Micros | undefined;
  /** Kept back for what is to do with its answer. */
  readonly reserve?: Micros;
}

const childRanges = {
  timeout: optional(positive),
  reserve: atLeast(0),
};

/** The timeout of a call made on the way; undefined if there is no time left for it. */
export function childTimeout(s: Deadline, now: Micros, given: ChildOptions = {}): Micros | undefined {
  const { timeout, reserve } = readOptions<Required<ChildOptions>, ChildOptions>(
    given,
    { reserve: 0 },
    childRanges,
  );
  const left = s.at - now - reserve;
  if (left <= 0) return undefined;
  return timeout === undefined ? left : Math.min(timeout, left);
}

/** The earlier moment wins: a caller cannot be given more time than its own caller waits. */
export function tighten(s: Deadline, now: Micros, timeout: Micros): void {
  check('timeout', timeout, positive);
  s.at = Math.min(s.at, now + timeout);
}
