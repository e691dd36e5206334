/**
 * A stand-in for the engine that is small enough to predict: one arrival every 10 ms, hashed; a crash makes arrivals
 * fail, `set users.arrivalRate` scales what a row reports. It keeps every promise of the door, also the awkward
 * ones (commands apply only when the next event or run begins, ledger verdicts lag by two seconds).
 */

import { combine32, mix32 } from '../../base/hash.ts';
import { refuse, succeed } from '../../base/result.ts';
import { type Micros, microsPerSecond } from '../../base/units.ts';
import type { StampedCommand } from '../../engine/command.ts';
import type { RunDescription } from '../../engine/description.ts';
import type { Checkpoint, Engine } from '../../engine/engine-contract.ts';
import { serviceInstruments } from '../../engine/model/service-readings.ts';
import { edgeInstruments } from '../../engine/telemetry/edge-meters.ts';
import { createLayout } from '../../engine/telemetry/layout.ts';
import {
  classColumn,
  classStride,
  componentColumn,
  componentStride,
  gaugeColumn,
  gaugeStride,
  type HistorySink,
  hopStride,
  journeyHeader,
  journeyHeaderStride,
} from '../../engine/telemetry/records.ts';
import type { StoryEvent, StoryFact } from '../../engine/telemetry/story.ts';
import type { OpenRun } from '../host.ts';

export const fakeEventMicros = 10_000;

export interface FakeOptions {
  /** Seconds at which a story event happens by itself. */
  readonly storySeconds?: readonly number[];
  /** Called once per delivered event: lets a test's wall clock pass. */
  readonly onEvent?: () => void;
  /** Throws when an event at or after this time is delivered. */
  readonly failsAt?: Micros;
}

const fakeLayout = createLayout([
  { subject: 'users->api-1', instrument: edgeInstruments.answered },
  { subject: 'users->api-1', instrument: edgeInstruments.inFlight },
  { subject: 'api-1', instrument: serviceInstruments.queueLengthMax },
]);

const initial = {
  now: 0,
  ordinal: 0,
  applied: 0,
  storyId: 0,
  hash: 0,
  rate: 300,
  isDown: false,
  ok: 0,
  failed: 0,
  secondOk: 0,
  secondFailed: 0,
  previousOk: -1,
  previousFailed: 0,
};

