/**
 * Slow state for React: a picture of the session, taken at most ten times a second while playing and at once when
 * something other than time has changed.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { createLayout } from '../engine/telemetry/layout.ts';
import type { StoryEvent } from '../engine/telemetry/story.ts';
import type { Lens, LiveView, SessionState, Speed } from './session-contract.ts';
import type { Timeline } from './timeline.ts';

export const publishMillis = 100;

export const initialState = (seed: number): SessionState => ({
  playback: 'opening',
  description: undefined,
  seed,
  branches: [],
  branchId: 1,
  speed: 1,
  achievedSpeed: undefined,
  viewMicros: 0,
  headMicros: 0,
  story: [],
  storyOnBranch: [],
  totals: undefined,
  gauges: new Float64Array(0),
  selection: undefined,
  progress: undefined,
  problem: undefined,
  failure: undefined,
  recoveries: 0,
  tape: undefined,
  wantedTape: undefined,
  canReopen: false,
});

export const createSessionStore = (seed: number): StoreApi<SessionState> =>
  createStore<SessionState>(() => initialState(seed));

export function lensOf(speed: Speed): Lens {
  if (speed === 'max' || speed > 5) return 'sla';
  return speed <= 1 / 20 ? 'trace' : 'incident';
}

export const createLiveView = (): LiveView => ({
  viewMicros: 0,
  gaugesMicros: 0,
  readings: { layout: createLayout([]), values: new Float64Array(0) },
  gauges: new Float64Array(0),
  journeysInFlight: new Float64Array(0),
  totals: undefined,
  traceHash: '',
  playing: false,
  rate: 1,
  lens: 'incident',
});

/** Keeps its identity while it says the same, so that lists re-render only when there is news. */
function storyUpTo(all: readonly StoryEvent[], view: number, shown: SessionState): readonly StoryEvent[] {
  let count = 0;
  while (count < all.length && (all[count]?.time ?? 0) <= view) count += 1;
  if (all === shown.storyOnBranch && count === shown.story.length) return shown.story;
  return all.slice(0, count);
}

/** What of the state is derived from the timeline and the live view. */
export function pictureOf(timeline: Timeline, live: LiveView, shown: SessionState): Partial<SessionState> {
  const { id, headMicros } = timeline.current;
  const storyOnBranch = timeline.history.story;
  return {
    branches: timeline.branches,
    branchId: id,
    headMicros,
    viewMicros: live.viewMicros,
    story: storyUpTo(storyOnBranch, live.viewMicros, shown),
    storyOnBranch,
    totals: live.totals,
    gauges: live.gauges,
  };
}
