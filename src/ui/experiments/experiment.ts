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

/** Goes to each command's time in turn, gives it, and plays on after the last. */
export async function runExperiment(session: Session, experiment: Experiment): Promise<void> {
  for (const { at, command } of experiment) {
    if (session.store.getState().viewMicros !== at && !(await seekAndWait(session, at))) return;
    session.actions.command(command);
  }
  session.actions.play();
}

/** Everything at once, now. */
export function runNow(session: Session, commands: readonly Command[]): void {
  for (const command of commands) session.actions.command(command);
}
