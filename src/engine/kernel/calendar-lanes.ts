/**
 * Which lane serves which constant delay: at most 64 of them, found by hashing the delay's value. A lane is a first-in,
 * first-out list of slots whose times never decrease; its earliest known key waits in the heap (`isQueued`).
 */
const laneLimit = 64;
/** Stands for a lane where an event is in the heap itself. */
export const heapLane = 255;
const bucketCount = 256;
const none = -1;

export class DelayLanes {
  readonly delays = new Float64Array(laneLimit);
  /** The latest time ever appended, so that a caller whose clock steps back is noticed. */
  readonly lastTimes = new Float64Array(laneLimit);
  readonly heads = new Int32Array(laneLimit).fill(none);
  readonly tails = new Int32Array(laneLimit).fill(none);
  /** 1 while the heap holds an entry for the lane, even if the event it stood for was cancelled. */
  readonly isQueued = new Uint8Array(laneLimit);
  /** Lanes in use or used before; those after are untouched. */
  count = 0;
  private readonly buckets = new Int8Array(bucketCount).fill(none);
  private readonly chain = new Int8Array(laneLimit).fill(none);
  /** Bit sets of lanes without a heap entry, which may be given to another delay. */
  private idleLow = 0;
  private idleHigh = 0;

  /** The lane for `delay`, or −1 when all 64 are busy with others. */
  find(delay: number): number {
    const bucket = Math.imul(delay, 0x9e3779b1) >>> 24;
    let lane = this.buckets[bucket] as number;
    while (lane !== none && this.delays[lane] !== delay) lane = this.chain[lane] as number;
    return lane !== none ? lane : this.open(delay, bucket);
  }

  markQueued(lane: number): void {
    this.isQueued[lane] = 1;
    if (lane < 32) this.idleLow &= ~(1 << lane);
    else this.idleHigh &= ~(1 << (lane - 32));
  }

  markIdle(lane: number): void {
    this.isQueued[lane] = 0;
    if (lane < 32) this.idleLow |= 1 << lane;
    else this.idleHigh |= 1 << (lane - 32);
  }

  /** Forgets everything; `restore` then re-opens lanes in their saved order. */
  clear(): void {
    this.heads.fill(none);
    this.tails.fill(none);
    this.isQueued.fill(0);
    this.buckets.fill(none);
    this.chain.fill(none);
    this.count = 0;
    this.idleLow = 0;
    this.idleHigh = 0;
  }

  restore(delay: number, lastTime: number): void {
    const lane = this.count++;
    this.link(lane, delay, Math.imul(delay, 0x9e3779b1) >>> 24);
    this.lastTimes[lane] = lastTime;
    this.markIdle(lane);
  }

  private open(delay: number, bucket: number): number {
    let lane: number;
    if (this.count < laneLimit) {
      lane = this.count++;
      this.markIdle(lane);
    } else if (this.idleLow !== 0) lane = 31 - Math.clz32(this.idleLow & -this.idleLow);
    else if (this.idleHigh !== 0) lane = 63 - Math.clz32(this.idleHigh & -this.idleHigh);
    else return none;
    this.unlink(lane);
    this.link(lane, delay, bucket);
    return lane;
  }

  private link(lane: number, delay: number, bucket: number): void {
    this.delays[lane] = delay;
    this.lastTimes[lane] = Number.NEGATIVE_INFINITY;
    this.chain[lane] = this.buckets[bucket] as number;
    this.buckets[bucket] = lane;
  }

  private unlink(lane: number): void {
    const bucket = Math.imul(this.delays[lane] as number, 0x9e3779b1) >>> 24;
    let at = this.buckets[bucket] as number;
    if (at === lane) {
      this.buckets[bucket] = this.chain[lane] as number;
      return;
    }
    while (at !== none) {
      const next = this.chain[at] as number;
      if (next === lane) {
        this.chain[at] = this.chain[lane] as number;
        return;
      }
      at = next;
    }
  }
}
