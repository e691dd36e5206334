/**
 * The calendar as plain data: columns by slot, so that an event keeps its place while others come and go, and the free
 * slots in the order in which they will be taken. Neither the heap nor the lanes' links are kept: both follow from the
 * order of scheduling. Two calendars with the same future may differ in the order of idle lanes, never in what they deliver.
 */
import type { Calendar } from './calendar.ts';
import { heapLane } from './calendar-lanes.ts';
import { rowShift, word } from './calendar-rows.ts';

const none = -1;

export interface CalendarPlain {
  readonly nextSeq: number;
  /** Of the event delivered last: [time, kind, target, a, b]. */
  readonly last: Float64Array;
  /** Free slots, the next to be taken first. */
  readonly free: Int32Array;
  readonly laneDelays: Float64Array;
  readonly laneLastTimes: Float64Array;
  /** Columns by slot; zeros in the free ones. */
  readonly times: Float64Array;
  readonly seqs: Float64Array;
  readonly kinds: Uint8Array;
  readonly targets: Uint16Array;
  readonly as: Int32Array;
  readonly bs: Int32Array;
  readonly lanes: Uint8Array;
}

function freeSlots(calendar: Calendar): Int32Array {
  const free = new Int32Array(calendar.usedSlots - calendar.size);
  let slot = calendar.freeHead;
  for (let index = 0; index < free.length; index += 1) {
    free[index] = slot;
    slot = calendar.rows[(slot << rowShift) + word.next] as number;
  }
  return free;
}

export function saveCalendar(calendar: Calendar): CalendarPlain {
  const { usedSlots, lanes, keys, rows } = calendar;
  const plain: CalendarPlain = {
    nextSeq: calendar.nextSeq,
    last: Float64Array.of(calendar.time, calendar.kind, calendar.target, calendar.a, calendar.b),
    free: freeSlots(calendar),
    laneDelays: lanes.delays.slice(0, lanes.count),
    laneLastTimes: lanes.lastTimes.slice(0, lanes.count),
    times: new Float64Array(usedSlots),
    seqs: new Float64Array(usedSlots),
    kinds: new Uint8Array(usedSlots),
    targets: new Uint16Array(usedSlots),
    as: new Int32Array(usedSlots),
    bs: new Int32Array(usedSlots),
    lanes: new Uint8Array(usedSlots),
  };
  for (let slot = 0; slot < usedSlots; slot += 1) {
    const seq = keys[2 * slot + 1] as number;
    if (seq === none) continue;
    const row = slot << rowShift;
    const what = rows[row] as number;
    plain.times[slot] = keys[2 * slot] as number;
    plain.seqs[slot] = seq;
    plain.kinds[slot] = what & 0xff;
    plain.targets[slot] = (what >> 8) & 0xffff;
    plain.as[slot] = rows[row + word.a] as number;
    plain.bs[slot] = rows[row + word.b] as number;
    plain.lanes[slot] = what >>> 24;
  }
  return plain;
}

export function loadCalendar(calendar: Calendar, plain: CalendarPlain): void {
  const used = plain.times.length;
  let { capacity } = calendar;
  while (capacity < used) capacity *= 2;
  if (capacity > calendar.capacity) calendar.grow(capacity);
  // The `| 0` keeps these fields small integers for the compiler: a double in one of them would box it from then on.
  calendar.time = plain.last[0] as number;
  calendar.kind = (plain.last[1] as number) | 0;
  calendar.target = (plain.last[2] as number) | 0;
  calendar.a = (plain.last[3] as number) | 0;
  calendar.b = (plain.last[4] as number) | 0;
  calendar.nextSeq = plain.nextSeq;
  calendar.usedSlots = used;
  calendar.size = used - plain.free.length;
  calendar.deadInHeap = 0;
  loadSlots(calendar, plain);
  loadEvents(calendar, plain);
}

function loadSlots(calendar: Calendar, plain: CalendarPlain): void {
  const { keys, rows } = calendar;
  rows.fill(0);
  keys.fill(none);
  for (let slot = 0; slot < plain.times.length; slot += 1) {
    const row = slot << rowShift;
    keys[2 * slot] = plain.times[slot] as number;
    keys[2 * slot + 1] = plain.seqs[slot] as number;
    rows[row] = plain.kinds[slot]! | (plain.targets[slot]! << 8) | (plain.lanes[slot]! << 24);
    rows[row + word.a] = plain.as[slot] as number;
    rows[row + word.b] = plain.bs[slot] as number;
  }
  calendar.freeHead = none;
  // The chain of free slots is made from its end. A live event's link is made anew with its lane.
  for (let index = plain.free.length - 1; index >= 0; index -= 1) {
    const slot = plain.free[index] as number;
    keys[2 * slot + 1] = none;
    rows[(slot << rowShift) + word.next] = calendar.freeHead;
    calendar.freeHead = slot;
  }
}

/** Fills heap and lanes. A lane holds its events in the order of scheduling. */
function loadEvents(calendar: Calendar, plain: CalendarPlain): void {
  const { heap, lanes } = calendar;
  heap.clear();
  lanes.clear();
  plain.laneDelays.forEach((delay, lane) => {
    lanes.restore(delay, plain.laneLastTimes[lane] as number);
  });
  const inLanes: number[] = [];
  for (let slot = 0; slot < calendar.usedSlots; slot += 1) {
    const seq = calendar.keys[2 * slot + 1] as number;
    if (seq === none) continue;
    if (plain.lanes[slot] === heapLane) heap.append(plain.times[slot] as number, seq, slot);
    else inLanes.push(slot);
  }
  inLanes.sort((one, other) => (plain.seqs[one] as number) - (plain.seqs[other] as number));
  for (const slot of inLanes) linkLast(calendar, plain.lanes[slot] as number, slot);
  heap.heapify();
}

function linkLast({ heap, lanes, keys, rows }: Calendar, lane: number, slot: number): void {
  const row = slot << rowShift;
  const tail = lanes.tails[lane] as number;
  rows[row + word.previous] = tail;
  rows[row + word.next] = none;
  lanes.tails[lane] = slot;
  if (tail !== none) {
    rows[(tail << rowShift) + word.next] = slot;
    return;
  }
  lanes.heads[lane] = slot;
  lanes.markQueued(lane);
  heap.append(keys[2 * slot] as number, keys[2 * slot + 1] as number, ~lane);
}
