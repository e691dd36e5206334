// A node's memory and its log of operations, against lists written by hand.
import { describe, expect, it } from 'vitest';
import { CacheTable } from '../../engine/model/cache-table.ts';
import { backlogLength, RedisContent } from './content.ts';

const keyCount = 100;
const clientCount = 50;
const content = (capacity = 1_000) => new RedisContent(capacity, keyCount, clientCount);

const heldBy = ({ table }: RedisContent, now = 0) =>
  Array.from({ length: keyCount + clientCount }, (_, key) => key).filter((key) => table.find(key, now) >= 0);

describe('a memory', () => {
  it('tells sessions from entries: keys from the number of keys on', () => {
    const node = content();
    node.set(1, 99, 1e9, 0, 0);
    node.set(2, 100, 1e9, 0, 0);
    node.set(3, 149, 1e9, 0, 0);
    expect([node.sessionsFrom, node.sessions, node.table.size]).toEqual([100, 2, 3]);
    expect([99, 100].map((key) => node.isSession(key))).toEqual([false, true]);
  });

  it('repeats exactly the operations after one offset up to another', () => {
    const source = content();
    source.set(1, 10, 500, 1, 7);
    source.set(2, 11, 600, 1, 8);
    source.remove(3, 10);
    source.set(4, 12, 700, 2, 9);
    const replica = content();
    replica.set(1, 10, 500, 1, 7);
    replica.repeat(source, 1, 3);
    expect(heldBy(replica)).toEqual([11]);
    replica.repeat(source, 3, 4);
    expect(heldBy(replica)).toEqual([11, 12]);
    const slot = replica.table.find(12, 0);
    expect([replica.table.lineageAt(slot), replica.table.offsetAt(slot)]).toEqual([2, 9]);
    // With its time to live: 600 and 700.
    expect(heldBy(replica, 599)).toEqual([11, 12]);
    expect(heldBy(replica, 650)).toEqual([12]);
  });

  it('has its own backlog of what it has repeated', () => {
    const [first, second, third] = [content(), content(), content()];
    first.set(1, 10, 500, 0, 0);
    second.repeat(first, 0, 1);
    third.repeat(second, 0, 1);
    expect(heldBy(third)).toEqual([10]);
  });

  it('takes over everything, in order of use', () => {
    const source = content(3);
    source.set(1, 1, 900, 0, 0);
    source.set(2, 2, 900, 0, 0);
    source.set(3, 3, 900, 0, 0);
    source.table.find(1, 0);
    const replica = content(3);
    replica.set(1, 50, 900, 0, 0);
    replica.takeOver(source);
    expect(heldBy(replica)).toEqual([1, 2, 3]);
    const again = content(3);
    again.takeOver(source);
    // Used least recently: 2, because 1 was asked for.
    expect(again.table.victimOf(60)).toBe(2);
  });

  it('is the same after saving and loading, backlog included', () => {
    const node = content();
    node.set(1, 10, 500, 3, 4);
    node.set(2, 120, 800, 0, -1);
    node.remove(3, 11);
    const loaded = content();
    loaded.load(node.save());
    expect(loaded.save()).toEqual(node.save());
    const replica = content();
    replica.repeat(loaded, 0, 3);
    expect(heldBy(replica)).toEqual([10, 120]);
  });
});

describe('what was set after an offset', () => {
  it('counts keys, not operations; what was removed again is not there', () => {
    const node = content();
    node.set(1, 1, 500, 0, 0);
    node.set(2, 2, 500, 0, 0);
    node.set(3, 2, 500, 0, 0);
    node.set(4, 130, 500, 0, 0);
    node.set(5, 3, 500, 0, 0);
    node.remove(6, 3);
    expect(node.setAfter(0, 6)).toEqual({ entries: 2, sessions: 1 });
    expect(node.setAfter(1, 6)).toEqual({ entries: 1, sessions: 1 });
    expect(node.setAfter(3, 4)).toEqual({ entries: 0, sessions: 1 });
    expect(node.setAfter(6, 6)).toEqual({ entries: 0, sessions: 0 });
  });

  it('reaches back as far as the backlog', () => {
    const node = content(10_000);
    const entries = new RedisContent(10_000, 5_000, 10);
    for (let at = 1; at <= 2_000; at += 1) entries.set(at, at, 500, 0, 0);
    expect(entries.setAfter(0, 2_000).entries).toBe(backlogLength);
    expect(entries.setAfter(2_000 - backlogLength, 2_000).entries).toBe(backlogLength);
    expect(entries.setAfter(2_000 - backlogLength + 1, 2_000).entries).toBe(backlogLength - 1);
    expect(node.setAfter(0, 0)).toEqual({ entries: 0, sessions: 0 });
  });
});

describe('a table', () => {
  it('names who would have to go: nobody while there is room or the key is held', () => {
    const table = new CacheTable(2, 10);
    table.put(1, 500, 0, 0);
    expect(table.victimOf(5)).toBe(-1);
    table.put(2, 500, 0, 0);
    expect(table.victimOf(2)).toBe(-1);
    expect(table.victimOf(5)).toBe(1);
    table.put(5, 500, 0, 0);
    expect([1, 2, 5].map((key) => table.holds(key))).toEqual([false, true, true]);
  });

  it('keeps the version of each key through growth, saving and loading', () => {
    const table = new CacheTable(500, 1_000);
    for (let key = 0; key < 500; key += 1) table.put(key, 1_000 + key, key % 7, key - 1);
    const loaded = new CacheTable(500, 1_000);
    loaded.load(table.save());
    for (const each of [table, loaded]) {
      for (let key = 0; key < 500; key += 1) {
        const slot = each.find(key, 0);
        expect([each.lineageAt(slot), each.offsetAt(slot)]).toEqual([key % 7, key - 1]);
      }
    }
    expect([table.countBetween(10, 20), table.size]).toEqual([10, 500]);
  });
});
