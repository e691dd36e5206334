/**
 * A carried run has logs and no history. Before it counts as open, every branch is played again to where it had come,
 * the one on screen last, so that all that was recorded is there as it was: the same inputs give the same run.
 */
import type { Micros } from '../base/units.ts';
import type { CarriedRun } from '../scenario/carried-run.ts';
import { speeds } from './session-contract.ts';
import type { SessionCore } from './session-core.ts';
import { lensOf } from './session-store.ts';

export interface Stop {
  readonly branch: number;
  readonly to: Micros;
}

function stopsOf({ branches, current }: CarriedRun): readonly Stop[] {
  const others = branches.filter(({ id }) => id !== current);
  const shown = branches.filter(({ id }) => id === current);
  return [
    ...[...others, ...shown].map(({ id, headMicros }) => ({ branch: id, to: headMicros })),
    ...shown.map(({ id, viewMicros }) => ({ branch: id, to: viewMicros })),
  ];
}

/** Puts the branches of a carried run into the timeline; where to open it. Without one, that is the start. */
export function firstStop(core: SessionCore, carried: CarriedRun | undefined): Micros {
  core.retrace = [];
  if (carried === undefined) return 0;
  const speed = speeds.find((one) => one === carried.speed) ?? 1;
  core.live.lens = lensOf(speed);
  if (speed !== 'max') core.live.rate = speed;
  core.store.setState({ speed, selection: carried.selection });
  core.timeline.restore(carried.branches);
  const [first, ...others] = stopsOf(carried);
  core.retrace = others;
  if (first === undefined) return 0;
  core.timeline.select(first.branch);
  return first.to;
}

/** Sets out for the next stop; false if there is none left. */
export function nextStop(core: SessionCore): boolean {
  const [next, ...others] = core.retrace;
  if (next === undefined) return false;
  const { timeline, link } = core;
  core.retrace = others;
  core.heading = next.to;
  timeline.select(next.branch);
  core.publish();
  link.seek(timeline.wayTo(next.to), undefined);
  return true;
}
