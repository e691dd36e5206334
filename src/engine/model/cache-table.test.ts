import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CacheTable } from './cache-table.ts';

const keyCount = 12;

interface Entry {
  readonly key: number;
  readonly expiresAt: number;
  readonly lineage: number;
  readonly offset: number;
}

/** The slow model: entries in a list, the one used least recently first. */
class SlowTable {
  entries: Entry[] = [];
  capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  take(key: number): Entry | undefined {
    const entry = this.entries.find((one) => one.key === key);
    this.entries = this.entries.filter((one) => one !== entry);
    return entry;
  }

  find(key: number, now: number): Entry | undefined {
    const entry = this.take(key);
    if (entry === undefined || entry.expiresAt <= now) return undefined;
    this.entries.push(entry);
    return entry;
  }

  put(entry: Entry): void {
    this.take(entry.key);
    this.entries.push(entry);
    this.resize(this.capacity);
  }

  resize(capacity: number): void {
    this.capacity = capacity;
    this.entries = this.entries.slice(Math.max(0, this.entries.length - capacity));
  }

  victimOf(key: number): number {
    const isHeld = this.entries.some((one) => one.key === key);
    if (isHeld || this.entries.length < this.capacity) return -1;
    return this.entries[0]?.key ?? -1;
  }
}

const key = fc.nat(keyCount - 1);
const capacity = fc.nat(6);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      verb: fc.constant('put' as const),
      key,
      expiresAt: fc.nat(20),
      lineage: fc.nat(3),
      offset: fc.integer({ min: -1, max: 50 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ verb: fc.constant('find' as const), key, now: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('remove' as const), key }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('resize' as const), capacity }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('reload' as const), capacity }) },
  { weight: 1, arbitrary: fc.constant({ verb: 'clear' as const }) },
);

function expectAlike(table: CacheTable, slow: SlowTable): void {
  expect(table.size).toBe(slow.entries.length);
  const keys = Array.from({ length: keyCount }, (_, one) => one);
  expect(keys.filter((one) => table.holds(one))).toEqual(
    slow.entries.map((entry) => entry.key).sort((a, b) => a - b),
  );
  expect(keys.map((one) => table.victimOf(one))).toEqual(keys.map((one) => slow.victimOf(one)));
  expect(table.countBetween(3, 8)).toBe(
    slow.entries.filter((entry) => entry.key >= 3 && entry.key < 8).length,
  );
}

describe('a cache table against a list', () => {
  it('holds the same keys with the same versions, whatever is done to it', () => {
    fc.assert(
      fc.property(capacity, fc.array(step, { maxLength: 120, size: 'max' }), (initially, steps) => {
        let table = new CacheTable(initially, keyCount);
        const slow = new SlowTable(initially);
        for (const one of steps) {
          if (one.verb === 'put') {
            table.put(one.key, one.expiresAt, one.lineage, one.offset);
            slow.put(one);
          } else if (one.verb === 'find') {
            const [slot, entry] = [table.find(one.key, one.now), slow.find(one.key, one.now)];
            expect(slot >= 0).toBe(entry !== undefined);
            if (entry !== undefined)
              expect([table.lineageAt(slot), table.offsetAt(slot)]).toEqual([entry.lineage, entry.offset]);
          } else if (one.verb === 'remove')
            expect(table.remove(one.key)).toBe(slow.take(one.key) !== undefined);
          else if (one.verb === 'resize') {
            table.resize(one.capacity);
            slow.resize(one.capacity);
          } else if (one.verb === 'clear') {
            table.clear();
            slow.resize(0);
            slow.resize(initially);
            table.resize(initially);
          } else {
            const fresh = new CacheTable(one.capacity, keyCount);
            // What was there before must not shine through.
            for (const other of [0, 1, 5]) fresh.put(other, 99, 9, 9);
            fresh.load(table.save());
            table = fresh;
            slow.resize(one.capacity);
          }
          expectAlike(table, slow);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the versions of hundreds of keys while it grows', () => {
    const table = new CacheTable(1_000, 1_000);
    for (let one = 0; one < 700; one += 1) table.put(one, 10 + one, one % 5, one * 3);
    for (let one = 0; one < 700; one += 1) {
      const slot = table.find(one, 0);
      expect([table.lineageAt(slot), table.offsetAt(slot)]).toEqual([one % 5, one * 3]);
    }
    expect(table.find(0, 10)).toBe(-1);
    expect(table.find(1, 10)).toBeGreaterThanOrEqual(0);
    expect([table.holds(-1), table.holds(1_000), table.holds(0)]).toEqual([false, false, false]);
  });
});

describe('what a cache table saves', () => {
  it('is by slot, with nothing in free ones, and one more than each offset', () => {
    const table = new CacheTable(3, keyCount);
    table.put(7, 70, 2, 5);
    table.put(8, 80, 1, -1);
    table.put(9, 90, 3, 4_000_000_000);
    table.remove(7);
    const slots = [8, 9].map((one) => table.find(one, 0));
    const plain = table.save();
    expect(slots.map((slot) => plain.keys[slot])).toEqual([8, 9]);
    expect(slots.map((slot) => plain.expiresAt[slot])).toEqual([80, 90]);
    expect(slots.map((slot) => plain.lineages[slot])).toEqual([1, 3]);
    expect(slots.map((slot) => plain.offsets[slot])).toEqual([0, 4_000_000_001]);
    const free = plain.keys.indexOf(-1);
    const { newer, expiresAt, lineages, offsets } = plain;
    expect([newer, expiresAt, lineages, offsets].map((column) => column[free])).toEqual([0, 0, 0, 0]);
    for (const column of [newer, expiresAt, lineages, offsets])
      expect(column).toHaveLength(plain.keys.length);
  });

  it('is a copy, and so is what is loaded', () => {
    const table = new CacheTable(3, keyCount);
    table.put(7, 70, 2, 5);
    const plain = table.save();
    const asSaved = JSON.stringify(plain);
    const other = new CacheTable(3, keyCount);
    other.load(plain);
    const changes: readonly ((one: CacheTable) => unknown)[] = [
      (one) => one.put(8, 80, 1, 6),
      (one) => one.put(7, 71, 3, 7),
      (one) => one.remove(8),
      (one) => one.clear(),
    ];
    for (const change of changes) {
      for (const one of [table, other]) change(one);
      expect(JSON.stringify(plain)).toBe(asSaved);
    }
  });
});
