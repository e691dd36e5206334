import { describe, expect, it } from 'vitest';
import { Calendar } from './calendar.ts';

const drain = (calendar: Calendar): number[] => {
  const order: number[] = [];
  while (calendar.pop()) order.push(calendar.a);
  return order;
};

describe('calendar', () => {
  it('delivers ties first in, first out, across heap and lanes', () => {
    const calendar = new Calendar();
    for (let i = 0; i < 300; i += 1) {
      if (i % 3 === 0) calendar.schedule(100, 0, 0, i, 0);
      else calendar.scheduleAfter(100 - (i % 5), i % 5, 0, 0, i, 0);
    }
    expect(drain(calendar)).toEqual(Array.from({ length: 300 }, (_, i) => i));
  });

  it('is empty at Infinity', () => {
    const calendar = new Calendar();
    expect([calendar.peekTime(), calendar.pop(), calendar.size]).toEqual([
      Number.POSITIVE_INFINITY,
      false,
      0,
    ]);
  });

  it('cancels only the very event that is meant: kind, target, a and b have to be those of the slot', () => {
    for (const usesLane of [false, true]) {
      const calendar = new Calendar();
      const first = calendar.schedule(1, 7, 8, 1, -9);
      expect(calendar.cancel(first + 1, 7, 8, 1, -9)).toBe(false);
      expect(calendar.pop()).toBe(true);
      expect(calendar.cancel(first, 7, 8, 1, -9)).toBe(false);
      const second = usesLane
        ? calendar.scheduleAfter(1, 4, 255, 65_535, 2, -9)
        : calendar.schedule(5, 255, 65_535, 2, -9);
      expect(second).toBe(first);
      expect(calendar.cancel(first, 7, 8, 1, -9)).toBe(false);
      expect(calendar.cancel(second, 254, 65_535, 2, -9)).toBe(false);
      expect(calendar.cancel(second, 255, 65_534, 2, -9)).toBe(false);
      expect(calendar.cancel(second, 255, 65_535, 1, -9)).toBe(false);
      expect(calendar.cancel(second, 255, 65_535, 2, 9)).toBe(false);
      for (const slot of [-1, -2, second + 1, 2 ** 22])
        expect(calendar.cancel(slot, 255, 65_535, 2, -9)).toBe(false);
      expect(calendar.size).toBe(1);
      expect(calendar.cancel(second, 255, 65_535, 2, -9)).toBe(true);
      expect(calendar.cancel(second, 255, 65_535, 2, -9)).toBe(false);
      expect(calendar.pop()).toBe(false);
    }
  });

  it('ignores a slot from a future that a load undid', () => {
    const calendar = new Calendar();
    calendar.schedule(1, 0, 0, 1, 0);
    calendar.pop();
    const plain = calendar.save();
    const undone = calendar.schedule(2, 0, 0, 2, 0);
    calendar.load(plain);
    expect(calendar.cancel(undone, 0, 0, 2, 0)).toBe(false);
    calendar.schedule(3, 0, 0, 3, 0);
    calendar.schedule(4, 0, 0, 4, 0);
    expect(drain(calendar)).toEqual([3, 4]);
  });

  it('gives the same slots after load as it would have given without', () => {
    const calendar = new Calendar(2);
    const slots = Array.from({ length: 50 }, (_, i) => calendar.scheduleAfter(i, i % 3, 0, 0, i, 0));
    slots.forEach((slot, i) => {
      if (i % 4 === 1) calendar.cancel(slot, 0, 0, i, 0);
    });
    const copy = new Calendar(2);
    copy.load(calendar.save());
    for (let i = 0; i < 40; i += 1)
      expect(copy.schedule(90, 0, 0, i, 0)).toBe(calendar.schedule(90, 0, 0, i, 0));
    expect(drain(copy)).toEqual(drain(calendar));
  });

  it('refuses a time that is no number', () => {
    const calendar = new Calendar();
    expect(() => calendar.schedule(Number.NaN, 0, 0, 0, 0)).toThrow();
    expect(() => calendar.schedule(Number.POSITIVE_INFINITY, 0, 0, 0, 0)).toThrow();
  });

  // A request's timeout is scheduled with it and nearly always cancelled: a million of them must leave nothing behind.
  for (const [name, usesLane] of [
    ['heap', false],
    ['lane', true],
  ] as const) {
    it(`does not grow under steady churn of cancelled timeouts: ${name}`, () => {
      const calendar = new Calendar(64);
      const timeouts: number[] = [];
      let cancelled = 0;
      for (let now = 0; now < 200_000; now += 1) {
        timeouts.push(
          usesLane
            ? calendar.scheduleAfter(now, 5_000_000, 1, 0, now, 0)
            : calendar.schedule(now + 5_000_000 + (now % 7), 1, 0, now, 0),
        );
        if (timeouts.length <= 20) continue;
        if (calendar.cancel(timeouts.shift() as number, 1, 0, now - 20, 0)) cancelled += 1;
      }
      expect(cancelled).toBe(199_980);
      expect(calendar.size).toBe(20);
      expect(calendar.usedSlots).toBeLessThan(32);
      expect(calendar.heap.length).toBeLessThan(256);
      expect(calendar.capacity).toBe(64);
    });
  }

  it('sends delays beyond 64 pending values to the heap, and gives used-up lanes to new values', () => {
    const calendar = new Calendar();
    for (let round = 0; round < 50; round += 1) {
      for (let delay = 0; delay < 100; delay += 1) {
        calendar.scheduleAfter(round * 1000, delay + 100 * round, 0, 0, round * 100 + delay, 0);
      }
      const order = drain(calendar);
      expect(order).toEqual(Array.from({ length: 100 }, (_, i) => round * 100 + i));
    }
    expect(calendar.lanes.count).toBe(64);
  });
});
