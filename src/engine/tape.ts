/**
 * Recorded traffic as the users play it: arrival after arrival, in typed columns of one length. Made from a log by
 * `scenario/tape`; a run needs the very same tape to be repeated, so a scenario names it by its content hash.
 */
import type { Micros } from '../base/units.ts';

export interface Tape {
  /** Hash of the file it was made from and of how it was made; see `scenario/tape`. */
  readonly contentHash: string;
  /** Arrival times after the start of the run, whole Micros, ascending; equal ones arrive in order. */
  readonly offsets: Float64Array;
  /** Index into the blueprint's `classes`. */
  readonly classes: Uint8Array;
  /** 0 … keyCount − 1, numbered in the order in which they first appear. */
  readonly keys: Int32Array;
  /** 0 … clientCount − 1, numbered likewise. */
  readonly clients: Int32Array;
  readonly keyCount: number;
  readonly clientCount: number;
}

export const tapeDuration = ({ offsets }: Tape): Micros => offsets[offsets.length - 1] ?? 0;
