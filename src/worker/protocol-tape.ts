/**
 * What the page and the reader of tapes tell each other. A reader is made for one file and ended after it; ending it
 * earlier is how reading is cancelled. Nothing of the run is involved, so nothing of it can be lost.
 */
import type { InputProblem } from '../base/result.ts';
import type { RecordedTraffic } from '../scenario/tape/recorded-traffic.ts';

export interface ToTapeReader {
  readonly type: 'read';
  readonly file: File;
}

export type FromTapeReader =
  /** 0 … 1. */
  | { readonly type: 'progress'; readonly ratio: number }
  /** Its columns are transferred, not copied. */
  | { readonly type: 'traffic'; readonly traffic: RecordedTraffic }
  | { readonly type: 'refused'; readonly problem: InputProblem };
