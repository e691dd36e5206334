/**
 * The only queue of pending events: plain numbers in typed arrays, in total order of (time, seq), where seq counts
 * schedulings, so that events of equal time come out first in, first out. A heap holds the events of varying delay and
 * the head of one first-in-first-out lane per constant delay (timeouts, links, probes), which need no sifting.
 * Cancelling is by generation: a slot's handle dies when its event is delivered or cancelled.
 */
import { assert } from '../../base/assert.ts';
import { EventHeap } from './calendar-heap.ts';
import { DelayLanes, heapLane } from './calendar-lanes.ts';
import { type CalendarPlain, loadCalendar, saveCalendar } from './calendar-plain.ts';

export type { CalendarPlain } from './calendar-plain.ts';

/**
 * A handle is generation × 2^22 + slot: a whole number under 2^53, never negative. Keep handles in a Float64Array. V8 boxes
 * one that outgrows 31 bits on return: 16 bytes of short-lived garbage an event, 3 % of the time of schedule and pop.
 */
const slotLimit = 4194304;
const slotMask = slotLimit - 1;
const generationMask = 0x7fffffff;
const none = -1;
/** Below this many dead heap entries, sweeping costs more than it saves. */
const sweepFloor = 64;

export class Calendar {
  /** The event that `pop` delivered last. Times are Micros; kind 0…255, target 0…65535, a and b int32. */
  time = Number.NEGATIVE_INFINITY;
  kind = 0;
  target = 0;
  a = 0;
  b = 0;
  /** Live events: scheduled, neither delivered nor cancelled. */
  size = 0;

  // One entry per slot. They are public for `calendar-plain.ts` only.
  times: Float64Array;
  /** −1 marks a free slot. A heap entry whose seq differs from its slot's is dead: seqs are never given twice. */
  seqs: Float64Array;
  kinds: Uint8Array;
  targets: Uint16Array;
  as: Int32Array;
  bs: Int32Array;
  laneOf: Uint8Array;
  generations: Int32Array;
  /** In a lane: its neighbours. In the free list: `next` only. */
  next: Int32Array;
  previous: Int32Array;

  nextSeq = 0;
  /** Slots from 0 up that were ever used. */
  usedSlots = 0;
  freeHead = none;
  deadInHeap = 0;
  readonly heap: EventHeap;
  readonly lanes = new DelayLanes();

  constructor(capacity = 256) {
    this.times = new Float64Array(capacity);
    this.seqs = new Float64Array(capacity);
    this.kinds = new Uint8Array(capacity);
    this.targets = new Uint16Array(capacity);
    this.as = new Int32Array(capacity);
    this.bs = new Int32Array(capacity);
    this.laneOf = new Uint8Array(capacity);
    this.generations = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
    this.previous = new Int32Array(capacity);
    this.heap = new EventHeap(capacity);
  }

  /** Schedules at an absolute time and returns the handle. For delays that vary; O(log n). */
  schedule(time: number, kind: number, target: number, a: number, b: number): number {
    const slot = this.takeSlot(time, kind, target, a, b);
    this.laneOf[slot] = heapLane;
    this.heap.push(time, this.seqs[slot] as number, slot);
    return (this.generations[slot] as number) * slotLimit + slot;
  }

  /**
   * Schedules at now + delay, for delays of few distinct values; O(1). The lanes are found by the delay's value: when 64
   * other values are pending, or `now` stepped back, the event goes to the heap, at the same place in the order.
   */
  scheduleAfter(now: number, delay: number, kind: number, target: number, a: number, b: number): number {
    const time = now + delay;
    const lanes = this.lanes;
    const lane = lanes.find(delay);
    if (lane === none || time < (lanes.lastTimes[lane] as number))
      return this.schedule(time, kind, target, a, b);
    const slot = this.takeSlot(time, kind, target, a, b);
    lanes.lastTimes[lane] = time;
    this.laneOf[slot] = lane;
    this.next[slot] = none;
    const tail = lanes.tails[lane] as number;
    this.previous[slot] = tail;
    lanes.tails[lane] = slot;
    if (tail === none) lanes.heads[lane] = slot;
    else this.next[tail] = slot;
    // A queued entry without a head stood for a cancelled event. Its time is no later, so it still stands guard.
    if (lanes.isQueued[lane] === 0) {
      lanes.markQueued(lane);
      this.heap.push(time, this.seqs[slot] as number, ~lane);
    }
    return (this.generations[slot] as number) * slotLimit + slot;
  }

  /** True when the handle was live and its event is now gone. A dead or foreign handle (such as −1) changes nothing. */
  cancel(handle: number): boolean {
    const slot = handle & slotMask;
    // A handle given out after a checkpoint that was loaded since may name a slot that is free now: hence the seq.
    if (slot >= this.usedSlots || this.seqs[slot] === none) return false;
    if ((this.generations[slot] as number) * slotLimit + slot !== handle) return false;
    const lane = this.laneOf[slot] as number;
    if (lane === heapLane) {
      this.deadInHeap += 1;
      this.releaseSlot(slot);
      if (this.deadInHeap > sweepFloor && this.deadInHeap * 2 > this.heap.length) this.sweep();
      return true;
    }
    const { heads, tails } = this.lanes;
    const before = this.previous[slot] as number;
    const after = this.next[slot] as number;
    if (before === none) heads[lane] = after;
    else this.next[before] = after;
    if (after === none) tails[lane] = before;
    else this.previous[after] = before;
    this.releaseSlot(slot);
    return true;
  }

