/**
 * What the main thread knows of a run, and what a person can do to it. `store` holds slow state for React;
 * `live` and `history` are read each animation frame by the views and are mutated in place.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { InputProblem, Result } from '../base/result.ts';
import type { Micros } from '../base/units.ts';
import type { Command, StampedCommand } from '../engine/command.ts';
import type { ComponentDescription, RunDescription } from '../engine/description.ts';
import type { ReadInstrument, Readings } from '../engine/telemetry/layout.ts';
import type { LedgerSpan, RunTotals } from '../engine/telemetry/records.ts';
import type { StoryEvent } from '../engine/telemetry/story.ts';
import type { CarriedRun } from '../scenario/carried-run.ts';
import type { CommandLog } from '../scenario/command-log.ts';
import type { TapeReference, TapeTiming } from '../scenario/tape/make-tape.ts';
import type { RecordedTraffic } from '../scenario/tape/recorded-traffic.ts';

/** Simulated seconds per wall second; 'max' = as fast as the machine goes. */
export const speeds = [1 / 50, 1 / 5, 1, 5, 30, 'max'] as const;
export type Speed = (typeof speeds)[number];

/**
 * How motion is to be read: trace = to scale (≤ 1/20×), incident = each hop drawn for 600 ms,
 * sla = no dots, only state.
 */
export type Lens = 'trace' | 'incident' | 'sla';

/** States of the playback machine. */
export type PlaybackState = 'opening' | 'playing' | 'paused' | 'seeking' | 'recovering' | 'broken';

/** Its log is whole: what it kept from its parent, also of what lies ahead, and what was given on it. */
export interface Branch extends CommandLog {
  readonly id: number;
  /** 'A', 'B', … in the order in which branches were made. */
  readonly letter: string;
  readonly parent: number | undefined;
  /** Where it leaves its parent; 0 for the first. */
  readonly atMicros: Micros;
  /** The furthest time simulated on it. */
  readonly headMicros: Micros;
}

export interface Failure {
  /**
   * `broke`: an assertion of the simulation failed. `died`: the worker died twice at one place, of what is unknown.
   * `neverRan`: no worker has ever answered, so nothing was simulated and the reason lies in the browser.
   */
  readonly kind: 'broke' | 'died' | 'neverRan';
  readonly message: string;
  readonly reproduction: string;
}

export interface SessionState {
  readonly playback: PlaybackState;
  readonly description: RunDescription | undefined;
  readonly seed: number;
  readonly branches: readonly Branch[];
  readonly branchId: number;
  readonly speed: Speed;
  /** Measured over the last wall second; undefined while not playing. */
  readonly achievedSpeed: number | undefined;
  /** Copied from `live` at most 10 times a second, and whenever playback stops. */
  readonly viewMicros: Micros;
  readonly headMicros: Micros;
  /** Events with time ≤ viewMicros on this branch, sorted by (time, id). */
  readonly story: readonly StoryEvent[];
  /** All events known on this branch, also those after the cursor (the scrubber draws them). */
  readonly storyOnBranch: readonly StoryEvent[];
  readonly totals: RunTotals | undefined;
  /** Of the same instant as `totals`, so that what is counted of components agrees with them. */
  readonly gauges: Float64Array;
  /** Selected component id, or `from->to` of a link. */
  readonly selection: string | undefined;
  /** Replay on the way to a seek or a recovery: 0…1. */
  readonly progress: number | undefined;
  /** The last refusal of a command or scenario, until the next action. */
  readonly problem: InputProblem | undefined;
  /** Why the simulation stopped for good, with the file that reproduces it. */
  readonly failure: Failure | undefined;
  /** Counts how often a dead worker was replaced. */
  readonly recoveries: number;
  /** The tape that the users play; undefined while traffic is drawn. */
  readonly tape: PlayedTape | undefined;
  /** The run cannot be opened before this file is here again; see `supplyTape`. */
  readonly wantedTape: TapeReference | undefined;
  /** The run that was open before this one is kept; see `reopenPrevious`. */
  readonly canReopen: boolean;
}

export interface PlayedTape {
  readonly reference: TapeReference;
  readonly traffic: RecordedTraffic;
}

