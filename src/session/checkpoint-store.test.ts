// Thinning under a byte budget, and the lookups that seeks and branches stand on.
import { describe, expect, it } from 'vitest';
import { makePatch, maskWords, pageWords } from '../base/page-patch.ts';
import type { Page } from '../worker/protocol.ts';
import { createCheckpointStore, type NewCheckpoints } from './checkpoint-store.ts';

const second = 1_000_000;
/** Each of one page of its own, which takes 1,000 bytes as the store counts: 256 besides its words. */
function made(...times: readonly number[]): NewCheckpoints {
  const pages = times.map((seconds) => ({
    id: seconds * 10 + nextDigit(),
    over: undefined,
    patch: new Int32Array((1_000 - 256) / 4),
  }));
  const checkpoints = times.map((seconds, place) => ({
    time: seconds * second,
    layout: 'one',
    pages: pages.slice(place, place + 1).map(({ id }) => id),
    marks: { storyId: 0, judgedUntil: [] },
  }));
  return { checkpoints, pages };
}

/** Two checkpoints of one time have pages of their own. */
let digit = 0;
const nextDigit = (): number => {
  digit = (digit + 1) % 10;
  return digit;
};

describe('the checkpoint store', () => {
  it('stays under its budget, dense near cursor and head, thinner with age, never without what a branch needs', () => {
    const store = createCheckpointStore(400_000);
    const branchings = [1_234.5 * second];
    for (let seconds = 1; seconds <= 7_200; seconds += 1) {
      store.add(1, made(seconds), { near: [seconds * second, 3_000 * second], branchings });
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
      store.add(1, made(seconds), { near: [seconds * second], branchings });
    const times = store.upTo(1, 2_000 * second).map((checkpoint) => checkpoint.time / second);
    expect(times).toContain(99);
    expect(times).toContain(251);
    expect(times.filter((time) => time > 60 && time < 400).length).toBeLessThan(6);
  });

  it('keeps each up to a minute from a point of interest, and beyond it drops the most crowded', () => {
    // Wanted are a quarter of a second up to 60 s away, and a thirtieth of the way beyond: at 61 s, 2.03 s.
    const store = createCheckpointStore(4_900);
    const near = [0, 123 * second];
    store.add(1, made(1, 58, 60, 61, 63), { near, branchings: [] });
    expect(store.upTo(1, 999 * second).map(({ time }) => time / second)).toEqual([63, 60, 58, 1]);
  });

  it('finds the nearest at or before, shares the past with a child, and forgets by branch', () => {
    const store = createCheckpointStore();
    store.add(1, made(1, 2, 3, 4), { near: [], branchings: [] });
    expect(store.upTo(1, 2.5 * second)[0]?.time).toBe(2 * second);
    expect(store.upTo(1, 0.5 * second)).toEqual([]);
    store.share(1, 2, 2 * second);
    store.add(2, made(3), { near: [], branchings: [] });
    store.add(2, made(3), { near: [], branchings: [] });
    expect(store.count).toBe(5);
    expect(store.upTo(2, 9 * second).map((checkpoint) => checkpoint.time / second)).toEqual([3, 2, 1]);
    store.dropAfter(1, -1);
    expect(store.upTo(1, 9 * second)).toEqual([]);
    expect(store.upTo(2, 9 * second)).toHaveLength(3);
    // The one that came last was there already, but the host may send patches over its page.
    expect(store.bytes).toBe(4_000);
    store.clear();
    expect(store.bytes).toBe(0);
    expect(store.count).toBe(0);
  });

  it('keeps the pages that the host may build on, though their checkpoints are gone', () => {
    const store = createCheckpointStore();
    const interest = { near: [], branchings: [] };
    const first = made(1);
    const last = made(2);
    store.add(1, first, interest);
    store.add(1, last, interest);
    const [sent] = store.upTo(1, second);
    if (sent === undefined) throw new Error('the store has no checkpoint');
    expect(store.whole(sent).words).toHaveLength(pageWords);
    store.dropAfter(1, -1);
    expect(store.bytes).toBe(2_000);
    const over = (page: Page | undefined, id: number): NewCheckpoints => ({
      pages: [{ id, over: page?.id, patch: new Int32Array(4) }],
      checkpoints: [{ time: id, layout: 'one', pages: [id], marks: { storyId: 0, judgedUntil: [] } }],
    });
    store.add(1, over(first.pages[0], 101), interest);
    expect(store.newestPage).toBe(101);
    // Now the last that came is the one over the first; the second is gone, and nothing may stand on it.
    expect(() => store.add(1, over(last.pages[0], 102), interest)).toThrow();
  });

  it('frees of a thinned checkpoint what no other needs, and gives the rest back whole', () => {
    const store = createCheckpointStore(30_000);
    const words = (seconds: number): number[] => [seconds, seconds % 3 === 0 ? seconds : 0];
    let before: number | undefined;
    for (let seconds = 1; seconds <= 300; seconds += 1) {
      const masks = new Int32Array(maskWords);
      masks[0] = 3;
      const patch = makePatch(Int32Array.from(words(seconds)), masks);
      const pages = [{ id: seconds, over: before, patch }];
      const marks = { storyId: 0, judgedUntil: [] };
      const checkpoints = [{ time: seconds * second, layout: 'one', pages: [seconds], marks }];
      store.add(1, { pages, checkpoints }, { near: [seconds * second], branchings: [] });
      before = seconds;
      expect(store.bytes).toBeLessThanOrEqual(30_000);
    }
    const kept = store.upTo(1, 999 * second);
    // 280 bytes each: patches over pages that are gone were folded into the next ones.
    expect(kept.length).toBeGreaterThan(90);
    for (const checkpoint of kept)
      expect([...store.whole(checkpoint).words.subarray(0, 2)]).toEqual(words(checkpoint.time / second));
  });
});
