/**
 * The calendar as plain data: columns by slot, so that an event keeps its place while others come and go, and the free
 * slots in the order in which they will be taken. Neither the heap nor the lanes' links are kept: both follow from the
 * order of scheduling. Two calendars with the same future may differ in the order of idle lanes, never in what they deliver.
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
    slot = calendar.next[slot] as number;
  }
  return free;
}

export function saveCalendar(calendar: Calendar): CalendarPlain {
  const { usedSlots, lanes } = calendar;
  const free = freeSlots(calendar);
  const used = <Column extends Float64Array | Int32Array | Uint16Array | Uint8Array>(column: Column) => {
    const kept = column.slice(0, usedSlots) as Column;
    for (let place = 0; place < free.length; place += 1) kept[free[place] as number] = 0;
    return kept;
  };
  return {
    nextSeq: calendar.nextSeq,
    last: Float64Array.of(calendar.time, calendar.kind, calendar.target, calendar.a, calendar.b),
    generations: calendar.generations.slice(0, usedSlots),
    free,
    laneDelays: lanes.delays.slice(0, lanes.count),
    laneLastTimes: lanes.lastTimes.slice(0, lanes.count),
    times: used(calendar.times),
    seqs: used(calendar.seqs),
    kinds: used(calendar.kinds),
    targets: used(calendar.targets),
    as: used(calendar.as),
    bs: used(calendar.bs),
    lanes: used(calendar.laneOf),
  };
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
  calendar.size = used - plain.free.length;
  calendar.deadInHeap = 0;
  // Slots beyond the used ones start again at generation 0, as they did when the copy was made.
  calendar.generations.fill(0);
  calendar.generations.set(plain.generations);
  calendar.times.set(plain.times);
  calendar.seqs.fill(none);
  calendar.seqs.set(plain.seqs);
  calendar.kinds.set(plain.kinds);
  calendar.targets.set(plain.targets);
  calendar.as.set(plain.as);
  calendar.bs.set(plain.bs);
  calendar.laneOf.set(plain.lanes);
  calendar.freeHead = none;
  // The chain of free slots is made from its end. A live event's link is made anew with its lane.
  for (let index = plain.free.length - 1; index >= 0; index -= 1) {
    const slot = plain.free[index] as number;
    calendar.seqs[slot] = none;
    calendar.next[slot] = calendar.freeHead;
    calendar.freeHead = slot;
  }
  loadEvents(calendar, plain);
}

/** Fills heap and lanes. A lane holds its events in the order of scheduling. */
function loadEvents(calendar: Calendar, plain: CalendarPlain): void {
  const { heap, lanes, seqs } = calendar;
  heap.clear();
  lanes.clear();
  plain.laneDelays.forEach((delay, lane) => {
    lanes.restore(delay, plain.laneLastTimes[lane] as number);
  });
  const inLanes: number[] = [];
  for (let slot = 0; slot < calendar.usedSlots; slot += 1) {
    const seq = seqs[slot] as number;
    if (seq === none) continue;
    if (calendar.laneOf[slot] === heapLane) heap.append(calendar.times[slot] as number, seq, slot);
    else inLanes.push(slot);
  }
  inLanes.sort((one, other) => (seqs[one] as number) - (seqs[other] as number));
  for (const slot of inLanes) linkLast(calendar, calendar.laneOf[slot] as number, slot);
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
