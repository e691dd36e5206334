/**
 * A circuit breaker: calls to a service that keeps failing are refused at once (open), until after `openFor` a few probes
 * (half-open) find out whether it is back. So callers fail fast instead of waiting, and the service is left in peace.
 *
 *   closed → open       the outcome window has seen enough failures
 *   open → halfOpen     openFor has passed: by the clock ('timer'), or noticed by the next call ('call')
 *   halfOpen → closed   successThreshold probes in a row succeeded
 *   halfOpen → open     one failed
 *
 * At most `halfOpenLimit` probes are under way at a time. A permit belongs to the stretch of one state in which it was
 * given: a result that comes later changes nothing.
 *
 * Source: M. Nygard, Release It! (2007, 2018); opossum and cockatiel for the windows. O(1) per call; a change of state asks
 * the machine. Known failure: one breaker per service, not per server, cuts off the healthy ones too; a permit that is
 * never reported keeps its probe's place, so each call needs a timeout of its own.
 */
import { assert } from '../../base/assert.ts';
import {
  anything,
  atLeast,
  check,
  oneOf,
  optional,
  positive,
  readOptions,
  whole,
  yesOrNo,
} from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import { changeMode } from '../hybrid.ts';
import { checkOutcome, type Outcome } from '../outcome.ts';
import {
  type BreakerChange,
  type BreakerMode,
  circuitBreakerMachine,
  openForPassed,
} from './breaker-machine.ts';
import {
  clearWindow,
  createWindow,
  type OutcomeWindow,
  type OutcomeWindowOptions,
  recordAttempt,
  recordOutcome,
  retuneWindow,
} from './outcome-window.ts';

export { circuitBreakerMachine } from './breaker-machine.ts';
export { falseTripProbability, recoveryOdds } from './breaker-odds.ts';

export interface CircuitBreakerOptions {
  /** A number of failures, or a ratio, as the window says. */
  readonly failureThreshold: number;
  /** So many probes in a row close it. */
  readonly successThreshold?: number;
  readonly openFor: Micros;
  /** A plain number: failureThreshold failures within so long. */
  readonly window: OutcomeWindowOptions;
  readonly halfOpenBy?: 'timer' | 'call';
  /** Probes at a time. */
  readonly halfOpenLimit?: number;
  /** A call that took longer has failed, whatever it brought. */
  readonly slowAfter?: Micros | undefined;
  /** Whether closing forgets the outcomes from before; the probe that closed it counts. */
  readonly clearOnClose?: boolean;
}

type Options = Required<CircuitBreakerOptions>;

export interface CircuitBreaker {
  options: Options;
  window: OutcomeWindow;
  mode: BreakerMode;
  /** The next permit, each another number; one more for a probe, which makes it odd. */
  nextPermit: number;
  /** The first permit of this stretch of this mode: results of earlier ones are late. */
  firstPermit: number;
  /** While open: since when. */
  openedAt: Micros;
  /** Probes under way, those of earlier stretches included. */
  probes: number;
  /** Probes that succeeded in this stretch. */
  successes: number;
}

const defaults = { successThreshold: 1, halfOpenBy: 'timer', halfOpenLimit: 1, clearOnClose: true } as const;

const ranges = {
  failureThreshold: anything,
  successThreshold: whole(1),
  openFor: positive,
  window: anything,
  halfOpenBy: oneOf('timer', 'call'),
  halfOpenLimit: whole(1),
  slowAfter: optional(atLeast(0)),
  clearOnClose: yesOrNo,
};

/** @throws OptionError */
export function create(given: CircuitBreakerOptions): CircuitBreaker {
  const options = optionsFrom(given);
  const window = createWindow(options.window, options.failureThreshold);
  return {
    options,
    window,
    mode: 'closed',
    nextPermit: 2,
    firstPermit: 2,
    openedAt: 0,
    probes: 0,
    successes: 0,
  };
}

/**
 * New options from now on: the state, the permits and the time since it opened stay, and so do the outcomes, unless the
 * window is of another kind or judges by ratio, which begins anew. @throws OptionError
 */
