// Failovers of the sentinel lab, made and noted the way the recorded ones were.
import { createLab, heardEvents, recordingMachine } from './sentinel-lab.ts';
import type { Lab } from './sentinel-lab-types.ts';
import type { SentinelCell, SentinelEvent, SentinelRun } from './sentinel-reference.ts';

const baseSeed = 20_260_701;

/** From the leader's own switch to the end of a recorded run, or to the return of the old primary. */
const afterSwitchMs = 2610;
/** The period of the client that writes. */
const writePeriodMs = 20;
/** From the return of the old primary to the end of the recording. */
const afterReturnMs = 11_000;

/** A lab whose fault comes a few seconds after the sentinels were started together: their PINGs are still in step. */
export function settledLab(
  seed: number,
  options: { downAfterMs: number; quorum?: number; extraDelayMs?: number },
): Lab {
  const lab = createLab({ seed, ...options });
  const faultMs = 5000 + 1000 * lab.random();
  lab.runUntil(faultMs);
  lab.faultAt = Math.round(faultMs * 1000);
  return lab;
}

/** Runs on to `ms` after the fault. */
export const runOn = (lab: Lab, ms: number): void => lab.runUntil(lab.faultAt / 1000 + ms);

/** Run number `run` of a cell; with `rejoin`, the old primary returns as late as in the recordings. */
export function simulateRun(cell: SentinelCell, run: number, rejoin = false): SentinelRun {
  const seed = baseSeed + 1000 * run + cell.downAfter + (cell.fault === 'STOP' ? 1 : 0);
  const lab = settledLab(seed, { downAfterMs: cell.downAfter });
  if (cell.fault === 'KILL') lab.kill(0);
  else lab.hang(0);
  const switchMs = runToLeadersSwitch(lab);
  const backAtMs = switchMs + afterSwitchMs;
  runOn(lab, backAtMs);
  if (rejoin) {
    if (cell.fault === 'KILL') lab.revive(0);
    else lab.resume(0);
    runOn(lab, backAtMs + afterReturnMs);
  }
  const events = heardEvents(lab).filter(([ms]) => ms > 0);
  const probe = recordingMachine.writeProbePeriod * lab.random();
  return {
    ...cell,
    run,
    events,
    firstWriteAcceptedByNewPrimaryMs: (lab.promotedAt[0] ?? Number.NaN) + probe,
    ...(rejoin && { rejoinDetail: returnOf(events, backAtMs) }),
  };
}

function returnOf(
  events: readonly SentinelEvent[],
  backAtMs: number,
): NonNullable<SentinelRun['rejoinDetail']> {
  const converted = events.filter(([, , name]) => name === '+convert-to-slave');
  const convertEvents = converted.map(([ms, by, name]) => [ms - backAtMs, by, name] as const);
  // The order to follow is obeyed a message's way after it was told.
  return { backAtMs, convertEvents, firstReadOnlyAfterBackMs: (convertEvents[0]?.[0] ?? Number.NaN) + 1 };
}

function runToLeadersSwitch(lab: Lab): number {
  const last = lab.now() + 20_000;
  for (let now = lab.now(); now < last; now += 10) {
    lab.runUntil(now);
    const done = lab.facts.find(({ fact }) => fact.type === 'switched' && fact.by === 'leader');
    if (done !== undefined) return (done.at - lab.faultAt) / 1000;
  }
  throw new Error('no leader switched within 20 s');
}

/** The sentinel that led. */
export function leaderOf(run: Pick<SentinelRun, 'events'>): number {
  const elected = run.events.find(([, , name]) => name === '+elected-leader');
  if (elected === undefined) throw new Error('a run without a leader');
  return elected[1];
}

/** What a client that asks sentinel 1 each 20 ms where to write would have seen; `phase` of its pace in [0, 1). */
export function writerOf(run: SentinelRun, phase: number): { gapMs: number; firstAckAfterMs: number } {
  // While it leads, a sentinel names the replica it has seen promoted before it switches itself.
  const known = run.events.find(
    ([, by, name]) => by === 1 && (name === '+promoted-slave' || name === '+switch-master'),
  );
  const lastAckMs = -writePeriodMs * phase;
  const asked = Math.ceil(((known?.[0] ?? Number.NaN) - lastAckMs) / writePeriodMs);
  // Asking, connecting and writing take a few milliseconds more on the recording machine.
  const firstAckAfterMs = lastAckMs + asked * writePeriodMs + writePeriodMs * phase;
  return { gapMs: firstAckAfterMs - lastAckMs, firstAckAfterMs };
}

/** What a listener heard later than `ms` after the fault. */
export const eventsAfter = (lab: Lab, ms: number): SentinelEvent[] =>
  heardEvents(lab).filter(([at]) => at > ms);

/** When an event of this name was first heard. */
export const timeOf = (events: readonly SentinelEvent[], name: string): number =>
  events.find(([, , one]) => one === name)?.[0] ?? Number.NaN;

/** The recording machine now and then lost a whole run of a sentinel's timer. */
export const timerPeriodMs = 100;

/** Whether `value` lies between the least and the most of `all`, give or take `room`. */
export function isAmong(value: number, all: readonly number[], room = timerPeriodMs): boolean {
  const least = all.reduce((a, b) => Math.min(a, b));
  return value >= least - room && value <= all.reduce((a, b) => Math.max(a, b)) + room;
}
