/**
 * What was read from a file: who asked for what, and when, in the file's own time. A tape is made of it by saying how
 * fast it is played and how long a silence may last; see `make-tape.ts`.
 */
import type { Micros } from '../../base/units.ts';

/** A line that was left out, as people may see it. */
export interface LeftOutLine {
  readonly line: number;
  /** Short and printable. */
  readonly text: string;
}

/** What of a file is no request, and so is not played. */
export interface LeftOut {
  /** Lines that do not have the form of their file. */
  readonly malformed: number;
  readonly firstMalformed: LeftOutLine | undefined;
  /** Lines of a log about a client that asked for nothing: noise of every public server, whatever its share. */
  readonly noRequest: number;
  readonly firstNoRequest: LeftOutLine | undefined;
  /** In the holes of a log, see `lines.ts`. */
  readonly nulBytes: number;
  readonly firstNulLine: number | undefined;
}

export interface RecordedTraffic extends LeftOut {
  /** `sha256-…` of the file's bytes. */
  readonly contentHash: string;
  readonly fileName: string;
  readonly format: 'log' | 'csv';
  /** In the order in which they are played, after the first second of a log or after 0 of a CSV tape. */
  readonly times: Float64Array;
  /** What each wants: index into `classVerbs`. */
  readonly classes: Uint8Array;
  /** Numbered in the order in which they first appear. */
  readonly keys: Int32Array;
  readonly clients: Int32Array;
  readonly keyCount: number;
  readonly clientCount: number;
  readonly reads: number;
  readonly writes: number;
  /** Blank ones not counted. */
  readonly lines: number;
}

export const recordedSpan = ({ times }: RecordedTraffic): Micros => times[times.length - 1] ?? 0;
