/**
 * The one door through which the host, the CLI, the lab and the tests drive a simulation.
 */
import type { Micros } from '../base/units.ts';
import type { StampedCommand } from './command.ts';
import type { RunDescription } from './description.ts';
import type { Layout, Readings } from './telemetry/layout.ts';
import type { RunTotals } from './telemetry/records.ts';

/** Plain data only (typed arrays, numbers, strings, arrays, objects): survives structured clone. Opaque outside the engine. */
export interface Checkpoint {
  readonly time: Micros;
  /** Id of the layout of its run. */
  readonly layout: string;
  readonly state: unknown;
}

/** Statistics of one component over the run (after warm-up), as the CLI prints them. */
export interface ComponentTotals {
  readonly id: string;
  readonly utilization: number;
  readonly meanInSystem: number;
  readonly meanQueueLength: number;
  readonly waitingMillis: { readonly mean: number; readonly p99: number };
  readonly throughputPerSecond: number;
  readonly arrivalsPerSecond: number;
  readonly meanResponseMillis: number;
  readonly errorsByCause: Readonly<Record<string, number>>;
}

export interface Engine {
  /** Time up to which every event has been delivered. */
  readonly now: Micros;
  /**
   * Delivers every event due at or before `until`, applying logged commands at their times. `maxEvents` bounds one
   * call so that a host can yield; returns true when `until` was reached.
   */
  runUntil(until: Micros, maxEvents?: number): boolean;
  /** Delivers exactly one event, or moves to `limit` if none is due before it. Returns false in the latter case. */
  step(limit: Micros): boolean;
  /**
   * The whole log: what was applied already, and what lies ahead; sorted by time, each command already checked
   * (`scenario/check-command`). A command with `at` ≤ now is applied when the next event or run begins.
   */
  schedule(commands: readonly StampedCommand[]): void;
  save(): Checkpoint;
  load(checkpoint: Checkpoint): void;
  describe(): RunDescription;
  /** Of `readings` and of the rows of seconds. */
  readonly layout: Layout;
  /** Fresh copy: counters since time 0, gauges and codes at this instant. */
  readings(): Readings;
  /** Fresh copy: `gaugeStride` numbers per component. */
  gauges(): Float64Array;
  /** Sampled journeys of requests still in flight, concatenated. */
  journeysInFlight(): Float64Array;
  totals(): RunTotals;
  componentTotals(): readonly ComponentTotals[];
  /** Ok latencies over the run in milliseconds, by class id. */
  latencies(): Readonly<
    Record<
      string,
      { readonly mean: number; readonly p50: number; readonly p95: number; readonly p99: number }
    >
  >;
  traceHash(): string;
}
