/** The marks of one frame, in flat arrays that are reused: drawing 400 dots must not make garbage. */
import type { MarkShape } from '../glyphs/fate-marks.ts';
import { shapeCode } from '../glyphs/fate-marks.ts';

/** Never more than this on screen. */
export const maxMarks = 400;

export class MarkBuffer {
  count = 0;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly shape: Uint8Array;
  /** Which try of a call the mark stands for; drawn as ticks on a retry. */
  readonly attempt: Uint8Array;
  /** The request, for hit-testing. */
  readonly ordinal: Float64Array;

  constructor(capacity = maxMarks) {
    this.x = new Float32Array(capacity);
    this.y = new Float32Array(capacity);
    this.shape = new Uint8Array(capacity);
    this.attempt = new Uint8Array(capacity);
    this.ordinal = new Float64Array(capacity);
  }

  clear(): void {
    this.count = 0;
  }

  get full(): boolean {
    return this.count >= this.x.length;
  }

  push(x: number, y: number, shape: MarkShape, attempt: number, ordinal: number): void {
    if (this.full) return;
    const at = this.count;
    this.x[at] = x;
    this.y[at] = y;
    this.shape[at] = shapeCode[shape];
    this.attempt[at] = attempt;
    this.ordinal[at] = ordinal;
    this.count = at + 1;
  }
}
