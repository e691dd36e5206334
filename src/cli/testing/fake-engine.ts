/** An engine that reports fixed numbers, and what it was asked to simulate. */

import { succeed } from '../../base/result.ts';
import type { Blueprint } from '../../engine/blueprint.ts';
import type { StampedCommand } from '../../engine/command.ts';
import type { Engine } from '../../engine/engine-contract.ts';
import { edgeInstruments } from '../../engine/telemetry/edge-meters.ts';
import { createLayout } from '../../engine/telemetry/layout.ts';
import type { HistorySink } from '../../engine/telemetry/records.ts';
import type { CreateEngine } from '../outcome.ts';

export interface Seen {
  blueprint: Blueprint;
  seed: number;
  log: readonly StampedCommand[];
  until: number;
}

const classTotals = {
  failed: 0,
  inFlight: 1,
  slow: 0,
  stale: 0,
  lostWrites: 0,
  degraded: 0,
  downtimeSeconds: 0,
  judgedUntilSecond: 60,
  failuresByCause: {},
  failuresByRoot: {},
};

const fakeLayout = createLayout(
  [edgeInstruments.sent, edgeInstruments.failed].map((instrument) => ({
    subject: 'users->api-1',
    instrument,
  })),
);

export function fakeEngine(seen: Partial<Seen>, broken?: string): CreateEngine {
  return (blueprint, seed, sink) => {
    Object.assign(seen, { blueprint, seed });
    const unused = (): never => {
      throw new Error('not used by the CLI');
    };
    return {
      now: 0,
      step: unused,
      save: unused,
      load: unused,
      layout: fakeLayout,
      readings: () => ({ layout: fakeLayout, values: Float64Array.of(180, 5) }),
      gauges: unused,
      journeysInFlight: unused,
      check: () => succeed(undefined),
      schedule: (log) => void Object.assign(seen, { log }),
      runUntil: (until) => {
        if (broken) throw new Error(broken);
        Object.assign(seen, { until });
        tellStory(sink);
        return true;
      },
      describe: () =>
        ({
          components: blueprint.components.map((one, index) => ({ ...one, index })),
          classes: blueprint.classes.map((one) => ({ ...one, share: one.verb === 'read' ? 1 : 0 })),
        }) as unknown as ReturnType<Engine['describe']>,
      totals: () => ({
        time: seen.until ?? 0,
        events: 1_234,
        classes: [
          { id: 'read', arrived: 90, ok: 89, ...classTotals },
          {
            ...classTotals,
            id: 'write',
            arrived: blueprint.name === 'vertical' ? 10 : 0,
            ok: 4,
            failed: 5,
            failuresByCause: { refused: 3, timedOut: 2 },
            failuresByRoot: { '1': 4, '0': 1 },
            downtimeSeconds: 3,
          },
        ],
        lostWrites: 2,
        splitBrainWrites: 0,
        lostSessions: 0,
        journeyRatio: 1,
      }),
      componentTotals: () =>
        blueprint.components.map(({ id }) => ({
          id,
          utilization: 0.5,
          meanInSystem: 1,
          meanQueueLength: 0.5,
          waitingMillis: { mean: 1, p99: 9 },
          throughputPerSecond: 10,
          arrivalsPerSecond: 10,
          meanResponseMillis: 2,
          errorsByCause: {},
        })),
      latencies: () => ({
        read: { mean: 10, p50: 9, p95: 20, p99: 30 },
        write: { mean: 12, p50: 9, p95: 20, p99: 30 },
      }),
      traceHash: () => '0123abcd',
    };
  };
}

function tellStory(sink: HistorySink): void {
  // Out of order on purpose: an outage is known later than it began.
  sink.story({
    id: 1,
    kind: 'crashed',
    time: 30_000_000,
    component: 'db-primary',
    causeId: undefined,
    values: { inside: 0 },
  });
  sink.story({
    id: 3,
    kind: 'suspected',
    time: 31_300_000,
    component: 'sentinel-1',
    causeId: 1,
    values: { target: 'db-primary', silentMicros: 1_000_000 },
  });
  sink.story({
    id: 4,
    kind: 'requestsFailing',
    time: 30_010_000,
    component: 'users',
    causeId: 1,
    values: {
      class: 'write',
      failureCause: 'refused',
      ended: 3,
      failed: 3,
      endedBefore: 5,
      failedBefore: 1,
    },
  });
}
