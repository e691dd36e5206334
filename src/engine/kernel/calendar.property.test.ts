import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calendar } from './calendar.ts';

/** The slow model: an array sorted by (time, seq). */
interface ModelEvent {
  readonly time: number;
  readonly seq: number;
  readonly slot: number;
}

type Step =
  | { readonly verb: 'schedule'; readonly delay: number }
  | { readonly verb: 'scheduleAfter'; readonly delay: number }
  | { readonly verb: 'scheduleBefore'; readonly delay: number }
  | { readonly verb: 'cancel'; readonly pick: number }
  | { readonly verb: 'pop' }
  | { readonly verb: 'peek' }
  | { readonly verb: 'reload' };

const delays = fc.oneof(fc.constantFrom(0, 1, 5, 5000), fc.nat(8));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('schedule' as const), delay: delays }) },
  { weight: 6, arbitrary: fc.record({ verb: fc.constant('scheduleAfter' as const), delay: delays }) },
  // More delay values than lanes, so that lanes are reused and the heap takes the rest.
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('scheduleAfter' as const), delay: fc.nat(200) }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('scheduleBefore' as const), delay: delays }) },
  { weight: 6, arbitrary: fc.record({ verb: fc.constant('cancel' as const), pick: fc.nat() }) },
  { weight: 6, arbitrary: fc.constant({ verb: 'pop' as const }) },
  { weight: 2, arbitrary: fc.constant({ verb: 'peek' as const }) },
  { weight: 1, arbitrary: fc.constant({ verb: 'reload' as const }) },
);

class Pair {
  calendar = new Calendar(2);
  private pending: ModelEvent[] = [];
  /** Of every event that was ever scheduled, by seq: the slot that it was given. */
  private readonly slots: number[] = [];
  private now = 0;

  private add(time: number, schedule: (seq: number) => number): void {
    const seq = this.slots.length;
    const slot = schedule(seq);
    expect(this.pending.some((event) => event.slot === slot)).toBe(false);
    this.slots.push(slot);
    this.pending.push({ time, seq, slot });
    this.pending.sort((x, y) => x.time - y.time || x.seq - y.seq);
  }

  take(step: Step): void {
    const { calendar, now } = this;
    switch (step.verb) {
      case 'schedule':
        this.add(now + step.delay, (seq) =>
          calendar.schedule(now + step.delay, seq & 255, seq & 65535, seq, -seq),
        );
        break;
      case 'scheduleAfter':
        this.add(now + step.delay, (seq) =>
          calendar.scheduleAfter(now, step.delay, seq & 255, seq & 65535, seq, -seq),
        );
        break;
      case 'scheduleBefore':
        this.add(now - 3 + step.delay, (seq) =>
          calendar.scheduleAfter(now - 3, step.delay, seq & 255, seq & 65535, seq, -seq),
        );
        break;
      case 'cancel': {
        if (this.slots.length === 0) return;
        const seq = step.pick % this.slots.length;
        const wasLive = this.pending.some((event) => event.seq === seq);
        expect(calendar.cancel(this.slots[seq] as number, seq & 255, seq & 65535, seq, -seq | 0)).toBe(
          wasLive,
        );
        this.pending = this.pending.filter((event) => event.seq !== seq);
        break;
      }
      case 'pop':
        this.pop();
        break;
      case 'peek':
        expect(calendar.peekTime()).toBe(this.pending[0]?.time ?? Number.POSITIVE_INFINITY);
        break;
      case 'reload': {
        const plain = calendar.save();
        const fresh = new Calendar(2);
        // What was there before must not shine through.
        fresh.scheduleAfter(0, 5, 1, 1, 1, 1);
        fresh.schedule(0, 1, 1, 1, 1);
        fresh.load(plain);
        this.calendar = fresh;
        break;
      }
    }
    expect(this.calendar.size).toBe(this.pending.length);
  }

  pop(): boolean {
    const expected = this.pending.shift();
    const { calendar } = this;
    expect(calendar.pop()).toBe(expected !== undefined);
    if (expected === undefined) return false;
    const { time, seq } = expected;
    expect([calendar.time, calendar.kind, calendar.target, calendar.a, calendar.b]).toEqual([
      time,
      seq & 255,
      seq & 65535,
      seq,
      seq === 0 ? 0 : -seq,
    ]);
    this.now = Math.max(this.now, time);
    return true;
  }
}

describe('calendar against a sorted array', () => {
  it('delivers, cancels, saves and loads as the slow model does', () => {
    fc.assert(
      // Without a size the lists have five steps in the mean, whatever their greatest length.
      fc.property(fc.array(step, { maxLength: 400, size: 'max' }), (steps) => {
        const pair = new Pair();
        for (const each of steps) pair.take(each);
        while (pair.pop());
      }),
      { numRuns: 100, verbose: 1 },
    );
  });

  it('does so with thousands pending, where heaps are deep and sweeps happen', () => {
    fc.assert(
      fc.property(fc.infiniteStream(step), fc.integer({ min: 500, max: 3000 }), (steps, count) => {
        const pair = new Pair();
        for (let taken = 0; taken < count; taken += 1) {
          const each = steps.next().value;
          // Pops are thinned, so that the calendar fills.
          if (each !== undefined && (each.verb !== 'pop' || taken % 5 === 0)) pair.take(each);
        }
        while (pair.pop());
      }),
      { numRuns: 12, verbose: 1 },
    );
  });
});
