/** Compares the trace hash that a file says a run reached with the one it reaches today, and says why they may differ. */
import { physics } from '../engine/physics.ts';

export interface RecordedTrace {
  readonly traceHash?: string | undefined;
  /** Physics of the engine that reached it; absent in files of physics 1. */
  readonly physics?: number | undefined;
}

export interface TraceDifference {
  /** Physics of the file, if it is another one; else the file was edited, or written by another version. */
  readonly otherPhysics: number | undefined;
}

/** Undefined when they agree, or when the file names no hash. */
export function compareTrace(recorded: RecordedTrace, reached: string): TraceDifference | undefined {
  const { traceHash = '', physics: its = 1 } = recorded;
  if (traceHash === '' || traceHash === reached) return undefined;
  return { otherPhysics: its === physics ? undefined : its };
}
