// Thinning under a byte budget, and the lookups that seeks and branches stand on.
import { describe, expect, it } from 'vitest';
import type { KeptCheckpoint } from '../worker/protocol.ts';
import { createCheckpointStore } from './checkpoint-store.ts';

const second = 1_000_000;
const at = (seconds: number): KeptCheckpoint => ({
  time: seconds * second,
  layout: 'one',
  state: seconds,
  byteLength: 1_000,
  marks: { storyId: 0, judgedUntil: [] },
});

describe('the checkpoint store', () => {
  it('stays under its budget, dense near cursor and head, thinner with age, never without what a branch needs', () => {
    const store = createCheckpointStore(400_000);
    const branchings = [1_234.5 * second];
    for (let seconds = 1; seconds <= 7_200; seconds += 1) {
      store.add(1, [at(seconds)], { near: [seconds * second, 3_000 * second], branchings });
      expect(store.bytes).toBeLessThanOrEqual(400_000);
    }
    const times = store.upTo(1, 7_200 * second).map((checkpoint) => checkpoint.time / second);
    expect(times[0]).toBe(7_200);
    expect(times.slice(0, 60)).toEqual(Array.from({ length: 60 }, (_, index) => 7_200 - index));
    expect(times).toContain(1);
    expect(times).toContain(1_234);
    const gaps = times.slice(1).map((time, index) => (times[index] ?? 0) - time);
    expect(Math.max(...gaps)).toBeLessThan(400);
    const around = times.filter((time) => Math.abs(time - 3_000) <= 60).length;
    const elsewhere = times.filter((time) => Math.abs(time - 2_000) <= 60).length;
    expect(around).toBeGreaterThan(4 * elsewhere);
  });

  it('keeps what a branch is replayed from: the last before it leaves, not the one at that very moment', () => {
    // The history is cut before the branch's command, so a checkpoint of the same instant comes too late.
    const store = createCheckpointStore(20_000);
    const branchings = [100 * second, 251.5 * second];
    for (let seconds = 1; seconds <= 2_000; seconds += 1)
      store.add(1, [at(seconds)], { near: [seconds * second], branchings });
    const times = store.upTo(1, 2_000 * second).map((checkpoint) => checkpoint.time / second);
    expect(times).toContain(99);
    expect(times).toContain(251);
    expect(times.filter((time) => time > 60 && time < 400).length).toBeLessThan(6);
  });

  it('keeps each up to a minute from a point of interest, and beyond it drops the most crowded', () => {
    // Wanted are a quarter of a second up to 60 s away, and a thirtieth of the way beyond: at 61 s, 2.03 s.
    const store = createCheckpointStore(4_900);
    const near = [0, 123 * second];
    store.add(1, [1, 58, 60, 61, 63].map(at), { near, branchings: [] });
    expect(store.upTo(1, 999 * second).map(({ time }) => time / second)).toEqual([63, 60, 58, 1]);
  });

  it('finds the nearest at or before, shares the past with a child, and forgets by branch', () => {
    const store = createCheckpointStore();
    store.add(1, [at(1), at(2), at(3), at(4)], { near: [], branchings: [] });
    expect(store.upTo(1, 2.5 * second)[0]?.time).toBe(2 * second);
    expect(store.upTo(1, 0.5 * second)).toEqual([]);
    store.share(1, 2, 2 * second);
    store.add(2, [at(3)], { near: [], branchings: [] });
    store.add(2, [at(3)], { near: [], branchings: [] });
    expect(store.count).toBe(5);
    expect(store.upTo(2, 9 * second).map((checkpoint) => checkpoint.time / second)).toEqual([3, 2, 1]);
    store.dropAfter(1, -1);
    expect(store.upTo(1, 9 * second)).toEqual([]);
    expect(store.upTo(2, 9 * second)).toHaveLength(3);
    expect(store.bytes).toBe(3_000);
    store.clear();
    expect(store.count).toBe(0);
  });
});
