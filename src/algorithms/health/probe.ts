/**
 * Active health checking: ask each `period`; `failureThreshold` failures in a row turn the verdict down, and
 * `successThreshold` good ones turn it up again.
 *
 *   after a fault:  (failureThreshold − 1) × period  ≤  detection  <  failureThreshold × period,  + timeout if it hangs
 *
 * Source: HAProxy `inter`/`fall`/`rise` (kind healthCheck); Kubernetes v1.Probe (liveness, readiness, startup), whose
 * names and defaults these are. The machine is the authority for the verdict; the run of contrary results is counted
 * outside. O(1) per result, and the machine is asked only on a change of mode. Known failure: it judges the probe's
 * path, not the users': a server that answers probes and nothing else stays in.
 */

import { type EventFrom, setup } from 'xstate';
import { atLeast, insist, oneOf, optional, positive, readOptions, whole } from '../../base/options.ts';
import { type Micros, microsPerSecond } from '../../base/units.ts';
import { changeMode } from '../hybrid.ts';
import { checkOutcome, type Outcome } from '../outcome.ts';

export type ProbeKind = 'healthCheck' | 'liveness' | 'readiness' | 'startup';
export type ProbeMode = 'up' | 'goingDown' | 'down' | 'goingUp';
/** What is done to a server whose verdict is down. */
export type Consequence = 'none' | 'outOfRotation' | 'restart';

export interface ProbeOptions {
  readonly kind?: ProbeKind;
  /** No probe before this age of the server. */
  readonly initialDelay?: Micros;
  readonly period?: Micros;
  /** A probe unanswered for so long has failed. At most `period`, so that those of one server never overlap. */
  readonly timeout?: Micros;
  readonly failureThreshold?: number;
  /** Liveness and startup: 1, since their down is final until the restart. */
  readonly successThreshold?: number;
  /** The verdict before the first probe. Left out: down for readiness, up for the others. */
  readonly initially?: 'up' | 'down' | undefined;
  /** When the server was started. */
  readonly now?: Micros;
}

export interface Probe {
  readonly options: Required<ProbeOptions>;
  mode: ProbeMode;
  /** Results in a row against the verdict. */
  contrary: number;
  nextAt: Micros;
  /** When the probe that is not answered yet was sent. */
  sentAt: Micros | undefined;
  /** The last probe was not answered in time: an answer that comes yet is none. */
  isLate: boolean;
}

export const probeMachine = setup({
  types: { events: {} as { type: 'DOUBT' } | { type: 'CONFIRM' } | { type: 'TURN' } },
}).createMachine({
  id: 'probe',
  initial: 'up',
  states: {
    up: { on: { DOUBT: 'goingDown', TURN: 'down' } },
    goingDown: { on: { CONFIRM: 'up', TURN: 'down' } },
    down: { on: { DOUBT: 'goingUp', TURN: 'up' } },
    goingUp: { on: { CONFIRM: 'down', TURN: 'up' } },
  },
});

const ranges = {
  kind: oneOf('healthCheck', 'liveness', 'readiness', 'startup'),
  initialDelay: atLeast(0),
  period: positive,
  timeout: positive,
  failureThreshold: whole(1),
  successThreshold: whole(1),
  initially: optional(oneOf('up', 'down')),
  now: atLeast(0),
};

const defaults = {
  kind: 'healthCheck' as const,
  initialDelay: 0,
  period: 10 * microsPerSecond,
  timeout: microsPerSecond,
  failureThreshold: 3,
  successThreshold: 1,
  now: 0,
};

/** @throws OptionError for an option outside its range, or one that its kind does not allow. `inside`: `liveness.` */
export function create(given: ProbeOptions, inside = ''): Probe {
  const options = readOptions<Required<ProbeOptions>, ProbeOptions>(given, defaults, ranges, inside);
  const { kind, period, timeout, successThreshold, initialDelay, now } = options;
  insist(timeout <= period, `${inside}timeout`, 'at most period', timeout);
  const isFinal = kind === 'liveness' || kind === 'startup';
  insist(!isFinal || successThreshold === 1, `${inside}successThreshold`, `1 for ${kind}`, successThreshold);
  const mode = options.initially ?? (kind === 'readiness' ? 'down' : 'up');
  return { options, mode, contrary: 0, nextAt: now + initialDelay, sentAt: undefined, isLate: false };
}

/** When the next probe is to be sent, or the one under way has failed for want of an answer. */
export function nextDue(s: Probe): Micros {
  return s.sentAt === undefined ? s.nextAt : Math.min(s.nextAt, s.sentAt + s.options.timeout);
}

/** True if a probe is to be sent now; the one after is then a period away. One that was not answered in time has failed. */
export function advance(s: Probe, now: Micros): boolean {
  if (isOverdue(s, now)) {
    observe(s, 'failed');
    s.isLate = true;
  }
  if (now < s.nextAt) return false;
  s.nextAt = now + s.options.period;
  s.sentAt = now;
  s.isLate = false;
  return true;
}

/** Whether the probe under way has not been answered in time. */
export function isOverdue(s: Probe, now: Micros): boolean {
  return s.sentAt !== undefined && now >= s.sentAt + s.options.timeout;
}

/** Takes in the result of the probe under way, or of one that was sent without `advance`. True if the verdict changed. */
export function observe(s: Probe, result: Outcome): boolean {
  checkOutcome(result);
  if (s.isLate) return false;
  s.sentAt = undefined;
  const isGood = result === 'ok';
  if (isGood === (verdict(s) === 'up')) {
    s.contrary = 0;
    if (s.mode === 'goingDown' || s.mode === 'goingUp') move(s, 'CONFIRM');
    return false;
  }
  s.contrary += 1;
  if (s.contrary >= (isGood ? s.options.successThreshold : s.options.failureThreshold)) {
    s.contrary = 0;
    move(s, 'TURN');
    return true;
  }
  if (s.mode === 'up' || s.mode === 'down') move(s, 'DOUBT');
  return false;
}

/** What is gone by: a server going down still counts as up, one going up not yet. */
export function verdict(s: Probe): 'up' | 'down' {
  return s.mode === 'up' || s.mode === 'goingDown' ? 'up' : 'down';
}

/** What the verdict means: a server that is not alive is restarted, one that is not ready only gets no traffic. */
export function consequence(s: Probe): Consequence {
  if (verdict(s) === 'up') return 'none';
  const { kind } = s.options;
  return kind === 'liveness' || kind === 'startup' ? 'restart' : 'outOfRotation';
}

function move(s: Probe, type: EventFrom<typeof probeMachine>['type']): void {
  s.mode = changeMode<ProbeMode, { type: string }>(probeMachine, s.mode, { type });
}