export function createFakeEngine(seed: number, sink: HistorySink, options: FakeOptions = {}): Engine {
  let state = { ...initial, hash: mix32(seed) };
  let log: readonly StampedCommand[] = [];

  function tell(fact: StoryFact, component: string): void {
    state.storyId += 1;
    const event = { ...fact, id: state.storyId, time: state.now, component, causeId: undefined };
    sink.story(event as StoryEvent);
  }

  function apply({ command }: StampedCommand): void {
    state.applied += 1;
    state.hash = combine32(state.hash, command.kind.length + 1);
    if (command.kind === 'crash') {
      state.isDown = true;
      tell({ kind: 'crashed', values: { inside: 0 } }, command.component);
    } else if (command.kind === 'restart') {
      state.isDown = false;
      tell({ kind: 'ready', values: { downMicros: 0 } }, command.component);
    } else if (command.kind === 'set') {
      const values = { path: command.path, from: state.rate, to: command.value, unit: 'perSecond' };
      state.rate = command.value;
      tell({ kind: 'parameterChanged', values }, 'users');
    }
  }

  function applyUpTo(time: Micros): void {
    for (let next = log[state.applied]; next !== undefined && next.at <= time; next = log[state.applied]) {
      state.now = Math.max(state.now, next.at);
      apply(next);
    }
  }

  function endSecond(second: number): void {
    const components = new Float64Array(componentStride);
    components[componentColumn.second] = second;
    components[componentColumn.arrived] = state.rate;
    components[componentColumn.inSystem] = second % 7;
    const classes = new Float64Array(classStride);
    classes[classColumn.second] = second;
    classes[classColumn.arrived] = state.rate;
    classes[classColumn.ok] = state.secondOk;
    classes[classColumn.failed] = state.secondFailed;
    const latencies = [{ second, class: 0, sparse: Uint32Array.of(8, state.secondOk) }];
    const values = Float64Array.of(state.secondOk, second % 3, second % 5);
    sink.second({ second, layout: fakeLayout, values, components, classes, latencies });
    if (state.previousOk >= 0) {
      const good = state.previousOk;
      const arrived = good + state.previousFailed;
      const down = good < 0.9 * arrived;
      sink.ledger({ class: 0, fromSecond: second - 1, toSecond: second, arrived, good, down });
    }
    state.previousOk = state.secondOk;
    state.previousFailed = state.secondFailed;
    state.secondOk = 0;
    state.secondFailed = 0;
  }

  function journey(): Float64Array {
    const row = new Float64Array(journeyHeaderStride + hopStride);
    row[journeyHeader.ordinal] = state.ordinal;
    row[journeyHeader.cause] = state.isDown ? 1 : 0;
    row[journeyHeader.arrivedAt] = state.now - 5_000;
    row[journeyHeader.endedAt] = state.now;
    row[journeyHeader.hops] = 1;
    return row;
  }

  function deliver(): void {
    const time = (state.ordinal + 1) * fakeEventMicros;
    applyUpTo(time - 1);
    state.now = time;
    if (time >= (options.failsAt ?? Number.POSITIVE_INFINITY)) throw new Error('fake invariant broken');
    options.onEvent?.();
    state.ordinal += 1;
    state.hash = combine32(combine32(state.hash, state.ordinal), state.rate + (state.isDown ? 1 : 0));
    if (state.isDown) {
      state.failed += 1;
      state.secondFailed += 1;
    } else {
      state.ok += 1;
      state.secondOk += 1;
    }
    sink.journey(journey());
    if (time % microsPerSecond !== 0) return;
    endSecond(time / microsPerSecond - 1);
    if (options.storySeconds?.includes(time / microsPerSecond)) {
      tell({ kind: 'electionStarted', values: { epoch: 1 } }, 'sentinel-1');
    }
  }

  const nextTime = (): Micros => (state.ordinal + 1) * fakeEventMicros;

  return {
    get now() {
      return state.now;
    },
    runUntil(until, maxEvents = Number.POSITIVE_INFINITY) {
      applyUpTo(state.now);
      for (let events = 0; nextTime() <= until; events += 1) {
        if (events >= maxEvents) return false;
        deliver();
      }
      applyUpTo(until - 1);
      state.now = Math.max(state.now, until);
      return true;
    },
    step(limit) {
      applyUpTo(state.now);
      if (nextTime() > limit) {
        applyUpTo(limit - 1);
        state.now = Math.max(state.now, limit);
        return false;
      }
      deliver();
      return true;
    },
    schedule(commands) {
      log = commands;
    },
    save: () => ({ time: state.now, layout: fakeLayout.id, state: { ...state } }),
    load(checkpoint: Checkpoint) {
      state = { ...(checkpoint.state as typeof state) };
    },
    layout: fakeLayout,
    readings: () => ({ layout: fakeLayout, values: Float64Array.of(state.ok, state.now % 3, state.now % 5) }),
    describe: () => describeFake(seed, state.rate),
    gauges: () =>
      Float64Array.from({ length: gaugeStride }, (_, column) =>
        column === gaugeColumn.answered ? state.ok : 0,
      ),
    journeysInFlight: () => new Float64Array(0),
    totals() {
      const { now: time, ok, failed, ordinal: arrived } = state;
      const counts = {
        arrived,
        ok,
        failed,
        inFlight: 0,
        slow: 0,
        stale: 0,
        degraded: 0,
        lostWrites: 0,
        downtimeSeconds: 0,
      };
      const reasons = { judgedUntilSecond: 0, failuresByCause: {}, failuresByRoot: {} };
      const classes = [{ id: 'read', ...counts, ...reasons }];
      return {
        time,
        events: arrived,
        classes,
        lostWrites: 0,
        splitBrainWrites: 0,
        lostSessions: 0,
        journeyRatio: 1,
      };
    },
    componentTotals: () => [],
    latencies: () => ({}),
    traceHash: () => state.hash.toString(16),
  };
}

function describeFake(seed: number, rate: number): RunDescription {
  const traits = ['server', 'client'] as const;
  return {
    scenario: 'fake',
    seed,
    components: [
      {
        index: 0,
        id: 'users',
        kind: 'users',
        traits: ['source'],
        parameters: [
          { path: 'arrivalRate', type: 'quantity', unit: 'perSecond', min: 0, max: 10_000, default: 300 },
        ],
        values: { arrivalRate: rate },
        faults: [],
      },
      {
        index: 1,
        id: 'api-1',
        kind: 'app-server',
        traits,
        parameters: [],
        values: {},
        faults: ['crash', 'restart'],
      },
      { index: 2, id: 'api-2', kind: 'app-server', traits, parameters: [], values: {}, faults: [] },
    ],
    groups: [],
    links: [],
    classes: [
      { id: 'read', verb: 'read', share: 1, objectives: { latencyMillis: 300, availability: 0.999 } },
    ],
    objectives: { latencyMillis: 300, availability: 0.999 },
    clientTimeoutMicros: 5_000_000,
    machines: [],
  };
}

export const openFake =
  (options: FakeOptions = {}): OpenRun =>
  (scenario, seed, sink) =>
    scenario === 'nonsense'
      ? refuse({ path: 'scenario', value: 'nonsense', allowed: 'a scenario' })
      : succeed(createFakeEngine(seed, sink, options));
