/** `window.__nines`: what journeys and lessons' authors may read of the running page, and the drill that kills its worker. */
import type { Session } from '../session/session-contract.ts';

export interface Probe {
  readonly playback: string;
  readonly viewMicros: number;
  readonly headMicros: number;
  readonly traceHash: string;
  readonly seed: number;
  readonly branch: string;
  readonly branches: readonly string[];
  readonly selection: string | undefined;
  readonly recoveries: number;
  readonly totals: unknown;
  readonly story: readonly { readonly kind: string; readonly time: number; readonly component: string }[];
}

export function probe(session: Session): Probe {
  const state = session.store.getState();
  return {
    playback: state.playback,
    viewMicros: session.live.viewMicros,
    headMicros: state.headMicros,
    traceHash: session.live.traceHash,
    seed: state.seed,
    branch: state.branches.find(({ id }) => id === state.branchId)?.letter ?? '',
    branches: state.branches.map(({ letter }) => letter),
    selection: state.selection,
    recoveries: state.recoveries,
    totals: session.live.totals,
    story: state.story.map(({ kind, time, component }) => ({ kind, time, component })),
  };
}
