/**
 * The typed protocol between the page and whoever hosts the engine (a Web Worker, Node, a test). Main pulls: the host
 * runs only when asked. Every `open` and `seek` brings a new `token`; a message with an older one is ignored on both
 * sides, which is how the latest seek wins. Each `want`, `step` and latest `seek` is answered with one frame.
 */
import type { InputProblem } from '../base/result.ts';
import type { Micros } from '../base/units.ts';
import type { Command, StampedCommand } from '../engine/command.ts';
import type { RunDescription } from '../engine/description.ts';
import type { Checkpoint } from '../engine/engine-contract.ts';
import type { Layout } from '../engine/telemetry/layout.ts';
import type { LatencyRow, LedgerSpan, RunTotals } from '../engine/telemetry/records.ts';
import type { StoryEvent } from '../engine/telemetry/story.ts';
import type { RecordedTraffic } from '../scenario/tape/recorded-traffic.ts';

/**
 * How many records the run had made so far. A replay from a checkpoint repeats all later ones, so whoever keeps
 * history knows which of it the checkpoint's past contains.
 */
export interface HistoryMarks {
  /** Largest story id so far, 0 if none. */
  readonly storyId: number;
  /** By class code: the second up to which the ledger had judged it. */
  readonly judgedUntil: readonly number[];
}

/** Unique within a session: a host that replaces another counts on from the greatest that the session has. */
export type PageId = number;

/** 16 KB of a run's state, as a patch (`base/page-patch.ts`) over another page; over zeros if `over` is undefined. */
export interface Page {
  readonly id: PageId;
  readonly over: PageId | undefined;
  readonly patch: Int32Array;
}

/** A checkpoint of the engine, its state as a list of pages, with the marks of its instant. */
export interface KeptCheckpoint extends Omit<Checkpoint, 'state'> {
  readonly pages: readonly PageId[];
  readonly marks: HistoryMarks;
}

/** A checkpoint on its way back to a host, which keeps no pages: all of their words, back to back. */
export interface WholeCheckpoint extends KeptCheckpoint {
  readonly words: Int32Array<ArrayBuffer>;
  /** By page: what it stands on. */
  readonly chains: readonly Chain[];
}

/** A page over zeros and the patches over it, one over another: what they take where they are kept, in bytes. */
export interface Chain {
  readonly whole: number;
  readonly patched: number;
}

/** History recorded since the last frame; rows are keyed, so a replay rewrites the same ones. */
export interface HistoryBatch {
  /** Layouts that no batch before this one had; every row names its own. */
  readonly layouts: readonly Layout[];
  readonly seconds: readonly {
    readonly second: number;
    readonly layout: string;
    readonly values: Float64Array;
    readonly components: Float64Array;
    readonly classes: Float64Array;
    readonly latencies: readonly LatencyRow[];
  }[];
  readonly story: readonly StoryEvent[];
  readonly ledger: readonly LedgerSpan[];
  /** Journeys back to back: each says in its header how many hops follow. Keyed by ordinal. */
  readonly journeys: Float64Array;
}

/** The run at one instant, with the history made on the way there. */
export interface Frame {
  readonly time: Micros;
  /** Id of the layout of `readings`. */
  readonly layout: string;
  readonly readings: Float64Array;
  readonly gauges: Float64Array;
  readonly journeysInFlight: Float64Array;
  readonly totals: RunTotals;
  /** Present when it may have changed since the last frame. */
  readonly description: RunDescription | undefined;
  readonly traceHash: string;
  readonly history: HistoryBatch;
  /** Checkpoints taken on the way (one per whole second or sparser); session keeps them. */
  readonly checkpoints: readonly KeptCheckpoint[];
  /** Pages of these that were in no earlier frame, in the order in which they were made. */
  readonly pages: readonly Page[];
}

export type ToHost =
  | {
      readonly type: 'open';
      readonly token: number;
      /** Scenario as source JSON text or object; the host parses and compiles it. */
      readonly scenario: unknown;
      /** What the scenario's tape is made of, if it names one. */
      readonly traffic?: RecordedTraffic;
      readonly seed: number;
      readonly log: readonly StampedCommand[];
      readonly checkpoint?: WholeCheckpoint;
      /** Greatest page id that the session has, −1 = none. */
      readonly newestPage: PageId;
      /** Where to be when open: replay up to here, with progress. */
      readonly at: Micros;
    }
  /** Run towards `until` for at most `maxWallMillis`, then answer with a frame at the time reached. */
  | { readonly type: 'want'; readonly token: number; readonly until: Micros; readonly maxWallMillis: number }
  /** End the want under way where the run stands: its frame comes at once. Without one there is nothing to say. */
  | { readonly type: 'rest'; readonly token: number }
  /** Stamp a command with the engine's present time, apply it, and answer `stamped`. */
  | { readonly type: 'command'; readonly token: number; readonly command: Command }
  /**
   * Be at `to` on the branch whose log is given; from `checkpoint` if given, else from the start. If the engine
   * stands exactly at `here` with the same log, it runs on from there instead.
   */
  | {
      readonly type: 'seek';
      readonly token: number;
      readonly checkpoint?: WholeCheckpoint;
      readonly here?: Micros;
      /** The same as in `open`: frames of older tokens were ignored, and the pages in them. */
      readonly newestPage: PageId;
      readonly log: readonly StampedCommand[];
      readonly to: Micros;
    }
  | { readonly type: 'step'; readonly token: number; readonly by: 'event' | 'story'; readonly limit: Micros }
  /** Test hook and recovery drill: the host throws, as a real defect would. */
  | { readonly type: 'die'; readonly token: number };

export type FromHost =
  | {
      readonly type: 'opened';
      readonly token: number;
      readonly description: RunDescription;
      readonly frame: Frame;
    }
  | { readonly type: 'frame'; readonly token: number; readonly frame: Frame }
  | { readonly type: 'stamped'; readonly token: number; readonly stamped: StampedCommand }
  | {
      readonly type: 'commandRefused';
      readonly token: number;
      readonly command: Command;
      readonly problem: InputProblem;
    }
  | { readonly type: 'scenarioRefused'; readonly token: number; readonly problem: InputProblem }
  | { readonly type: 'progress'; readonly token: number; readonly time: Micros; readonly to: Micros }
  /** An assertion failed: the simulation stopped at `time`; everything needed to reproduce it is with the session. */
  | { readonly type: 'broke'; readonly token: number; readonly time: Micros; readonly message: string };
