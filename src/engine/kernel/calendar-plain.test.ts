import { describe, expect, it } from 'vitest';
import { Calendar } from './calendar.ts';
import { heapLane } from './calendar-lanes.ts';
import { loadCalendar, saveCalendar } from './calendar-plain.ts';
import { rowShift } from './calendar-rows.ts';

type Event = readonly [time: number, kind: number, target: number, a: number, b: number];

const drain = (calendar: Calendar): readonly Event[] => {
  const events: Event[] = [];
  while (calendar.pop()) events.push([calendar.time, calendar.kind, calendar.target, calendar.a, calendar.b]);
  return events;
};

/** In slots 0 … 4: heap, lane 10, delivered, cancelled, lane 10; slot 5 was never used. */
function mixed() {
  const calendar = new Calendar(4);
  const heap = [calendar.schedule(50, 1, 2, 3, -4), 1, 2, 3, -4] as const;
  const first = [calendar.scheduleAfter(0, 10, 5, 6, 7, 8), 5, 6, 7, 8] as const;
  calendar.schedule(1, 21, 22, 23, -24);
  const cancelled = [calendar.schedule(60, 1, 1, 1, 1), 1, 1, 1, 1] as const;
  const second = [calendar.scheduleAfter(5, 10, 5, 6, 70, 80), 5, 6, 70, 80] as const;
  calendar.pop();
  calendar.cancel(...cancelled);
  return { calendar, heap, first, second, cancelled };
}

