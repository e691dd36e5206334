/** One change before a fault that is in the log: the fault, and all that was done since, come again by themselves. */
import { type Micros, microsPerSecond } from '../../base/units.ts';
import type { Command, StampedCommand } from '../../engine/command.ts';
import type { Experiment } from '../../session/experiment.ts';

/** A second before the act; now, where the act still lies ahead. */
export function changeBefore(change: Command, act: readonly StampedCommand[], now: Micros): Experiment {
  const first = act[0];
  if (first === undefined) return [];
  const at = now < first.at ? now : Math.max(0, first.at - microsPerSecond);
  return [{ at, command: change }];
}
