/**
 * The three probes of one Kubernetes container, as the kubelet runs them: until the startup probe has passed, the other
 * two hold; a liveness or startup verdict of down restarts the container; readiness only takes it out of rotation.
 *
 *   starting –startup passed→ running;  either –startup or liveness down→ failed –restart→ starting
 *   in rotation  ⟺  running ∧ readiness up (or no readiness probe)
 *
 * Source: Kubernetes "Configure Liveness, Readiness and Startup Probes"; kubelet `prober/worker.go`, which waits for each
 * result and files it under the container it probed: here each probe has a serial number. O(1) per call.
 * Known failure: a liveness probe that checks a shared dependency restarts every pod at once when the dependency is
 * down, and without a startup probe a slow start is cut off by liveness, again and again.
 */
import { setup } from 'xstate';
import { anything, atLeast, check, insist, readOptions, table } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import { changeMode } from '../hybrid.ts';
import { checkOutcome, type Outcome } from '../outcome.ts';
import * as probe from './probe.ts';

export type PodProbeKind = 'liveness' | 'readiness' | 'startup';
export type PodMode = 'starting' | 'running' | 'failed';
/** What a result brought about. */
export type PodEvent = 'none' | 'started' | 'ready' | 'notReady' | 'restart';

/** A probe on its way. */
export interface SentProbe {
  readonly kind: PodProbeKind;
  readonly serial: number;
}

export type PodProbeFields = Omit<probe.ProbeOptions, 'kind' | 'initially' | 'now'>;

export interface PodProbesOptions {
  readonly startup?: PodProbeFields;
  readonly liveness?: PodProbeFields;
  readonly readiness?: PodProbeFields;
  /** When the container was started. */
  readonly now?: Micros;
}

export interface PodProbes {
  mode: PodMode;
  readonly probes: Partial<Record<PodProbeKind, probe.Probe>>;
  /** Serial number of the last probe that was sent. */
  sent: number;
  /** Of each kind the probe that is not answered yet. */
  readonly awaited: Record<PodProbeKind, number | undefined>;
}

type PodMachineEvent = { type: 'STARTED' } | { type: 'FAILED' } | { type: 'RESTART' };

export const podProbesMachine = setup({ types: { events: {} as PodMachineEvent } }).createMachine({
  id: 'podProbes',
  initial: 'starting',
  states: {
    starting: { on: { STARTED: 'running', FAILED: 'failed' } },
    running: { on: { FAILED: 'failed', RESTART: 'starting' } },
    failed: { on: { RESTART: 'starting' } },
  },
});

const kinds = ['startup', 'liveness', 'readiness'] as const;
/** What a single probe has, but one of a pod's is not told. */
const theirs = ['kind', 'initially', 'now'];
const ranges = { startup: anything, liveness: anything, readiness: anything, now: atLeast(0) };

/** @throws OptionError for a bad option of a probe, or no probe at all. */
export function create(given: PodProbesOptions): PodProbes {
  const options = readOptions<PodProbesOptions & { now: Micros }, PodProbesOptions>(
    given,
    { now: 0 },
    ranges,
  );
  const probes: PodProbes['probes'] = {};
  for (const kind of kinds) {
    const fields = options[kind];
    if (fields === undefined) continue;
    check(kind, fields, table);
    for (const name of theirs)
      insist(!(name in fields), `${kind}.${name}`, 'left out: the pod decides', name);
    probes[kind] = probe.create({ ...fields, kind, now: options.now }, `${kind}.`);
  }
  insist(Object.keys(probes).length > 0, 'startup, liveness, readiness', 'at least one of them', undefined);
  const awaited = { startup: undefined, liveness: undefined, readiness: undefined };
  const s: PodProbes = { mode: 'starting', probes, sent: 0, awaited };
  if (probes.startup === undefined) move(s, 'STARTED');
  return s;
}

/** When the next probe is to be sent or has failed for want of an answer; undefined while a restart is awaited. */
export function nextDue(s: PodProbes): Micros | undefined {
  let due: Micros | undefined;
  for (const kind of kinds) {
    const one = s.probes[kind];
    const at = one === undefined || !isProbed(s, kind) ? undefined : probe.nextDue(one);
    if (at !== undefined && (due === undefined || at < due)) due = at;
  }
  return due;
}

/** The probes that are to be sent now. What those not answered in time lead to, `mode` and `isReady` say. */
export function advance(s: PodProbes, now: Micros): SentProbe[] {
  const sent: SentProbe[] = [];
  for (const kind of kinds) {
    const one = s.probes[kind];
    if (one === undefined || !isProbed(s, kind)) continue;
    if (probe.isOverdue(one, now)) conclude(s, now, kind, one, 'failed');
    if (!isProbed(s, kind) || !probe.advance(one, now)) continue;
    s.sent += 1;
    s.awaited[kind] = s.sent;
    sent.push({ kind, serial: s.sent });
  }
  return sent;
}

/**
 * Takes in the result of a probe that was `sent`. One that comes after its timeout, a restart or a result before it changes
 * nothing; the timeout itself is a failure, noticed here if `advance` did not.
 */
export function observe(s: PodProbes, now: Micros, sent: SentProbe, result: Outcome): PodEvent {
  const { kind, serial } = sent;
  const one = s.probes[kind];
  insist(one !== undefined, 'kind', 'one of the probes it was created with', kind);
  checkOutcome(result);
  if (s.awaited[kind] !== serial) return 'none';
  return conclude(s, now, kind, one, probe.isOverdue(one, now) ? 'failed' : result);
}

function conclude(
  s: PodProbes,
  now: Micros,
  kind: PodProbeKind,
  one: probe.Probe,
  result: Outcome,
): PodEvent {
  s.awaited[kind] = undefined;
  const isTurned = probe.observe(one, result);
  if (isTurned && probe.consequence(one) === 'restart') {
    move(s, 'FAILED');
    for (const other of kinds) s.awaited[other] = undefined;
    return 'restart';
  }
  if (kind === 'startup' && result === 'ok') return pass(s, now);
  if (kind !== 'readiness' || !isTurned) return 'none';
  return probe.verdict(one) === 'up' ? 'ready' : 'notReady';
}

/** Whether it gets traffic. */
export function isReady(s: PodProbes): boolean {
  const { readiness } = s.probes;
  return s.mode === 'running' && (readiness === undefined || probe.verdict(readiness) === 'up');
}

/** The container was started anew, by the kubelet or after it crashed: every probe begins again, initial delays count from now. */
export function restart(s: PodProbes, now: Micros): void {
  if (s.mode !== 'starting') move(s, 'RESTART');
  for (const kind of kinds) {
    const one = s.probes[kind];
    s.awaited[kind] = undefined;
    if (one !== undefined) s.probes[kind] = probe.create({ ...one.options, now });
  }
  if (s.probes.startup === undefined) move(s, 'STARTED');
}

/** The startup probe is done for good; the others, held until here, begin unless their initial delay is not over. */
function pass(s: PodProbes, now: Micros): PodEvent {
  move(s, 'STARTED');
  for (const one of [s.probes.liveness, s.probes.readiness]) {
    if (one !== undefined) one.nextAt = Math.max(one.nextAt, now);
  }
  return 'started';
}

function isProbed(s: PodProbes, kind: PodProbeKind): boolean {
  return s.mode === (kind === 'startup' ? 'starting' : 'running');
}

function move(s: PodProbes, type: PodMachineEvent['type']): void {
  s.mode = changeMode<PodMode, { type: string }>(podProbesMachine, s.mode, { type });
}
