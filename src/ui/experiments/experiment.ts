/**
 * An experiment: commands at chosen times of the run. Times before the head begin a new branch from there, with the
 * same traffic; the branch that was left stays as it is.
 */
import type { Micros } from '../../base/units.ts';
import type { Command, StampedCommand } from '../../engine/command.ts';
import type { Session } from '../../session/session-contract.ts';

export type Experiment = readonly StampedCommand[];

const busy = new Set(['opening', 'seeking', 'recovering']);

/** Resolves when a seek to `at` has arrived, or false when it will not. */
function arrived(session: Session, at: Micros): Promise<boolean> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const { playback, viewMicros } = session.store.getState();
      if (playback === 'broken') resolve(false);
      else if (busy.has(playback) || viewMicros !== at) return false;
      else resolve(true);
      return true;
    };
    if (look()) return;
    const stop = session.store.subscribe(() => {
      if (look()) stop();
    });
  });
}

export async function seekAndWait(session: Session, at: Micros): Promise<boolean> {
  session.actions.pause();
  session.actions.seek(at);
  return arrived(session, at);
}

/** How many commands of the branch on screen were given at or before the time on screen. */
function given(session: Session): number {
  const { branches, branchId, viewMicros } = session.store.getState();
  const log = branches.find(({ id }) => id === branchId)?.log ?? [];
  return log.filter(({ at }) => at <= viewMicros).length;
}

/** Gives a command and resolves when it stands in the log, or false when it was refused. The run must be paused. */
function command(session: Session, what: Command): Promise<boolean> {
  const before = given(session);
  session.actions.command(what);
  return new Promise((resolve) => {
    const look = (): boolean => {
      const { playback, problem } = session.store.getState();
      if (playback === 'broken' || problem !== undefined) resolve(false);
      else if (given(session) > before) resolve(true);
      else return false;
      return true;
    };
    if (look()) return;
    const stop = session.store.subscribe(() => {
      if (look()) stop();
    });
  });
}

/** Goes to each command's time in turn, gives it, and plays on after the last. */
export async function runExperiment(session: Session, experiment: Experiment): Promise<void> {
  for (const { at, command: what } of experiment) {
    if (session.store.getState().viewMicros !== at && !(await seekAndWait(session, at))) return;
    if (!(await command(session, what))) return;
  }
  session.actions.play();
}

/** Everything at one moment: a run that went on in between would see half of it. */
export async function runNow(session: Session, commands: readonly Command[]): Promise<void> {
  if (commands.length > 1) session.actions.pause();
  for (const what of commands) {
    if (commands.length === 1) session.actions.command(what);
    else if (!(await command(session, what))) return;
  }
  session.actions.play();
}
