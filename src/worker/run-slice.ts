/**
 * One slice of running: at most 8 ms of wall time and a ceiling of calls into the engine, whatever the clock says.
 * The engine is stopped at every whole simulated second, where a checkpoint may be taken; where it is stopped does
 * not change what it simulates.
 */
import { type Micros, microsPerSecond } from '../base/units.ts';
import type { Engine } from '../engine/engine-contract.ts';
import type { CheckpointCadence } from './checkpoint-cadence.ts';
import type { CheckpointPages } from './checkpoint-pages.ts';
import type { HistoryCollector } from './history-collector.ts';

const sliceMillis = 8;
const eventsPerCall = 1_024;
const callsPerSlice = 1_024;

/** An open run as the host holds it. */
export interface Run {
  readonly engine: Engine;
  readonly collector: HistoryCollector;
  readonly cadence: CheckpointCadence;
  readonly pages: CheckpointPages;
}

export interface Goal {
  readonly to: Micros;
  /** Wall time at which to stop, wherever the run is then. */
  readonly deadline: number;
  /** A seek: checkpoints are dense before its end. */
  readonly isSeek: boolean;
  /** Stop at the first story event, exactly where it was learned. */
  readonly untilStory: boolean;
}

/** Delivers what is left of the present instant and applies the commands stamped with it: the state people see. */
export function finishTies(engine: Engine): void {
  engine.runUntil(engine.now);
  engine.runUntil(engine.now);
}

/** Takes events one at a time; true when the sink saw a story event or `stop` was reached. */
function stepTowards(run: Run, stop: Micros): boolean {
  for (let events = 0; events < eventsPerCall; events += 1) {
    const delivered = run.engine.step(stop);
    if (run.collector.storyCount > 0) {
      finishTies(run.engine);
      return true;
    }
    if (!delivered) return run.engine.runUntil(stop);
  }
  return false;
}

export function keepCheckpoint(run: Run, wall: number, target: Micros | undefined): void {
  const time = run.engine.now;
  if (time % microsPerSecond !== 0 || !run.cadence.wants(time, wall, target)) return;
  run.pages.keep(run.engine, run.collector.marks);
}

/** True when the goal is met (or its time is up), false when another slice is needed. */
export function runSlice(run: Run, goal: Goal, wallNow: () => number): boolean {
  const { engine, collector } = run;
  const began = wallNow();
  for (let calls = 0; calls < callsPerSlice; calls += 1) {
    const nextSecond = (Math.floor(engine.now / microsPerSecond) + 1) * microsPerSecond;
    const stop = Math.min(goal.to, nextSecond);
    const isThere = goal.untilStory ? stepTowards(run, stop) : engine.runUntil(stop, eventsPerCall);
    const wall = wallNow();
    if (isThere && engine.now === stop) keepCheckpoint(run, wall, goal.isSeek ? goal.to : undefined);
    if (goal.untilStory && collector.storyCount > 0) return true;
    if ((isThere && stop === goal.to) || wall >= goal.deadline) return true;
    if (wall - began >= sliceMillis) return false;
  }
  return false;
}
