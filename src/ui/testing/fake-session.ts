/** Stands in for a session until one exists: the description of `vertical`, steady made-up rows, no worker. */
import { createStore } from 'zustand/vanilla';
import { succeed } from '../../base/result.ts';
import type { Session, SessionState } from '../../session/session-contract.ts';
import { verticalDescription } from '../../views/fixtures/vertical-description.ts';
import { gaugeStride } from '../session/record-columns.ts';

const nothing = (): void => undefined;

export function createFakeSession(seed: number): Session {
  const classTotals = (id: string) => ({
    id,
    arrived: 300,
    ok: 297,
    failed: 3,
    inFlight: 0,
    slow: 0,
    stale: 0,
    downtimeSeconds: 2,
    judgedUntilSecond: 12,
    failuresByCause: { refused: 3 },
    failuresByRoot: { '1': 3 },
  });
  const store = createStore<SessionState>(() => ({
    playback: 'playing',
    description: {
      ...verticalDescription,
      components: verticalDescription.components.map((component) => ({
        ...component,
        faults: component.kind === 'users' ? [] : (['crash', 'restart', 'hang', 'slow'] as const),
        parameters:
          component.kind === 'users'
            ? [
                { path: 'arrivalRate', unit: 'perSecond', min: 0, max: 100_000, default: 300 },
                { path: 'writeRatio', unit: 'ratio', min: 0, max: 1, default: 0.1 },
              ]
            : [{ path: 'startupMillis', unit: 'millis', min: 0, max: 60_000, default: 1_000 }],
      })),
    },
    seed,
    branches: [{ id: 0, letter: 'A', parent: undefined, atMicros: 0, log: [], headMicros: 15_000_000 }],
    branchId: 0,
    speed: 1,
    achievedSpeed: 1,
    viewMicros: 15_000_000,
    headMicros: 15_000_000,
    story: [
      { id: 1, time: 10_000_000, component: 'db-primary', causeId: undefined, kind: 'crashed', values: {} },
    ],
    storyOnBranch: [],
    totals: {
      time: 15_000_000,
      events: 1,
      classes: [classTotals('read'), classTotals('write')],
      lostWrites: 1,
      splitBrainWrites: 0,
      journeyRatio: 1,
    },
    selection: undefined,
    progress: undefined,
    problem: undefined,
    failure: undefined,
    recoveries: 0,
  }));
  const gauges = new Float64Array(gaugeStride * 12);
  gauges[gaugeStride * 6 + 5] = 1;
  return {
    store,
    actions: {
      play: () => store.setState({ playback: 'playing' }),
      pause: () => store.setState({ playback: 'paused' }),
      setSpeed: (speed) => store.setState({ speed }),
      seek: nothing,
      stepStory: nothing,
      stepEvent: nothing,
      command: nothing,
      undo: nothing,
      canUndo: () => false,
      switchBranch: nothing,
      closeBranch: nothing,
      fork: nothing,
      restart: nothing,
      select: (selection) => store.setState({ selection }),
      open: nothing,
      exportRun: () => '',
      dismissProblem: nothing,
    },
    live: {
      viewMicros: 15_000_000,
      gaugesMicros: 15_000_000,
      gauges,
      journeysInFlight: new Float64Array(),
      totals: undefined,
      traceHash: '',
      playing: true,
      rate: 1,
      lens: 'incident',
    },
    history: {
      revision: 0,
      headMicros: 15_000_000,
      forEachClassRow: nothing,
      forEachComponentRow: nothing,
      latencyQuantile: () => undefined,
      ledger: [],
      story: [],
      journeysBetween: () => [],
    },
    animationFrame: nothing,
    setHidden: nothing,
    check: () => succeed(undefined),
    dispose: nothing,
  };
}
