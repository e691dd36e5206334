/**
 * A 4-ary min-heap keyed (time, seq) over typed arrays, with a pending removal: after `removeTop` the root is a hole that
 * the next `push` fills with one sift instead of two (the usual simulation step is "take one, schedule one"). Keys are
 * unique because seq is, so the order of removal is total and does not depend on the heap's inner arrangement.
 */

const padding = 3;

/** 1 when entry x comes after entry y, else 0. Equal times are rare: of the rest, no branch is guessed. */
function isLater(times: Float64Array, seqs: Float64Array, x: number, y: number): number {
  const timeX = times[x] as number;
  const timeY = times[y] as number;
  if (timeX === timeY) return +((seqs[x] as number) > (seqs[y] as number));
  return +(timeX > timeY);
}

export class EventHeap {
  /** Live length of the arrays below, the hole included. */
  length = 0;
  /** Infinity beyond the length, and at least three such entries, so that a last group of children needs no end. */
  times: Float64Array;
  seqs: Float64Array;
  /** What the owner put in: the calendar's slot, or ~lane. */
  refs: Int32Array;
  private hasHole = false;

  constructor(capacity: number) {
    this.times = new Float64Array(capacity + padding).fill(Number.POSITIVE_INFINITY);
    this.seqs = new Float64Array(capacity + padding);
    this.refs = new Int32Array(capacity + padding);
  }

  push(time: number, seq: number, ref: number): void {
    if (this.hasHole) {
      this.hasHole = false;
      this.siftDown(0, time, seq, ref);
      return;
    }
    if (this.length + padding === this.times.length) this.grow();
    this.siftUp(this.length++, time, seq, ref);
  }

  /** True when there is a top; closes a pending hole. The top is then at index 0 of the arrays. */
  settle(): boolean {
    if (this.hasHole) this.closeHole();
    return this.length > 0;
  }

  /** Removes the top; call only after `settle` said true. */
  removeTop(): void {
    this.hasHole = true;
  }

  /** Gives the top a later key; call only after `settle` said true. */
  replaceTop(time: number, seq: number, ref: number): void {
    this.siftDown(0, time, seq, ref);
  }

  clear(): void {
    this.times.fill(Number.POSITIVE_INFINITY, 0, this.length);
    this.length = 0;
    this.hasHole = false;
  }

  /** Appends without order; finish with `heapify`. */
  append(time: number, seq: number, ref: number): void {
    if (this.length + padding === this.times.length) this.grow();
    const index = this.length++;
    this.times[index] = time;
    this.seqs[index] = seq;
    this.refs[index] = ref;
  }

  /** Floyd's construction, O(length). */
  heapify(): void {
    for (let index = (this.length - 2) >> 2; index >= 0; index -= 1) {
      this.siftDown(
        index,
        this.times[index] as number,
        this.seqs[index] as number,
        this.refs[index] as number,
      );
    }
  }

  private closeHole(): void {
    this.hasHole = false;
    const { times } = this;
    const last = --this.length;
    const time = times[last] as number;
    times[last] = Number.POSITIVE_INFINITY;
    if (last > 0) this.siftDown(0, time, this.seqs[last] as number, this.refs[last] as number);
  }

  private siftUp(start: number, time: number, seq: number, ref: number): void {
    const { times, seqs, refs } = this;
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 2;
      const parentTime = times[parent] as number;
      // A pushed seq may be older than the parent's: a lane's next head was scheduled long ago.
      if (parentTime < time || (parentTime === time && (seqs[parent] as number) < seq)) break;
      times[index] = parentTime;
      seqs[index] = seqs[parent] as number;
      refs[index] = refs[parent] as number;
      index = parent;
    }
    times[index] = time;
    seqs[index] = seq;
    refs[index] = ref;
  }

  /**
   * Moves a hole from `start` down to where the given key belongs. The least child is chosen by arithmetic on the
   * comparisons: which of four it is, no branch predictor can guess, and a wrong guess costs more than all of this.
   */
  private siftDown(start: number, time: number, seq: number, ref: number): void {
    const { times, seqs, refs, length } = this;
    let index = start;
    for (;;) {
      const first = 4 * index + 1;
      if (first >= length) break;
      const third = first + 2;
      const left = first + isLater(times, seqs, first, first + 1);
      const right = third + isLater(times, seqs, third, first + 3);
      const best = left + (right - left) * isLater(times, seqs, left, right);
      const bestTime = times[best] as number;
      if (bestTime > time || (bestTime === time && (seqs[best] as number) > seq)) break;
      times[index] = bestTime;
      seqs[index] = seqs[best] as number;
      refs[index] = refs[best] as number;
      index = best;
    }
    times[index] = time;
    seqs[index] = seq;
    refs[index] = ref;
  }

  private grow(): void {
    const capacity = this.times.length * 2;
    const times = new Float64Array(capacity).fill(Number.POSITIVE_INFINITY);
    const seqs = new Float64Array(capacity);
    const refs = new Int32Array(capacity);
    times.set(this.times);
    seqs.set(this.seqs);
    refs.set(this.refs);
    this.times = times;
    this.seqs = seqs;
    this.refs = refs;
  }
}
