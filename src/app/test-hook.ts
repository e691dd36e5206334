/** `window.__nines`: what journeys may read of the running page, ways to drive its time, and the drill that kills its worker. */
import type { RunTotals } from '../engine/telemetry/records.ts';
import type { DrilledSession } from '../session/create-session.ts';
import type { PlaybackState } from '../session/session-contract.ts';

export interface Probe {
  readonly playback: PlaybackState;
  readonly viewMicros: number;
  readonly headMicros: number;
  readonly traceHash: string;
  readonly seed: number;
  readonly branch: string;
  readonly branches: readonly string[];
  readonly selection: string | undefined;
  readonly recoveries: number;
  readonly totals: RunTotals | undefined;
  readonly story: readonly { readonly kind: string; readonly time: number; readonly component: string }[];
}

export interface NinesHook {
  probe(): Probe;
  play(): void;
  pause(): void;
  /** Pauses and goes there. */
  seek(micros: number): void;
  killWorker(): void;
  /** Scenario, seed, log, time and trace hash as text. */
  exportRun(): string;
}

function probe(session: DrilledSession): Probe {
  const state = session.store.getState();
  return {
    playback: state.playback,
    viewMicros: state.viewMicros,
    headMicros: state.headMicros,
    traceHash: session.live.traceHash,
    seed: state.seed,
    branch: state.branches.find(({ id }) => id === state.branchId)?.letter ?? '',
    branches: state.branches.map(({ letter }) => letter),
    selection: state.selection,
    recoveries: state.recoveries,
    totals: state.totals,
    story: state.story.map(({ kind, time, component }) => ({ kind, time, component })),
  };
}

export function installTestHook(session: DrilledSession): void {
  const hook: NinesHook = {
    probe: () => probe(session),
    play: () => session.actions.play(),
    pause: () => session.actions.pause(),
    seek(micros) {
      session.actions.pause();
      session.actions.seek(micros);
    },
    killWorker: () => session.killWorker(),
    exportRun: () => session.actions.exportRun(),
  };
  Object.assign(window, { __nines: hook });
}