export function retune(s: CircuitBreaker, given: CircuitBreakerOptions): void {
  const options = optionsFrom(given);
  s.window = retuneWindow(s.window, options.window, options.failureThreshold);
  s.options = options;
}

const optionsFrom = (given: CircuitBreakerOptions): Options =>
  readOptions<Options, CircuitBreakerOptions>(given, defaults, ranges);

/** A permit to call, to be reported; undefined if the call is refused. */
export function tryAcquire(s: CircuitBreaker, now: Micros): number | undefined {
  recordAttempt(s.window, now);
  const permit = s.nextPermit;
  if (s.mode === 'closed') {
    s.nextPermit = permit + 2;
    return permit;
  }
  advance(s, now);
  const waited = now - s.openedAt;
  const { halfOpenBy, openFor, halfOpenLimit } = s.options;
  if (s.mode === 'open' && halfOpenBy === 'call' && waited >= openFor) change(s, { type: 'CALL', waited });
  if (s.mode === 'open' || s.probes >= halfOpenLimit) return undefined;
  s.probes += 1;
  s.nextPermit = permit + 2;
  return permit + 1;
}

/** The call with `permit` has ended after `duration`. Once per permit: noticed for probes, else it counts twice. */
export function report(
  s: CircuitBreaker,
  now: Micros,
  permit: number,
  outcome: Outcome,
  duration: Micros = 0,
): void {
  assert(permit < s.nextPermit, 'report: only what was acquired');
  checkOutcome(outcome);
  const { slowAfter } = s.options;
  if (slowAfter !== undefined) check('duration', duration, atLeast(0));
  const failed = outcome === 'failed' || (slowAfter !== undefined && duration > slowAfter);
  if (s.mode === 'closed' && permit >= s.firstPermit) {
    if (recordOutcome(s.window, now, failed)) open(s, now, { type: 'TOO_MANY_FAILURES' });
    return;
  }
  advance(s, now);
  if (permit % 2 === 0) return;
  assert(s.probes > 0, 'report: only what was acquired, once');
  s.probes -= 1;
  if (permit >= s.firstPermit) reportProbe(s, now, failed);
}

/** Closes it by hand: outcomes are forgotten, and calls that are under way change nothing any more. */
export function reset(s: CircuitBreaker): void {
  s.mode = 'closed';
  s.firstPermit = s.nextPermit;
  s.successes = 0;
  clearWindow(s.window);
}

/** The state; 'halfOpen' by the clock or only once a call has noticed, as `halfOpenBy` says. */
export function stateOf(s: CircuitBreaker, now: Micros): BreakerMode {
  advance(s, now);
  return s.mode;
}

/** When it will change by itself. */
export function nextDue(s: CircuitBreaker): Micros | undefined {
  return s.mode === 'open' && s.options.halfOpenBy === 'timer' ? s.openedAt + s.options.openFor : undefined;
}

/** Lets time pass. True if the state changed. */
export function advance(s: CircuitBreaker, now: Micros): boolean {
  const due = nextDue(s);
  if (due === undefined || due > now) return false;
  change(s, { type: openForPassed });
  return true;
}

function reportProbe(s: CircuitBreaker, now: Micros, failed: boolean): void {
  if (failed) {
    recordOutcome(s.window, now, true);
    open(s, now, { type: 'PROBE_FAILED' });
    return;
  }
  s.successes += 1;
  const { successThreshold, clearOnClose } = s.options;
  if (s.successes >= successThreshold) {
    change(s, { type: 'PROBE_SUCCEEDED', successes: s.successes });
    if (clearOnClose) clearWindow(s.window);
  }
  recordOutcome(s.window, now, false);
}

function open(s: CircuitBreaker, now: Micros, event: BreakerChange): void {
  change(s, event);
  s.openedAt = now;
}

function change(s: CircuitBreaker, event: BreakerChange): void {
  s.mode = changeMode(circuitBreakerMachine, s.mode, event, s.options);
  s.firstPermit = s.nextPermit;
  s.successes = 0;
}