describe('a calendar as plain data', () => {
  it('has a column by slot, noughts in the free ones, and what was delivered last', () => {
    const { calendar } = mixed();
    const plain = saveCalendar(calendar);
    expect(Array.from(plain.times)).toEqual([50, 10, 0, 0, 15]);
    expect(Array.from(plain.seqs)).toEqual([0, 1, 0, 0, 4]);
    expect(Array.from(plain.kinds)).toEqual([1, 5, 0, 0, 5]);
    expect(Array.from(plain.targets)).toEqual([2, 6, 0, 0, 6]);
    expect(Array.from(plain.as)).toEqual([3, 7, 0, 0, 70]);
    expect(Array.from(plain.bs)).toEqual([-4, 8, 0, 0, 80]);
    expect(Array.from(plain.lanes)).toEqual([heapLane, 0, 0, 0, 0]);
    // Freed last, taken first.
    expect(Array.from(plain.free)).toEqual([3, 2]);
    expect([Array.from(plain.laneDelays), Array.from(plain.laneLastTimes)]).toEqual([[10], [15]]);
    expect(Array.from(plain.last)).toEqual([1, 21, 22, 23, -24]);
    expect(plain.nextSeq).toBe(5);
  });

  it('delivers the same events after loading, ties in the order of scheduling across heap and lanes', () => {
    const calendar = new Calendar();
    for (let n = 0; n < 90; n += 1) {
      if (n % 3 === 0) calendar.schedule(100, 1, 0, n, 0);
      else calendar.scheduleAfter(100 - (n % 5), n % 5, 1, 0, n, 0);
    }
    const loaded = new Calendar(2);
    loadCalendar(loaded, saveCalendar(calendar));
    expect(loaded.size).toBe(90);
    expect(drain(loaded).map(([, , , a]) => a)).toEqual(Array.from({ length: 90 }, (_, n) => n));
  });

  it('keeps slots good, those of events that are gone empty, and gives the same ones next', () => {
    const { calendar, heap, first, second, cancelled } = mixed();
    const loaded = new Calendar(2);
    loadCalendar(loaded, saveCalendar(calendar));
    expect([loaded.time, loaded.kind, loaded.target, loaded.a, loaded.b]).toEqual([1, 21, 22, 23, -24]);
    expect(loaded.cancel(...cancelled)).toBe(false);
    expect(loaded.cancel(...first)).toBe(true);
    for (const one of [calendar, loaded]) one.cancel(...first);
    const slots = [calendar, loaded].map((one) =>
      [70, 80, 90, 95, 99].map((time) => one.schedule(time, 0, 0, 0, 0)),
    );
    expect(slots[1]).toEqual(slots[0]);
    expect(loaded.cancel(...heap)).toBe(true);
    expect(loaded.peekTime()).toBe(15);
    expect(loaded.cancel(...second)).toBe(true);
    expect(drain(loaded).map(([time]) => time)).toEqual([70, 80, 90, 95, 99]);
  });

  it('goes on in the same lanes: what is appended comes behind what was there', () => {
    const { calendar } = mixed();
    const loaded = new Calendar(2);
    loadCalendar(loaded, saveCalendar(calendar));
    expect(loaded.lanes.count).toBe(1);
    // Earlier than the lane's end: this one goes to the heap.
    loaded.scheduleAfter(2, 10, 5, 6, 72, 82);
    loaded.scheduleAfter(6, 10, 5, 6, 71, 81);
    // As late as ones that were scheduled before: behind them.
    loaded.schedule(15, 1, 2, 73, 0);
    loaded.schedule(50, 1, 2, 4, 0);
    expect(loaded.lanes.count).toBe(1);
    expect(drain(loaded).map(([time, , , a]) => [time, a])).toEqual([
      [10, 7],
      [12, 72],
      [15, 70],
      [15, 73],
      [16, 71],
      [50, 3],
      [50, 4],
    ]);
  });

  it('gives no lane away in which something waits', () => {
    const calendar = new Calendar();
    for (let delay = 0; delay < 64; delay += 1) calendar.scheduleAfter(0, delay, 1, 0, delay, 0);
    // The first lane has nothing left.
    calendar.pop();
    const loaded = new Calendar();
    loadCalendar(loaded, saveCalendar(calendar));
    loaded.scheduleAfter(0, 100, 1, 0, 100, 0);
    loaded.scheduleAfter(0, 101, 1, 0, 101, 0);
    expect([loaded.lanes.find(100), loaded.lanes.find(101), loaded.lanes.find(63)]).toEqual([0, -1, 63]);
    expect(drain(loaded).map(([time]) => time)).toEqual(
      drain(calendar)
        .map(([time]) => time)
        .concat(100, 101),
    );
  });

  it('replaces all that was there, beyond the slots in use as well', () => {
    const { calendar } = mixed();
    const other = new Calendar(4);
    for (let n = 0; n < 20; n += 1) other.schedule(n, 1, 1, 1, 1);
    other.scheduleAfter(0, 33, 1, 1, 1, 1);
    while (other.pop());
    other.schedule(3, 1, 1, 1, 1);
    loadCalendar(other, saveCalendar(calendar));
    expect([other.size, other.usedSlots, other.lanes.count]).toEqual([3, 5, 1]);
    const unused = other.rows.slice(5 << rowShift);
    expect(unused.every((word) => word === 0)).toBe(true);
    expect(drain(other)).toEqual(drain(calendar));
  });

  it('is a copy: nothing that happens afterwards, on either side, is in it', () => {
    const { calendar, second } = mixed();
    const plain = saveCalendar(calendar);
    const asSaved = JSON.stringify(plain);
    const loaded = new Calendar(8);
    loadCalendar(loaded, plain);
    for (const one of [calendar, loaded]) {
      one.scheduleAfter(6, 10, 1, 1, 1, 1);
      one.scheduleAfter(6, 11, 1, 1, 1, 1);
      one.cancel(...second);
      drain(one);
    }
    expect(JSON.stringify(plain)).toBe(asSaved);
  });

  it('of nothing is nothing', () => {
    const loaded = new Calendar();
    loaded.schedule(4, 1, 1, 1, 1);
    loadCalendar(loaded, saveCalendar(new Calendar()));
    expect([loaded.size, loaded.usedSlots, loaded.pop()]).toEqual([0, 0, false]);
  });
});
