/** The engine as a session's scrubber uses it: run on, keep a checkpoint, go back to one. */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { Checkpoint } from '../../src/engine/engine-contract.ts';
import { drawUnit, purposes } from '../../src/engine/kernel/draws.ts';
import { silentSink } from './engine-runs.ts';

export function createSeeker(blueprint: Blueprint) {
  const engine = createEngine(blueprint, 1, silentSink);
  return {
    runTo: (micros: number): boolean => engine.runUntil(micros),
    save: (): Checkpoint => engine.save(),
    load: (checkpoint: Checkpoint): void => engine.load(checkpoint),
    /** The n-th random instant of a run, Micros; the same ones in every bench. */
    randomInstant: (n: number, seconds: number): number =>
      Math.floor(drawUnit(1, purposes.sample, n, 0, 0) * seconds * 1_000_000),
  };
}