  /** The time of the next live event, Infinity when there is none. */
  peekTime(): number {
    return this.settleTop() ? (this.heap.times[0] as number) : Number.POSITIVE_INFINITY;
  }

  /** Moves the next live event into `time`, `kind`, `target`, `a`, `b`; false when there is none. Its handle dies. */
  pop(): boolean {
    return this.popBy(Number.POSITIVE_INFINITY);
  }

  /** The same for events due at or before `limit`. */
  popBy(limit: number): boolean {
    const heap = this.heap;
    if (!this.settleTop() || (heap.times[0] as number) > limit) return false;
    const ref = heap.refs[0] as number;
    this.time = heap.times[0] as number;
    let slot = ref;
    if (ref < 0) {
      slot = this.lanes.heads[~ref] as number;
      this.advanceLane(~ref, slot);
    } else heap.removeTop();
    this.kind = this.kinds[slot] as number;
    this.target = this.targets[slot] as number;
    this.a = this.as[slot] as number;
    this.b = this.bs[slot] as number;
    this.releaseSlot(slot);
    return true;
  }

  /** A copy of the live events and of every generation, so that handles kept elsewhere stay good. */
  save(): CalendarPlain {
    return saveCalendar(this);
  }

  /** Replaces everything by the copy, which stays untouched. */
  load(plain: CalendarPlain): void {
    loadCalendar(this, plain);
  }

  /** Brings a live event to the heap's top, dropping dead entries and refreshing lanes whose head was cancelled. */
  private settleTop(): boolean {
    const heap = this.heap;
    while (heap.settle()) {
      const ref = heap.refs[0] as number;
      const seq = heap.seqs[0] as number;
      if (ref >= 0) {
        if (this.seqs[ref] === seq) return true;
        this.deadInHeap -= 1;
        heap.removeTop();
      } else {
        const head = this.lanes.heads[~ref] as number;
        if (head === none) {
          this.lanes.markIdle(~ref);
          heap.removeTop();
        } else {
          const headSeq = this.seqs[head] as number;
          if (headSeq === seq) return true;
          heap.replaceTop(this.times[head] as number, headSeq, ref);
        }
      }
    }
    return false;
  }

  /** Unlinks a lane's head, which is the heap's top, and puts the lane's next event in its place. */
  private advanceLane(lane: number, head: number): void {
    const lanes = this.lanes;
    const next = this.next[head] as number;
    lanes.heads[lane] = next;
    if (next === none) {
      lanes.tails[lane] = none;
      lanes.markIdle(lane);
      this.heap.removeTop();
    } else {
      this.previous[next] = none;
      this.heap.replaceTop(this.times[next] as number, this.seqs[next] as number, ~lane);
    }
  }

  private takeSlot(time: number, kind: number, target: number, a: number, b: number): number {
    // Also refuses NaN, which would corrupt the order silently.
    assert(time < Number.POSITIVE_INFINITY, 'an event is scheduled at a finite time');
    let slot = this.freeHead;
    if (slot === none) {
      slot = this.usedSlots++;
      if (slot === this.times.length) this.grow(slot * 2);
    } else this.freeHead = this.next[slot] as number;
    this.times[slot] = time;
    this.seqs[slot] = this.nextSeq++;
    this.kinds[slot] = kind;
    this.targets[slot] = target;
    this.as[slot] = a;
    this.bs[slot] = b;
    this.size += 1;
    return slot;
  }

  private releaseSlot(slot: number): void {
    this.seqs[slot] = none;
    this.generations[slot] = ((this.generations[slot] as number) + 1) & generationMask;
    this.next[slot] = this.freeHead;
    this.freeHead = slot;
    this.size -= 1;
  }

  /** Rebuilds the heap without its dead entries: at most as many steps as there were cancels since the last time. */
  private sweep(): void {
    const heap = this.heap;
    if (!heap.settle()) return;
    const { refs, seqs, length } = heap;
    heap.clear();
    for (let index = 0; index < length; index += 1) {
      const ref = refs[index] as number;
      const slot = ref < 0 ? (this.lanes.heads[~ref] as number) : ref;
      if (slot === none) this.lanes.markIdle(~ref);
      else if (ref < 0 || this.seqs[slot] === seqs[index]) {
        heap.append(this.times[slot] as number, this.seqs[slot] as number, ref);
      }
    }
    heap.heapify();
    this.deadInHeap = 0;
  }

  /** Makes room for `capacity` slots. */
  grow(capacity: number): void {
    assert(capacity <= slotLimit, 'the calendar holds at most 4,194,304 pending events');
    const copy = <Column extends Float64Array | Int32Array | Uint16Array | Uint8Array>(
      grown: Column,
      old: Column,
    ) => {
      grown.set(old);
      return grown;
    };
    this.times = copy(new Float64Array(capacity), this.times);
    this.seqs = copy(new Float64Array(capacity), this.seqs);
    this.kinds = copy(new Uint8Array(capacity), this.kinds);
    this.targets = copy(new Uint16Array(capacity), this.targets);
    this.as = copy(new Int32Array(capacity), this.as);
    this.bs = copy(new Int32Array(capacity), this.bs);
    this.laneOf = copy(new Uint8Array(capacity), this.laneOf);
    this.generations = copy(new Int32Array(capacity), this.generations);
    this.next = copy(new Int32Array(capacity), this.next);
    this.previous = copy(new Int32Array(capacity), this.previous);
  }
}
