/**
 * The life of one server process: it starts, serves, drains on SIGTERM, stops; it can crash at any time, and it can
 * hang (SIGSTOP: connections are accepted by the kernel, nothing answers) and wake up where it was.
 *
 *   stopped → starting → ready –SIGTERM→ draining –last request ended→ stopping –cleaned up→ stopped
 *   SIGKILL at SIGTERM + grace, in whatever state it is then; SIGTERM waits for a hung process to wake, its grace does not
 *
 * Source: POSIX signals; Kubernetes pod termination (`terminationGracePeriodSeconds`, 30 s unless told). O(1); the machine
 * is asked on each change of mode only. Known failure: a process that exits at once on SIGTERM breaks what it was serving;
 * one that sits out a fixed time instead of stopping when it is idle is killed before it has cleaned up, and so is one that
 * hangs too long.
 */
import { atLeast, oneOf, readOptions } from '../../base/options.ts';
import { type Micros, microsPerSecond } from '../../base/units.ts';
import { changeMode } from '../hybrid.ts';
import {
  cleanupDelayPassed,
  type LifecycleChange,
  type LifecycleMode,
  serverLifecycleMachine,
  startupDelayPassed,
} from './lifecycle-machine.ts';

export { type LifecycleMode, serverLifecycleMachine } from './lifecycle-machine.ts';

export interface LifecycleOptions {
  readonly startupDelay?: Micros;
  /** From SIGTERM to SIGKILL. */
  readonly grace?: Micros;
  /** What is left to do after the last request: flush, close connections. */
  readonly cleanupDelay?: Micros;
  readonly initially?: 'ready' | 'stopped';
}

export interface Lifecycle {
  readonly options: Required<LifecycleOptions>;
  mode: LifecycleMode;
  /** When the current mode ends by itself. */
  dueAt: Micros | undefined;
  /** Once SIGTERM has been sent: when SIGKILL comes. */
  killAt: Micros | undefined;
  /** While hung: the mode it hangs in, how much of its delays was left, and whether its last request has been given up. */
  frozen: { mode: LifecycleMode; dueIn: Micros | undefined; isIdle: boolean } | undefined;
}

const ranges = {
  startupDelay: atLeast(0),
  grace: atLeast(0),
  cleanupDelay: atLeast(0),
  initially: oneOf('ready', 'stopped'),
};

const defaults = {
  startupDelay: 0,
  grace: 30 * microsPerSecond,
  cleanupDelay: 0,
  initially: 'stopped' as const,
};

/** @throws OptionError for an option outside its range. */
export function create(given: LifecycleOptions): Lifecycle {
  const options = readOptions<Required<LifecycleOptions>, LifecycleOptions>(given, defaults, ranges);
  return { options, mode: options.initially, dueAt: undefined, killAt: undefined, frozen: undefined };
}

/** When it will change by itself, if nothing else happens. */
export function nextDue(s: Lifecycle): Micros | undefined {
  if (s.dueAt === undefined) return s.killAt;
  return s.killAt === undefined ? s.dueAt : Math.min(s.dueAt, s.killAt);
}

/** Lets time pass. True if the mode changed. */
export function advance(s: Lifecycle, now: Micros): boolean {
  const before = s.mode;
  for (let due = nextDue(s); due !== undefined && due <= now; due = nextDue(s)) expire(s, due);
  return s.mode !== before;
}

/** Of a process that runs already, or hangs: nothing. */
export function start(s: Lifecycle, now: Micros): void {
  advance(s, now);
  if (!isGone(s)) return;
  move(s, 'START');
  s.dueAt = now + s.options.startupDelay;
}

/** SIGTERM: takes no new work, finishes the old. Pending while it hangs; a second one changes nothing. */
export function drain(s: Lifecycle, now: Micros): void {
  advance(s, now);
  if (s.killAt !== undefined || isGone(s)) return;
  if (s.mode !== 'hung') takeSigterm(s, now);
  s.killAt = now + s.options.grace;
}

/**
 * The last request under way has ended; only then does it clean up and stop. To be told after SIGTERM, of an idle server
 * at once; one that hangs, whose clients have given up, acts on it when it wakes.
 */
export function becomeIdle(s: Lifecycle, now: Micros): void {
  advance(s, now);
  if (s.frozen !== undefined && s.killAt !== undefined) s.frozen.isIdle = true;
  if (s.mode !== 'draining') return;
  move(s, 'IDLE');
  s.dueAt = now + s.options.cleanupDelay;
}

/** SIGKILL, power loss, out of memory: gone at once, connections reset. */
export function crash(s: Lifecycle, now: Micros): void {
  advance(s, now);
  if (isGone(s)) return;
  move(s, 'CRASH');
  forget(s);
}

/** SIGSTOP, a long collection pause, a paused virtual machine. */
export function hang(s: Lifecycle, now: Micros): void {
  advance(s, now);
  if (isGone(s) || s.mode === 'hung') return;
  const mode = s.mode;
  const dueIn = s.dueAt === undefined ? undefined : s.dueAt - now;
  move(s, 'HANG');
  s.dueAt = undefined;
  s.frozen = { mode, dueIn, isIdle: false };
}

/** SIGCONT: goes on where it was, with whatever has come to it meanwhile. Of a process that does not hang: nothing. */
export function wake(s: Lifecycle, now: Micros): void {
  advance(s, now);
  const frozen = s.frozen;
  if (frozen === undefined) return;
  move(s, wakeEvent(frozen.mode));
  s.dueAt = frozen.dueIn === undefined ? undefined : now + frozen.dueIn;
  s.frozen = undefined;
  const isSigtermPending = s.killAt !== undefined && (frozen.mode === 'starting' || frozen.mode === 'ready');
  if (isSigtermPending) takeSigterm(s, now);
  if (frozen.isIdle) becomeIdle(s, now);
}

/** Whether the kernel still accepts connections: a hung process does, which is what makes it worse than a dead one. */
export function accepts(s: Lifecycle): boolean {
  return s.mode === 'ready' || (s.mode === 'hung' && s.frozen?.mode === 'ready');
}

/** Whether work under way goes on. */
export function works(s: Lifecycle): boolean {
  return s.mode === 'ready' || s.mode === 'draining';
}

/** There is no process, so no signal reaches one. */
function isGone(s: Lifecycle): boolean {
  return s.mode === 'stopped' || s.mode === 'crashed';
}

/** A process that has not started yet goes straight to stopping. */
function takeSigterm(s: Lifecycle, now: Micros): void {
  move(s, 'DRAIN');
  s.dueAt = s.mode === 'stopping' ? now + s.options.cleanupDelay : undefined;
}

function expire(s: Lifecycle, due: Micros): void {
  if (s.killAt !== undefined && s.killAt <= due && s.dueAt !== due) {
    move(s, 'KILL');
    forget(s);
    return;
  }
  move(s, s.mode === 'starting' ? startupDelayPassed : cleanupDelayPassed);
  forget(s);
}

function forget(s: Lifecycle): void {
  s.dueAt = undefined;
  s.killAt = undefined;
  s.frozen = undefined;
}

function wakeEvent(mode: LifecycleMode): LifecycleChange {
  if (mode === 'starting') return 'WAKE_STARTING';
  if (mode === 'draining') return 'WAKE_DRAINING';
  return mode === 'stopping' ? 'WAKE_STOPPING' : 'WAKE_READY';
}

function move(s: Lifecycle, type: LifecycleChange): void {
  s.mode = changeMode<LifecycleMode, { type: string }>(serverLifecycleMachine, s.mode, { type }, s.options);
}
