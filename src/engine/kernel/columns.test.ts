import { describe, expect, it } from 'vitest';
import { Calls, noCall } from './calls.ts';
import { Slots } from './columns.ts';
import { Requests } from './requests.ts';

const liveOf = (table: Calls | Requests): number[] => {
  const slots: number[] = [];
  table.forEachLive((slot) => slots.push(slot));
  return slots;
};

function end(calls: Calls, call: number): void {
  calls.orphan(call);
  calls.lose(call, 0, 0);
  calls.abandon(call, 0, 0);
  calls.settle(call);
}

describe('a table that goes back to an earlier checkpoint', () => {
  it('has the calls in flight that it had then, though freed rows have been used since', () => {
    const calls = new Calls();
    for (let place = 0; place < 4; place += 1) calls.open(0, noCall, 0, place, 1, place);
    end(calls, 1);
    end(calls, 3);
    expect(liveOf(calls)).toEqual([0, 2]);
    const before = calls.save();
    // The rows freed last come back first; one more row is new.
    expect([5, 6, 7].map((callee) => calls.open(0, noCall, 0, callee, 1, 9))).toEqual([3, 1, 4]);
    calls.load(before);
    expect(liveOf(calls)).toEqual([0, 2]);
    expect(calls.slots.live).toBe(2);
    expect([calls.callee[0], calls.callee[2]]).toEqual([0, 2]);
    expect([calls.sentAt[0], calls.sentAt[2]]).toEqual([0, 2]);
  });

  it('has the requests in flight that it had then', () => {
    const requests = new Requests();
    for (let ordinal = 0; ordinal < 3; ordinal += 1) requests.open(0, ordinal, ordinal);
    requests.close(1);
    const before = requests.save();
    requests.open(0, 3, 3);
    requests.load(before);
    expect(liveOf(requests)).toEqual([0, 2]);
  });

  it('is loaded by a table that is still short', () => {
    const long = new Calls();
    for (let place = 0; place < 700; place += 1) long.open(0, noCall, 0, place, 1, place);
    const short = new Calls();
    short.load(long.save());
    expect(liveOf(short)).toHaveLength(700);
    expect(short.callee[699]).toBe(699);
    expect(short.slots.capacity).toBeGreaterThanOrEqual(700);
  });
});

describe('slots', () => {
  it('are full only when none is free and none is new', () => {
    const slots = new Slots(2);
    expect([slots.take(), slots.take()]).toEqual([0, 1]);
    expect(slots.isFull).toBe(true);
    slots.release(0);
    expect(slots.isFull).toBe(false);
    expect(slots.take()).toBe(0);
    expect(() => slots.take()).toThrow();
  });

  it('count generations, so that a record which has ended is told from its successor', () => {
    const slots = new Slots(1);
    const first = slots.take();
    const generation = slots.generations[first];
    slots.release(first);
    expect(slots.take()).toBe(first);
    expect(slots.generations[first]).toBe((generation ?? 0) + 1);
  });
});
