/** What the flow view draws from, once per animation frame. Nothing in it is kept or changed by the view. */
import type { RunDescription } from '../../engine/description.ts';
import { classColumn, componentColumn } from '../../engine/telemetry/records.ts';
import type { HistoryView, Lens } from '../../session/session-contract.ts';
import type { OutcomeCounts } from '../words.ts';
import { type EdgeFlows, readEdgeFlows } from './edge-flows.ts';

export interface FlowOutcomes {
  /**
   * Per component: calls that arrived, were answered, and failed in the last whole second; of caches, look-ups that
   * found what they asked for and that did not, over the last `latelySeconds`.
   */
  readonly components: Float64Array;
  readonly edges: EdgeFlows;
  /** Requests of all classes that ended in the last whole second. */
  readonly requests: OutcomeCounts;
  readonly arrivedPerSecond: number;
  /** The same over the last `latelySeconds`: steady enough to choose how many requests one dot stands for. */
  readonly arrivedLately: number;
}

export const outcomeColumn = { arrived: 0, answered: 1, failed: 2, hits: 3, misses: 4 } as const;
export const outcomeStride = 5;
/** As many as the figures below the canvas cover. */
const latelySeconds = 10;

export interface FlowData {
  readonly description: RunDescription;
  readonly gauges: Float64Array;
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
  /** Per component, the `failed` gauge when the incident began; absent = 0. */
  readonly failedBefore?: Float64Array;
  readonly reducedMotion: boolean;
}

/** How long after its end a request may still be on screen, in Micros of the run: `hops` drawn hops and the fall. */
export function drawnTailMicros(hops: number, rate: number): number {
  return (hops * 0.6 + 0.6) * rate * 1e6 + 1e6;
}

/** The last whole second before `viewMicros`, read from history. */
export function readOutcomes(
  history: HistoryView,
  description: RunDescription,
  viewMicros: number,
): FlowOutcomes {
  const second = Math.max(0, Math.floor(viewMicros / 1e6) - 1);
  const from = Math.max(0, second + 1 - latelySeconds);
  const components = new Float64Array(description.components.length * outcomeStride);
  for (const { index, traits } of description.components) {
    const base = index * outcomeStride;
    history.forEachComponentRow(index, second, second + 1, (row, at, width) => {
      components[base] = (row[at + componentColumn.arrived] ?? 0) / width;
      components[base + 1] = (row[at + componentColumn.answered] ?? 0) / width;
      components[base + 2] = (row[at + componentColumn.failed] ?? 0) / width;
    });
    if (!traits.includes('cache')) continue;
    history.forEachComponentRow(index, from, second + 1, (row, at) => {
      components[base + outcomeColumn.hits]! += row[at + componentColumn.hits] ?? 0;
      components[base + outcomeColumn.misses]! += row[at + componentColumn.misses] ?? 0;
    });
  }
  let arrivedPerSecond = 0;
  let lately = 0;
  const requests = { ok: 0, slow: 0, stale: 0, failed: 0 };
  description.classes.forEach((_, index) => {
    history.forEachClassRow(index, from, second + 1, (row, at) => {
      lately += row[at + classColumn.arrived] ?? 0;
    });
    history.forEachClassRow(index, second, second + 1, (row, at, width) => {
      const read = (column: number): number => (row[at + column] ?? 0) / width;
      const slow = read(classColumn.slow);
      const stale = read(classColumn.stale);
      arrivedPerSecond += read(classColumn.arrived);
      requests.ok += Math.max(0, read(classColumn.ok) - slow - stale);
      requests.slow += slow;
      requests.stale += stale;
      requests.failed += read(classColumn.failed);
    });
  });
  const edges = readEdgeFlows(history, description.links, second);
  return { components, edges, requests, arrivedPerSecond, arrivedLately: lately / (second + 1 - from) };
}

export function outcomeOf(
  outcomes: FlowOutcomes,
  component: number,
  name: keyof typeof outcomeColumn,
): number {
  return outcomes.components[component * outcomeStride + outcomeColumn[name]] ?? 0;
}
