/** What the flow view draws from, once per animation frame. Nothing in it is kept or changed by the view. */
import type { RunDescription } from '../../engine/description.ts';
import type { CardSaying } from '../../engine/telemetry/fact.ts';
import type { CacheInstrument } from '../../engine/telemetry/instrument-names.ts';
import type { ReadInstrument, Readings } from '../../engine/telemetry/layout.ts';
import { classColumn } from '../../engine/telemetry/records.ts';
import type { HistoryView, Lens } from '../../session/session-contract.ts';
import type { OpenBreaker } from '../../session/story/open-breakers.ts';
import type { OutcomeCounts } from '../words.ts';
import { type EdgeFlows, readEdgeFlows } from './edge-flows.ts';

/** Keys that a cache was asked for: found, and not found. */
export interface LookUps {
  readonly hits: number;
  readonly misses: number;
}

export interface FlowOutcomes {
  /** By component, of those that look keys up: over the last `latelySeconds`. */
  readonly lookUps: ReadonlyMap<string, LookUps>;
  readonly edges: EdgeFlows;
  /** Requests of all classes that ended in the last whole second. */
  readonly requests: OutcomeCounts;
  readonly arrivedPerSecond: number;
  /** The same over the last `latelySeconds`: steady enough to choose how many requests one dot stands for. */
  readonly arrivedLately: number;
}

/** As many as the figures below the canvas cover. */
const latelySeconds = 10;

export interface FlowData {
  readonly description: RunDescription;
  readonly gauges: Float64Array;
  readonly readings: Readings;
  /** Time of both. */
  readonly gaugesMicros: number;
  readonly viewMicros: number;
  /** Simulated seconds per second of the viewer. */
  readonly rate: number;
  readonly lens: Lens;
  /** Ended ones that overlap the drawn time; reach back `drawnTailMicros` before `viewMicros`. */
  readonly journeys: readonly Float64Array[];
  readonly journeysInFlight: Float64Array;
  /** Requests per dot, from `dotRatio`, never below the run's own `journeyRatio`; 0 = no dots. */
  readonly ratio: number;
  readonly outcomes: FlowOutcomes;
  /** What has failed at each component since the incident began, at the instant of the figures beside the canvas. */
  readonly failed: Float64Array;
  /** By the edges whose calls they turn away. */
  readonly breakers: ReadonlyMap<string, OpenBreaker>;
  /** By component, what its card says beside its figures. */
  readonly sayings: ReadonlyMap<string, CardSaying>;
  readonly reducedMotion: boolean;
}

/** How long after its end a request may still be on screen, in Micros of the run: `hops` drawn hops and the fall. */
export function drawnTailMicros(hops: number, rate: number): number {
  return (hops * 0.6 + 0.6) * rate * 1e6 + 1e6;
}

/** The last whole second before `viewMicros`, read from history; nothing during the first, though a seek back may know it. */
export function readOutcomes(
  history: HistoryView,
  description: RunDescription,
  viewMicros: number,
): FlowOutcomes {
  const second = Math.floor(viewMicros / 1e6) - 1;
  const from = Math.max(0, second + 1 - latelySeconds);
  let arrivedPerSecond = 0;
  let lately = 0;
  const requests = { ok: 0, slow: 0, stale: 0, degraded: 0, failed: 0 };
  description.classes.forEach((_, index) => {
    history.forEachClassRow(index, from, second + 1, (row, at) => {
      lately += row[at + classColumn.arrived] ?? 0;
    });
    history.forEachClassRow(index, second, second + 1, (row, at, width) => {
      const read = (column: number): number => (row[at + column] ?? 0) / width;
      const slow = read(classColumn.slow);
      const stale = read(classColumn.stale);
      const degraded = read(classColumn.degraded);
      arrivedPerSecond += read(classColumn.arrived);
      requests.ok += Math.max(0, read(classColumn.ok) - slow - stale - degraded);
      requests.slow += slow;
      requests.stale += stale;
      requests.degraded += degraded;
      requests.failed += read(classColumn.failed);
    });
  });
  const lookUps = readLookUps(history, description, from, second + 1);
  const edges = readEdgeFlows(history, description.links, second);
  return {
    lookUps,
    edges,
    requests,
    arrivedPerSecond,
    arrivedLately: lately / Math.max(1, second + 1 - from),
  };
}

function readLookUps(
  history: HistoryView,
  { components }: RunDescription,
  from: number,
  to: number,
): ReadonlyMap<string, LookUps> {
  const lookUps = new Map<string, LookUps>();
  for (const { id } of components) {
    history.forEachReading(id, from, to, (read: ReadInstrument<CacheInstrument>) => {
      const [hits, misses] = [read('hits'), read('misses')];
      if (hits === undefined || misses === undefined) return;
      const before = lookUps.get(id) ?? { hits: 0, misses: 0 };
      lookUps.set(id, { hits: before.hits + hits, misses: before.misses + misses });
    });
  }
  return lookUps;
}
