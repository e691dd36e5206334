/**
 * An experiment: commands at chosen times of the run. Times before the head begin a new branch from there, with the
 * same traffic; the branch that was left stays as it is. It ends where something is refused or something else is asked
 * for meanwhile.
 */
import type { Micros } from '../base/units.ts';
import type { Command, StampedCommand } from '../engine/command.ts';
import { NotDone } from './not-done.ts';
import type { Session } from './session-contract.ts';

export type Experiment = readonly StampedCommand[];

/** False if it was refused, or something else was asked for meanwhile. */
async function isDone(step: Promise<unknown>): Promise<boolean> {
  try {
    await step;
    return true;
  } catch (why) {
    if (why instanceof NotDone) return false;
    throw why;
  }
}

/** Pauses, and resolves with whether the run came to stand at `at`. */
export function seekAndWait({ actions }: Session, at: Micros): Promise<boolean> {
  actions.pause();
  return isDone(actions.seek(at));
}

/** Goes to each command's time in turn, gives it, and plays on after the last. */
export async function runExperiment(session: Session, experiment: Experiment): Promise<void> {
  const { store, actions } = session;
  for (const { at, command } of experiment) {
    if (store.getState().viewMicros !== at && !(await seekAndWait(session, at))) return;
    if (!(await isDone(actions.command(command)))) return;
  }
  actions.play();
}

/** Everything at one moment: a run that went on in between would see half of it. */
export async function runNow({ actions }: Session, commands: readonly Command[]): Promise<void> {
  if (commands.length > 1) actions.pause();
  for (const command of commands) {
    if (commands.length === 1) void actions.command(command);
    else if (!(await isDone(actions.command(command)))) return;
  }
  actions.play();
}