export interface SessionActions {
  play(): void;
  pause(): void;
  setSpeed(speed: Speed): void;
  /**
   * Moves the cursor; deletes nothing. Resolves when what was at that time is in the store, and is rejected with
   * `NotDone` when something asked for later takes its place, or the simulation breaks.
   */
  seek(to: Micros): Promise<undefined>;
  /** Stops, at the next (+1) or previous (-1) story event of the branch; beyond the head it runs until one happens, before the first it goes to 0. */
  stepStory(direction: 1 | -1): void;
  /** Delivers exactly one engine event (forward only). */
  stepEvent(): void;
  /**
   * Acts now; before the head this begins a new branch, which keeps what comes later, and leaves the old one as it is.
   * Resolves with the time it was given at; rejected with `NotDone` when it is refused, or an edit gives way to a later one.
   */
  command(command: Command): Promise<StampedCommand>;
  /** Takes one command out of this branch's log, by its `order`, and replays to where the cursor is. */
  withdraw(order: number): void;
  /** Takes back what was done on this branch last, not on its parent, and replays to where the cursor is. */
  undo(): void;
  canUndo(): boolean;
  switchBranch(id: number): void;
  closeBranch(id: number): void;
  /** Makes a branch here without a new command: same traffic, same log. */
  fork(): void;
  /** From 0 with the same seed, log kept out: a new branch if this one has commands, else only a seek. */
  restart(): void;
  select(id: string | undefined): void;
  /** Back to the run that was open before the present one, which was opened in its place or is just being opened. */
  reopenPrevious(): void;
  forgetPrevious(): void;
  /** Opens another scenario (source object) with a seed. The run on screen is kept, as by all that open one. */
  open(scenario: unknown, seed: number): void;
  /** Opens a saved run at its end, paused. */
  openRun(run: CarriedRun): void;
  /** Opens the scenario anew with this traffic instead of its own; refused, the run on screen stays. */
  replay(traffic: RecordedTraffic, timing: TapeTiming): Result<undefined, InputProblem>;
  /** The file that `wantedTape` asks for; another one is refused. */
  supplyTape(traffic: RecordedTraffic): Result<undefined, InputProblem>;
  /** Opens the scenario anew without a tape. */
  drawTraffic(): void;
  /** JSON text of scenario + seed + log of this branch, hash and versions: reproduces the run anywhere. */
  exportRun(): string;
  dismissProblem(): void;
}

/** Fast state, read by views in the animation loop. Arrays are replaced, never edited by readers. */
export interface LiveView {
  /** What is on screen, Micros; moves smoothly between frames of the worker. */
  viewMicros: number;
  /** Time of `gauges` and of `journeysInFlight`. */
  gaugesMicros: number;
  /** Counters since time 0, gauges and codes at that time. */
  readings: Readings;
  gauges: Float64Array;
  journeysInFlight: Float64Array;
  totals: RunTotals | undefined;
  traceHash: string;
  playing: boolean;
  /** Simulated seconds per wall second in force. */
  rate: number;
  lens: Lens;
}

/** A component as rows and layouts name it. */
export type ComponentKey = Pick<ComponentDescription, 'index' | 'id'>;

/** Bounded history of the current branch. Rows are the packed rows of `engine/telemetry/records`. */
export interface HistoryView {
  /** Rises with every change: cheap check for redraw. */
  readonly revision: number;
  readonly headMicros: Micros;
  /**
   * Calls `visit` for each row that overlaps [fromSecond, toSecond), in order; `columns[offset + column]`. Old rows are
   * joined and span `width` seconds from their `second`: counts are sums, averages averages over that span.
   */
  forEachClassRow(
    classIndex: number,
    fromSecond: number,
    toSecond: number,
    visit: (columns: Float64Array, offset: number, width: number) => void,
  ): void;
  /** The same of components; `read` gives what an instrument of the component reads in that row. */
  forEachComponentRow(
    component: ComponentKey,
    fromSecond: number,
    toSecond: number,
    visit: (columns: Float64Array, offset: number, width: number, read: ReadInstrument) => void,
  ): void;
  /**
   * Calls `visit` for each row that overlaps [fromSecond, toSecond) and has anything of this subject (a component's id,
   * or `caller->callee`), in order.
   */
  forEachReading(
    subject: string,
    fromSecond: number,
    toSecond: number,
    visit: (read: ReadInstrument, width: number) => void,
  ): void;
  /** Latency quantile over seconds [from, to) of one class (undefined = all classes), Micros; undefined when nothing was answered. */
  latencyQuantile(
    classIndex: number | undefined,
    fromSecond: number,
    toSecond: number,
    p: number,
  ): number | undefined;
  /** The last second, at or before this one, up to which rows can be added up without one that reaches beyond it. */
  edgeBefore(second: number): number;
  readonly ledger: readonly LedgerSpan[];
  readonly story: readonly StoryEvent[];
  /** Confirmed writes lost, and confirmed in a split brain, as last seen at or before `time`. */
  lossesAt(time: Micros): { readonly lostWrites: number; readonly splitBrainWrites: number };
  /** Journeys that overlap [from, to] Micros, oldest first. */
  journeysBetween(from: Micros, to: Micros): readonly Float64Array[];
}

export interface Session {
  readonly store: StoreApi<SessionState>;
  readonly actions: SessionActions;
  readonly live: LiveView;
  readonly history: HistoryView;
  /** The recorded history of any branch, to compare it with the one on screen; undefined if it is closed. */
  historyOf(branchId: number): HistoryView | undefined;
  /** Call once per animation frame with the wall clock in milliseconds, before drawing. */
  animationFrame(wallMillis: number): void;
  /** Page hidden: paused; visible: as before. */
  setHidden(hidden: boolean): void;
  /** Comes to rest at the time on screen and gives the run with all its branches as text, for `SessionOptions.carried`. */
  handOver(): Promise<string>;
  /** Checks a command locally against ranges before it is sent. */
  check(command: Command): Result<undefined, InputProblem>;
  dispose(): void;
}
