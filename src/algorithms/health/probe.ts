/**
 * Active health checking: a server leaves service after `fall` failed probes in a row and returns after `rise` good
 * ones. Sources: HAProxy `inter`/`fall`/`rise`, NGINX Plus `health_check`; Kubernetes names the same numbers
 * failureThreshold and successThreshold. The machine is the authority for the verdict; the run of equal results is
 * counted outside. O(1) per result, and the machine is asked only when the mode changes. Known failure: a fault is seen
 * at the earliest after fall − 1 intervals, and one request in `fall` may still be lucky.
 */
import { type EventFrom, setup } from 'xstate';
import { assert } from '../../base/assert.ts';
import type { Micros } from '../../base/units.ts';
import { changeMode } from '../hybrid.ts';

export type ProbeMode = 'up' | 'goingDown' | 'down' | 'goingUp';
export type ProbeResult = 'ok' | 'failed';

export interface ProbeOptions {
  readonly interval: Micros;
  /** A probe unanswered for this long has failed. At most `interval`, so that probes of one server never overlap. */
  readonly timeout: Micros;
  readonly fall: number;
  readonly rise: number;
  /** No probe before this age of the server (Kubernetes initialDelaySeconds). */
  readonly initialDelay?: Micros;
  readonly initially?: 'up' | 'down';
  readonly now?: Micros;
}

export interface Probe {
  readonly options: Required<ProbeOptions>;
  mode: ProbeMode;
  /** Results in a row against the verdict. */
  contrary: number;
  nextAt: Micros;
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

export function create(given: ProbeOptions): Probe {
  const options = { initialDelay: 0, initially: 'up' as const, now: 0, ...given };
  assert(options.interval > 0, 'interval: more than 0');
  assert(
    options.timeout > 0 && options.timeout <= options.interval,
    'timeout: more than 0, at most interval',
  );
  assert(Number.isInteger(options.fall) && options.fall >= 1, 'fall: a whole number of at least 1');
  assert(Number.isInteger(options.rise) && options.rise >= 1, 'rise: a whole number of at least 1');
  return { options, mode: options.initially, contrary: 0, nextAt: options.now + options.initialDelay };
}

/** When the next probe is to be sent. */
export function nextDue(s: Probe): Micros {
  return s.nextAt;
}

/** True if a probe is to be sent now; the one after is then an interval away. */
export function advance(s: Probe, now: Micros): boolean {
  if (now < s.nextAt) return false;
  s.nextAt = now + s.options.interval;
  return true;
}

/** Takes in the result of one probe. True if the verdict changed. */
export function observe(s: Probe, result: ProbeResult): boolean {
  const isGood = result === 'ok';
  if (isGood === (verdict(s) === 'up')) {
    s.contrary = 0;
    if (s.mode === 'goingDown' || s.mode === 'goingUp') move(s, 'CONFIRM');
    return false;
  }
  s.contrary += 1;
  if (s.contrary >= (isGood ? s.options.rise : s.options.fall)) {
    s.contrary = 0;
    move(s, 'TURN');
    return true;
  }
  if (s.mode === 'up' || s.mode === 'down') move(s, 'DOUBT');
  return false;
}

/** What the balancer goes by: a server going down still gets traffic, one going up gets none yet. */
export function verdict(s: Probe): 'up' | 'down' {
  return s.mode === 'up' || s.mode === 'goingDown' ? 'up' : 'down';
}

function move(s: Probe, type: EventFrom<typeof probeMachine>['type']): void {
  s.mode = changeMode<ProbeMode, { type: string }>(probeMachine, s.mode, { type });
}
