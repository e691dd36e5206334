/**
 * Autoscaling by target tracking: as many servers as bring their utilization to the target, within limits, not again
 * until the last change had time to show.
 *
 *   wanted = ⌈ready · utilization / target⌉ within [min, max]; within tolerance · target, what is there stays
 *
 * A new server takes `warmUp` to become ready; until then it counts as ordered, and what is measured is of the ready ones.
 * Source: Kubernetes HorizontalPodAutoscaler (formula, tolerance 0.1); AWS target tracking (cooldowns, warm-up). O(servers
 * warming up). Known failure: it follows load, so a burst shorter than detection + warm-up is over before help arrives.
 */
import { between, insist, positive, type Range, readOptions, whole } from '../../base/options.ts';
import type { Micros, Ratio } from '../../base/units.ts';

export interface AutoscalerOptions {
  readonly min: number;
  readonly max: number;
  /** Utilization to aim for. */
  readonly target: Ratio;
  readonly tolerance?: Ratio;
  /** From order to ready. */
  readonly warmUp: Micros;
  /** After any change: no more servers for so long. */
  readonly cooldownOut: Micros;
  /** After any change: no fewer servers for so long. */
  readonly cooldownIn: Micros;
}

export interface Autoscaler {
  readonly options: Required<AutoscalerOptions>;
  ready: number;
  /** When each server on order will be ready, ascending. */
  warming: Micros[];
  /** When the last change was; undefined before the first. */
  changedAt: Micros | undefined;
}

const shareAboveZero: Range = {
  allows: (value) => positive.allows(value) && (value as number) <= 1,
  words: 'more than 0, at most 1',
};

/** What a quotient of two decimals may be off by: 15 · 0.68 / 0.6 is 17, not a little more. */
const roundingError = 1e-12;

export function create(given: AutoscalerOptions): Autoscaler {
  const options = readOptions<Required<AutoscalerOptions>, AutoscalerOptions>(
    given,
    { tolerance: 0.1 },
    {
      min: whole(1),
      max: whole(1),
      target: shareAboveZero,
      tolerance: between(0, 1),
      warmUp: whole(0),
      cooldownOut: whole(0),
      cooldownIn: whole(0),
    },
  );
  insist(options.max >= options.min, 'max', `at least min = ${options.min}`, options.max);
  return { options, ready: options.min, warming: [], changedAt: undefined };
}

/** When the next server becomes ready. */
export function nextDue(s: Autoscaler): Micros | undefined {
  return s.warming[0];
}

/** Lets time pass. True if a server became ready. */
export function advance(s: Autoscaler, now: Micros): boolean {
  const before = s.ready;
  while (s.warming[0] !== undefined && s.warming[0] <= now) {
    s.warming.shift();
    s.ready += 1;
  }
  return s.ready !== before;
}

/** Servers ready for work, and those on order. */
export function servers(s: Autoscaler): { readonly ready: number; readonly warming: number } {
  return { ready: s.ready, warming: s.warming.length };
}

/**
 * The ready servers' mean utilization (above 1 when work piles up) has been measured. Changes the number of servers if it
 * is time to; returns by how many.
 */
export function observe(s: Autoscaler, now: Micros, utilization: number): number {
  insist(Number.isFinite(utilization) && utilization >= 0, 'utilization', 'at least 0', utilization);
  advance(s, now);
  const have = s.ready + s.warming.length;
  const change = wanted(s, utilization) - have;
  if (change === 0 || isCooling(s, now, change > 0)) return 0;
  if (change > 0) order(s, now, change);
  else cancel(s, -change);
  s.changedAt = now;
  return change;
}

/** How many servers would bring that utilization to the target. */
export function wanted(s: Autoscaler, utilization: number): number {
  const { min, max, target, tolerance } = s.options;
  const ratio = utilization / target;
  const have = s.ready + s.warming.length;
  if (Math.abs(ratio - 1) <= tolerance + roundingError) return Math.min(max, Math.max(min, have));
  const needed = Math.ceil(s.ready * ratio - s.ready * roundingError);
  // While the ready are too busy, nothing that is on its way is called off.
  return Math.min(max, Math.max(min, ratio > 1 ? Math.max(have, needed) : needed));
}

function isCooling(s: Autoscaler, now: Micros, isOut: boolean): boolean {
  if (s.changedAt === undefined) return false;
  return now - s.changedAt < (isOut ? s.options.cooldownOut : s.options.cooldownIn);
}

function order(s: Autoscaler, now: Micros, count: number): void {
  for (let ordered = 0; ordered < count; ordered += 1) s.warming.push(now + s.options.warmUp);
  advance(s, now);
}

/** What is still on order goes first. */
function cancel(s: Autoscaler, count: number): void {
  const unfinished = Math.min(count, s.warming.length);
  s.warming.length -= unfinished;
  s.ready -= count - unfinished;
}
