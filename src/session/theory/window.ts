/**
 * Which seconds a theory of the steady state may be held against: the last whole ones before the view, cut at the last
 * change of anything on the way of a request, and without the time that the line needs to forget that change.
 */
import { relaxationTime } from '../../algorithms/availability/queueing.ts';
import { type Micros, microsPerSecond, type Seconds } from '../../base/units.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { longestWindow } from '../longest-window.ts';
import { changesService } from '../story/changes.ts';
import type { Load } from './compare.ts';

/** After so many relaxation times e^−4 = 2 % of the beginning is left. */
export const settlingTimes = 4;

export interface TheoryWindow {
  /** [from, to), whole seconds of the run. */
  readonly from: number;
  readonly to: number;
  /** The change that cut it; undefined for the beginning of the run, or when the last one is older than the window. */
  readonly change: StoryEvent | undefined;
  /** Nothing changed since then: time of the last change, or 0. */
  readonly unchangedSince: Micros;
}

export function lastChange(
  story: readonly StoryEvent[],
  onTheWay: ReadonlySet<string>,
  until: Micros,
): StoryEvent | undefined {
  return story.findLast(
    (event) => event.time <= until && changesService(event.kind) && onTheWay.has(event.component),
  );
}

export function unsettledWindow(change: StoryEvent | undefined, viewMicros: Micros): TheoryWindow {
  const to = Math.floor(viewMicros / microsPerSecond);
  const unchangedSince = change?.time ?? 0;
  const from = Math.min(to, Math.max(to - longestWindow, Math.ceil(unchangedSince / microsPerSecond)));
  return { from, to, change, unchangedSince };
}

/** How fast the line forgets; Infinity at or above full load. */
export function relaxationOf({ arrivalRate, holding, servers }: Load): Seconds {
  return holding > 0 ? relaxationTime({ arrivalRate, serviceRate: 1 / holding, servers }) : 0;
}

/** Leaves out what follows the change, but never more than half: then the line counts as not settled. */
export function settle(
  window: TheoryWindow,
  relaxation: Seconds,
): { readonly window: TheoryWindow; readonly settled: boolean } {
  const wanted = Math.ceil(window.unchangedSince / microsPerSecond + settlingTimes * relaxation);
  const most = Math.floor((window.from + window.to) / 2);
  const from = Math.max(window.from, Math.min(wanted, most));
  return { window: { ...window, from }, settled: wanted <= from };
}
