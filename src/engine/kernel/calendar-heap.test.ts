import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventHeap } from './calendar-heap.ts';

interface Key {
  readonly time: number;
  readonly seq: number;
}

const inOrder = (one: Key, other: Key): number => one.time - other.time || one.seq - other.seq;

const time = fc.nat(12);
const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ verb: fc.constant('push' as const), time }) },
  // As a lane's next head, scheduled long ago: older than what is in the heap.
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('pushOld' as const), time }) },
  { weight: 6, arbitrary: fc.constant({ verb: 'remove' as const }) },
  { weight: 3, arbitrary: fc.record({ verb: fc.constant('replace' as const), later: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc
      .array(time, { maxLength: 40, size: 'max' })
      .map((times) => ({ verb: 'rebuild' as const, times })),
  },
);

describe('the room of a heap', () => {
  it('doubles when it is full and not before, by pushes as by appending', () => {
    for (const add of ['push', 'append'] as const) {
      const heap = new EventHeap(5);
      const rooms = Array.from({ length: 30 }, (_, seq) => {
        heap[add](seq, seq, seq);
        expect(heap.times.length).toBeLessThan(100);
        return heap.times.length;
      });
      // Three entries beyond the last are no room.
      expect(rooms.map((room) => [8, 16, 32, 64].indexOf(room))).toEqual([
        ...Array(5).fill(0),
        ...Array(8).fill(1),
        ...Array(16).fill(2),
        3,
      ]);
      expect(Array.from(heap.times.slice(0, 30)).sort((one, other) => one - other)).toEqual(
        Array.from({ length: 30 }, (_, seq) => seq),
      );
      expect(Array.from(heap.times.slice(30)).every((one) => one === Number.POSITIVE_INFINITY)).toBe(true);
    }
  });
});

describe('the heap against a sorted list', () => {
  it('has the least key on top, however it came there', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
        // Small, so that it grows.
        const heap = new EventHeap(1);
        let keys: Key[] = [];
        let [seq, old] = [0, 0];
        const add = (key: Key): void => {
          keys.push(key);
          keys.sort(inOrder);
        };
        for (const one of steps) {
          if (one.verb === 'push' || one.verb === 'pushOld') {
            const key = { time: one.time, seq: one.verb === 'push' ? ++seq : --old };
            heap.push(key.time, key.seq, 2 * key.seq);
            add(key);
          } else if (one.verb === 'rebuild') {
            heap.clear();
            keys = [];
            for (const at of one.times) {
              seq += 1;
              heap.append(at, seq, 2 * seq);
              add({ time: at, seq });
            }
            heap.heapify();
          }
          expect(heap.settle()).toBe(keys.length > 0);
          const [top] = keys;
          if (top === undefined) continue;
          expect([heap.times[0], heap.seqs[0], heap.refs[0]]).toEqual([top.time, top.seq, 2 * top.seq]);
          expect(heap.length).toBe(keys.length);
          if (one.verb === 'remove') {
            heap.removeTop();
            keys.shift();
          } else if (one.verb === 'replace') {
            seq += 1;
            const key = { time: top.time + one.later, seq };
            heap.replaceTop(key.time, key.seq, 2 * key.seq);
            keys.shift();
            add(key);
          }
        }
        for (const key of keys) {
          heap.settle();
          expect([heap.times[0], heap.seqs[0]]).toEqual([key.time, key.seq]);
          heap.removeTop();
        }
        expect(heap.settle()).toBe(false);
      }),
      { numRuns: 80 },
    );
  });

  it.each(['built at once', 'one by one'])('does so with hundreds of ties, %s', (how) => {
    const heap = new EventHeap(4);
    const count = 700;
    for (let n = 0; n < count; n += 1) {
      const [at, seq] = [(n * 37) % 5, (n * 411) % count];
      if (how === 'one by one') heap.push(at, seq, n);
      else heap.append(at, seq, n);
    }
    if (how === 'built at once') heap.heapify();
    const seen: Key[] = [];
    while (heap.settle()) {
      seen.push({ time: heap.times[0] as number, seq: heap.seqs[0] as number });
      heap.removeTop();
    }
    expect(seen).toHaveLength(count);
    expect(seen).toEqual([...seen].sort(inOrder));
  });
});

describe('the end of the arrays', () => {
  it('is three places without a key at least, so that a last group of children needs no end', () => {
    const heap = new EventHeap(1);
    const isPadded = () =>
      heap.times.length >= heap.length + 3 && heap.times.slice(heap.length).every((at) => at === Infinity);
    for (let n = 0; n < 50; n += 1) {
      heap.push(50 - n, n, n);
      expect(isPadded()).toBe(true);
    }
    for (let n = 0; n < 20; n += 1) {
      heap.removeTop();
      heap.settle();
      expect(isPadded()).toBe(true);
    }
    heap.clear();
    expect([heap.length, isPadded(), heap.settle()]).toEqual([0, true, false]);
  });

  it('is forgotten with the hole that a removal had left', () => {
    const heap = new EventHeap(4);
    heap.push(1, 1, 1);
    heap.removeTop();
    heap.clear();
    heap.push(5, 2, 2);
    heap.push(4, 3, 3);
    expect([heap.settle(), heap.length, heap.refs[0]]).toEqual([true, 2, 3]);
  });
});
