/** Gathers what the flow view draws in one animation frame; what changes once a second is read once a second. */
import type { RunDescription } from '../../engine/description.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { Session } from '../../session/session-contract.ts';
import { cardSayings } from '../../session/story/card-sayings.ts';
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

/** What follows from the story and the description. */
interface Told extends Pick<FlowData, 'breakers' | 'sayings'> {
  readonly story: readonly StoryEvent[];
  readonly description: RunDescription | undefined;
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
  let told: Told = { story: [], description: undefined, breakers: new Map(), sayings: new Map() };
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
    const { story } = state;
    if (told.story !== story || told.description !== description) {
      const breakers = breakersByEdge(description, story);
      told = { story, description, breakers, sayings: cardSayings(story) };
    }
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
      breakers: told.breakers,
      sayings: told.sayings,
      reducedMotion,
    };
  };
}
