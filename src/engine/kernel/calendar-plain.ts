/**
 * The calendar as plain data: live events only (31 bytes each), plus 4 bytes of generation per slot ever used and 4 per
 * free slot. Two calendars with the same future may differ here in the order of idle lanes, never in what they deliver.
 */
import type { Calendar } from './calendar.ts';
import { heapLane } from './calendar-lanes.ts';

const none = -1;

export interface CalendarPlain {
  readonly nextSeq: number;
  /** Of the event delivered last: [time, kind, target, a, b]. */
  readonly last: Float64Array;
  readonly generations: Int32Array;
  /** Free slots, the next to be taken first. */
  readonly free: Int32Array;
  readonly laneDelays: Float64Array;
  readonly laneLastTimes: Float64Array;
  /** Columns of the live events: those of lane 0 in order, of lane 1, …, then those of the heap by slot. */
  readonly slots: Int32Array;
  readonly times: Float64Array;
  readonly seqs: Float64Array;
  readonly kinds: Uint8Array;
  readonly targets: Uint16Array;
  readonly as: Int32Array;
  readonly bs: Int32Array;
  readonly lanes: Uint8Array;
}

function liveSlots(calendar: Calendar): Int32Array {
  const slots = new Int32Array(calendar.size);
  let count = 0;
  for (let lane = 0; lane < calendar.lanes.count; lane += 1) {
    let slot = calendar.lanes.heads[lane] as number;
    for (; slot !== none; slot = calendar.next[slot] as number) slots[count++] = slot;
  }
  for (let slot = 0; slot < calendar.usedSlots; slot += 1) {
    if (calendar.seqs[slot] !== none && calendar.laneOf[slot] === heapLane) slots[count++] = slot;
  }
  return slots;
}

function freeSlots(calendar: Calendar): Int32Array {
  const free = new Int32Array(calendar.usedSlots - calendar.size);
  let slot = calendar.freeHead;
  for (let index = 0; index < free.length; index += 1) {
    free[index] = slot;
    slot = calendar.next[slot] as number;
  }
  return free;
}

export function saveCalendar(calendar: Calendar): CalendarPlain {
  const slots = liveSlots(calendar);
  const length = slots.length;
  const plain: CalendarPlain = {
    nextSeq: calendar.nextSeq,
    last: Float64Array.of(calendar.time, calendar.kind, calendar.target, calendar.a, calendar.b),
    generations: calendar.generations.slice(0, calendar.usedSlots),
    free: freeSlots(calendar),
    laneDelays: calendar.lanes.delays.slice(0, calendar.lanes.count),
    laneLastTimes: calendar.lanes.lastTimes.slice(0, calendar.lanes.count),
    slots,
    times: new Float64Array(length),
    seqs: new Float64Array(length),
    kinds: new Uint8Array(length),
    targets: new Uint16Array(length),
    as: new Int32Array(length),
    bs: new Int32Array(length),
    lanes: new Uint8Array(length),
  };
  for (let index = 0; index < length; index += 1) {
    const slot = slots[index] as number;
    plain.times[index] = calendar.times[slot] as number;
    plain.seqs[index] = calendar.seqs[slot] as number;
    plain.kinds[index] = calendar.kinds[slot] as number;
    plain.targets[index] = calendar.targets[slot] as number;
    plain.as[index] = calendar.as[slot] as number;
    plain.bs[index] = calendar.bs[slot] as number;
    plain.lanes[index] = calendar.laneOf[slot] as number;
  }
  return plain;
}

export function loadCalendar(calendar: Calendar, plain: CalendarPlain): void {
  const used = plain.generations.length;
  let capacity = calendar.times.length;
  while (capacity < used) capacity *= 2;
  if (capacity > calendar.times.length) calendar.grow(capacity);
  // The `| 0` keeps these fields small integers for the compiler: a double in one of them would box it from then on.
  calendar.time = plain.last[0] as number;
  calendar.kind = (plain.last[1] as number) | 0;
  calendar.target = (plain.last[2] as number) | 0;
  calendar.a = (plain.last[3] as number) | 0;
  calendar.b = (plain.last[4] as number) | 0;
  calendar.nextSeq = plain.nextSeq;
  calendar.usedSlots = used;
  calendar.size = plain.slots.length;
  calendar.deadInHeap = 0;
  // Slots beyond the used ones start again at generation 0, as they did when the copy was made.
  calendar.generations.fill(0);
  calendar.generations.set(plain.generations);
  calendar.seqs.fill(none);
  calendar.freeHead = none;
  for (let index = plain.free.length - 1; index >= 0; index -= 1) {
    const slot = plain.free[index] as number;
    calendar.next[slot] = calendar.freeHead;
    calendar.freeHead = slot;
  }
  loadEvents(calendar, plain);
}

function loadEvents(calendar: Calendar, plain: CalendarPlain): void {
  const { heap, lanes } = calendar;
  heap.clear();
  lanes.clear();
  plain.laneDelays.forEach((delay, lane) => {
    lanes.restore(delay, plain.laneLastTimes[lane] as number);
  });
  for (let index = 0; index < plain.slots.length; index += 1) {
    const slot = plain.slots[index] as number;
    const time = plain.times[index] as number;
    const seq = plain.seqs[index] as number;
    const lane = plain.lanes[index] as number;
    calendar.times[slot] = time;
    calendar.seqs[slot] = seq;
    calendar.kinds[slot] = plain.kinds[index] as number;
    calendar.targets[slot] = plain.targets[index] as number;
    calendar.as[slot] = plain.as[index] as number;
    calendar.bs[slot] = plain.bs[index] as number;
    calendar.laneOf[slot] = lane;
    if (lane === heapLane) heap.append(time, seq, slot);
    else linkLast(calendar, lane, slot);
  }
  heap.heapify();
}

function linkLast(calendar: Calendar, lane: number, slot: number): void {
  const { heap, lanes } = calendar;
  const tail = lanes.tails[lane] as number;
  calendar.previous[slot] = tail;
  calendar.next[slot] = none;
  lanes.tails[lane] = slot;
  if (tail !== none) {
    calendar.next[tail] = slot;
    return;
  }
  lanes.heads[lane] = slot;
  lanes.markQueued(lane);
  heap.append(calendar.times[slot] as number, calendar.seqs[slot] as number, ~lane);
}
