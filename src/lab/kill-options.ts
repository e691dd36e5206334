/** What a kill matrix is asked for, and what it may be asked for. */
import type { Micros } from '../base/units.ts';
import type { Blueprint } from '../engine/blueprint.ts';
import type { StampedCommand, StoppingFault } from '../engine/command.ts';

export const killSeeds = { least: 1, most: 1_000, usual: 10 } as const;

export interface KillOptions {
  readonly blueprint: Blueprint;
  readonly fault: StoppingFault;
  /** Of the first replication; the others take the numbers after it. */
  readonly seed: number;
  readonly seeds: number;
  /** The fault falls within the second that begins here. */
  readonly faultAfter: Micros;
  /** End of the window in which everything is counted. */
  readonly until: Micros;
  /** Commands that every run gets, the undisturbed one included; sorted by time. */
  readonly log: readonly StampedCommand[];
}
