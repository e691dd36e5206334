/**
 * The only queue of pending events: plain numbers in typed arrays, in total order of (time, seq), where seq counts
 * schedulings, so that events of equal time come out first in, first out. A heap holds the events of varying delay and
 * the head of one first-in-first-out lane per constant delay (timeouts, links, probes), which need no sifting.
 * Who schedules an event is given its slot, which is free for others once the event is delivered or cancelled: so whoever
 * cancels says what event it means, and those words have to tell it from every later one.
 */
import { assert } from '../../base/assert.ts';
import { EventHeap } from './calendar-heap.ts';
import { DelayLanes, heapLane } from './calendar-lanes.ts';
import { type CalendarPlain, loadCalendar, saveCalendar } from './calendar-plain.ts';
import { rowShift, word } from './calendar-rows.ts';

export type { CalendarPlain } from './calendar-plain.ts';

const slotLimit = 4194304;
const none = -1;
/** Of `what`: kind and target, without the lane. */
const eventMask = 0xffffff;

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

  // Both are public for `calendar-plain.ts` only.
  /**
   * Two numbers per slot: its time and its seq. Seq −1 marks a free slot. A heap entry whose seq differs from its slot's is
   * dead: seqs are never given twice.
   */
  keys: Float64Array;
  /**
   * Of each slot its `word`s. In a lane, `next` and `previous` are its neighbours; in the free list, `next` the one behind.
   */
  rows: Int32Array;

  nextSeq = 0;
  /** Slots from 0 up that were ever used. */
  usedSlots = 0;
  freeHead = none;
  deadInHeap = 0;
  readonly heap: EventHeap;
  readonly lanes = new DelayLanes();

  constructor(capacity = 256) {
    this.keys = new Float64Array(2 * capacity);
    this.rows = new Int32Array(capacity << rowShift);
    this.heap = new EventHeap(capacity);
  }

  get capacity(): number {
    return this.rows.length >> rowShift;
  }

  /** Schedules at an absolute time and returns the slot. For delays that vary; O(log n). */
  schedule(time: number, kind: number, target: number, a: number, b: number): number {
    const slot = this.takeSlot(time, kind, target, a, b, heapLane);
    this.heap.push(time, this.keys[2 * slot + 1] as number, slot);
    return slot;
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
    const slot = this.takeSlot(time, kind, target, a, b, lane);
    lanes.lastTimes[lane] = time;
    const tail = lanes.tails[lane] as number;
    const { rows } = this;
    const row = slot << rowShift;
    rows[row + word.next] = none;
    rows[row + word.previous] = tail;
    lanes.tails[lane] = slot;
    if (tail === none) lanes.heads[lane] = slot;
    else rows[(tail << rowShift) + word.next] = slot;
    // A queued entry without a head stood for a cancelled event. Its time is no later, so it still stands guard.
    if (lanes.isQueued[lane] === 0) {
      lanes.markQueued(lane);
      this.heap.push(time, this.keys[2 * slot + 1] as number, ~lane);
    }
    return slot;
  }

  /** True when the slot held this very event, which is now gone. Else, as for slot −1, nothing changes. */
  cancel(slot: number, kind: number, target: number, a: number, b: number): boolean {
    const { keys, rows } = this;
    // A slot given out after a checkpoint that was loaded since may not have been used yet.
    if (slot < 0 || slot >= this.usedSlots || keys[2 * slot + 1] === none) return false;
    const row = slot << rowShift;
    const what = rows[row] as number;
    if ((what & eventMask) !== (kind | (target << 8))) return false;
    if (rows[row + word.a] !== a || rows[row + word.b] !== b) return false;
    const lane = what >>> 24;
    if (lane === heapLane) {
      this.deadInHeap += 1;
      this.releaseSlot(slot);
      if (this.deadInHeap > sweepFloor && this.deadInHeap * 2 > this.heap.length) this.sweep();
      return true;
    }
    const { heads, tails } = this.lanes;
    const before = rows[row + word.previous] as number;
    const after = rows[row + word.next] as number;
    if (before === none) heads[lane] = after;
    else rows[(before << rowShift) + word.next] = after;
    if (after === none) tails[lane] = before;
    else rows[(after << rowShift) + word.previous] = before;
    this.releaseSlot(slot);
    return true;
  }

  /** The time of the next live event, Infinity when there is none. */
  peekTime(): number {
    return this.settleTop() ? (this.heap.times[0] as number) : Number.POSITIVE_INFINITY;
  }

  /** Moves the next live event into `time`, `kind`, `target`, `a`, `b`; false when there is none. Its slot is free again. */
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
    this.deliver(slot);
    this.releaseSlot(slot);
    return true;
  }

  /** Calls `visit` with each live event, by slot. For tests and rare events only: O(slots ever used). */
  forEachLive(visit: (kind: number, target: number, a: number, b: number) => void): void {
    const { keys, rows } = this;
    for (let slot = 0; slot < this.usedSlots; slot += 1) {
      if (keys[2 * slot + 1] === none) continue;
      const row = slot << rowShift;
      const what = rows[row] as number;
      visit(what & 0xff, (what >> 8) & 0xffff, rows[row + word.a] as number, rows[row + word.b] as number);
    }
  }

  /** A copy of the live events, each with its slot, so that slots kept elsewhere stay good. */
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
        if (this.keys[2 * ref + 1] === seq) return true;
        this.deadInHeap -= 1;
        heap.removeTop();
      } else {
        const head = this.lanes.heads[~ref] as number;
        if (head === none) {
          this.lanes.markIdle(~ref);
          heap.removeTop();
        } else {
          const headSeq = this.keys[2 * head + 1] as number;
          if (headSeq === seq) return true;
          heap.replaceTop(this.keys[2 * head] as number, headSeq, ref);
        }
      }
    }
    return false;
  }

  /** Unlinks a lane's head, which is the heap's top, and puts the lane's next event in its place. */
  private advanceLane(lane: number, head: number): void {
    const lanes = this.lanes;
    const { keys, rows } = this;
    const next = rows[(head << rowShift) + word.next] as number;
    lanes.heads[lane] = next;
    if (next === none) {
      lanes.tails[lane] = none;
      lanes.markIdle(lane);
      this.heap.removeTop();
    } else {
      rows[(next << rowShift) + word.previous] = none;
      this.heap.replaceTop(keys[2 * next] as number, keys[2 * next + 1] as number, ~lane);
    }
  }

  /** Makes the event of a slot the one delivered last. */
  private deliver(slot: number): void {
    const { rows } = this;
    const row = slot << rowShift;
    const what = rows[row] as number;
    this.kind = what & 0xff;
    this.target = (what >> 8) & 0xffff;
    this.a = rows[row + word.a] as number;
    this.b = rows[row + word.b] as number;
  }

  private takeSlot(time: number, kind: number, target: number, a: number, b: number, lane: number): number {
    // Also refuses NaN, which would corrupt the order silently.
    assert(time < Number.POSITIVE_INFINITY, 'an event is scheduled at a finite time');
    let slot = this.freeHead;
    if (slot === none) {
      slot = this.usedSlots++;
      if (slot === this.capacity) this.grow(slot * 2);
    } else this.freeHead = this.rows[(slot << rowShift) + word.next] as number;
    const { keys, rows } = this;
    keys[2 * slot] = time;
    keys[2 * slot + 1] = this.nextSeq++;
    const row = slot << rowShift;
    rows[row] = kind | (target << 8) | (lane << 24);
    // The compiler stores a small integer as it is, and takes any other number apart first.
    rows[row + word.a] = a | 0;
    rows[row + word.b] = b | 0;
    this.size += 1;
    return slot;
  }

  private releaseSlot(slot: number): void {
    const { rows } = this;
    const row = slot << rowShift;
    this.keys[2 * slot + 1] = none;
    rows[row + word.next] = this.freeHead;
    this.freeHead = slot;
    this.size -= 1;
  }

  /** Rebuilds the heap without its dead entries: at most as many steps as there were cancels since the last time. */
  private sweep(): void {
    const { heap, keys } = this;
    if (!heap.settle()) return;
    const { refs, seqs, length } = heap;
    heap.clear();
    for (let index = 0; index < length; index += 1) {
      const ref = refs[index] as number;
      const slot = ref < 0 ? (this.lanes.heads[~ref] as number) : ref;
      if (slot === none) this.lanes.markIdle(~ref);
      else if (ref < 0 || keys[2 * slot + 1] === seqs[index]) {
        heap.append(keys[2 * slot] as number, keys[2 * slot + 1] as number, ref);
      }
    }
    heap.heapify();
    this.deadInHeap = 0;
  }

  /** Makes room for `capacity` slots. */
  grow(capacity: number): void {
    assert(capacity <= slotLimit, 'the calendar holds at most 4,194,304 pending events');
    const { keys, rows } = this;
    this.keys = new Float64Array(2 * capacity);
    this.keys.set(keys);
    this.rows = new Int32Array(capacity << rowShift);
    this.rows.set(rows);
  }
}
