/** Gathers what the flow view draws in one animation frame; what changes once a second is read once a second. */
import type { RunDescription } from '../../engine/description.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { Session } from '../../session/session-contract.ts';
import { breakersByEdge } from '../../session/story/open-breakers.ts';
import {
  drawnTailMicros,
  type FlowData,
  type FlowOutcomes,
  readOutcomes,
} from '../../views/flow/flow-data.ts';
import { drawnHops } from '../../views/layout/tiers.ts';
import { dotRatio } from '../../views/marks/sampling.ts';
import { failedBefore, failedSince } from './failed-before.ts';

/** `value` follows from the other two. */
interface Failed {
  readonly gauges: Float64Array;
  readonly before: Float64Array | undefined;
  readonly value: Float64Array;
}

/** `value` follows from the other two. */
interface Breakers {
  readonly story: readonly StoryEvent[];
  readonly description: RunDescription | undefined;
  readonly value: FlowData['breakers'];
}

/**
 * Returns undefined until the run has been described. `wireLength` is that of the shortest wire all requests travel,
 * once it has been drawn.
 */
export function createFlowFrame(
  session: Session,
  wireLength: () => number,
): (reducedMotion: boolean) => FlowData | undefined {
  let known: { readonly description: RunDescription; readonly hops: number } | undefined;
  let outcomes: { readonly key: string; readonly value: FlowOutcomes } | undefined;
  let before: Float64Array | undefined;
  let breakers: Breakers = { story: [], description: undefined, value: new Map() };
  let failed: Failed = { gauges: new Float64Array(0), before, value: new Float64Array(0) };

  return (reducedMotion) => {
    const { live, history, store } = session;
    const state = store.getState();
    const { description } = state;
    if (description === undefined || live.gauges.length === 0) return undefined;
    if (known?.description !== description) known = { description, hops: drawnHops(description) };
    const { hops } = known;
    const second = Math.floor(live.viewMicros / 1e6);
    const key = `${state.branchId} ${second} ${history.revision}`;
    if (outcomes?.key !== key) {
      outcomes = { key, value: readOutcomes(history, description, live.viewMicros) };
      before = failedBefore(history, state);
    }
    if (breakers.story !== state.story || breakers.description !== description)
      breakers = { story: state.story, description, value: breakersByEdge(description, state.story) };
    if (failed.gauges !== state.gauges || failed.before !== before)
      failed = { gauges: state.gauges, before, value: failedSince(state.gauges, before) };
    const kept = state.totals?.journeyRatio ?? 1;
    const wanted = dotRatio(outcomes.value.arrivedLately, hops, live.lens, live.rate, wireLength());
    const tail = drawnTailMicros(hops * 2, live.rate);
    const drawn = live.lens !== 'sla' && !reducedMotion;
    return {
      description,
      gauges: live.gauges,
      readings: live.readings,
      gaugesMicros: live.gaugesMicros,
      viewMicros: live.viewMicros,
      // At the fastest speed the rate is measured and trembles; two digits are what can be read.
      rate: Number(live.rate.toPrecision(2)),
      lens: live.lens,
      journeys: drawn ? history.journeysBetween(Math.max(0, live.viewMicros - tail), live.viewMicros) : [],
      journeysInFlight: live.journeysInFlight,
      ratio: wanted === 0 ? 0 : Math.max(wanted, kept),
      outcomes: outcomes.value,
      failed: failed.value,
      breakers: breakers.value,
      reducedMotion,
    };
  };
}
