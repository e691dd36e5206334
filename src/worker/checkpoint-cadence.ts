/**
 * When to take checkpoints: on whole simulated seconds, at most twenty per wall second (so each second up to 20×,
 * every other at 30×; each costs up to 1 ms), never further apart than half a simulated minute unless one frame covers minutes, and each
 * of the last five seconds before the target of a seek, since people scrub around where they have just arrived.
 */
import { type Micros, microsPerSecond } from '../base/units.ts';

const wallMillisBetween = 50;
const microsBetweenAtMost = 30 * microsPerSecond;
const denseBeforeTarget = 5 * microsPerSecond;
/** How many a frame may carry beyond those that wall time paid for. */
const unpaidPerFrame = 8;

export interface CheckpointCadence {
  /** Whether to take one at `time`, a whole second. `target` is where a seek will end. */
  wants(time: Micros, wall: number, target: Micros | undefined): boolean;
  /** A frame was sent. */
  frameSent(): void;
  /** The engine was moved to `time`. */
  moved(time: Micros): void;
}

export function createCheckpointCadence(): CheckpointCadence {
  let lastTime: Micros = 0;
  let lastWall = Number.NEGATIVE_INFINITY;
  let unpaid = 0;
  return {
    wants(time, wall, target) {
      if (time === lastTime) return false;
      const isPaid = wall - lastWall >= wallMillisBetween;
      const isDue =
        time - lastTime >= microsBetweenAtMost ||
        (target !== undefined && target - time <= denseBeforeTarget);
      if (!isPaid && !(isDue && unpaid < unpaidPerFrame)) return false;
      if (!isPaid) unpaid += 1;
      lastTime = time;
      lastWall = wall;
      return true;
    },
    frameSent() {
      unpaid = 0;
    },
    moved(time) {
      lastTime = time;
    },
  };
}
