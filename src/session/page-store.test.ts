// Pages with holders against whole copies of each page that nobody ever folds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mix32 } from '../base/hash.ts';
import { makePatch, maskWords, pageWords } from '../base/page-patch.ts';
import type { Page, PageId } from '../worker/protocol.ts';
import { createPageStore } from './page-store.ts';

/** A page that differs from another in a few words, drawn by its id. */
function made(id: PageId, over: PageId | undefined, below: Int32Array | undefined): [Page, Int32Array] {
  const words = below?.slice() ?? new Int32Array(pageWords);
  const masks = new Int32Array(maskWords);
  for (let change = 0; change < 20; change += 1) {
    const place = mix32(id * 31 + change) % 200;
    words[place] = mix32(id + change * 7) | 0;
    masks[place >> 5]! |= 1 << (place & 31);
  }
  return [{ id, over, patch: makePatch(words, masks) }, words];
}

const step = fc.record({
  over: fc.option(fc.nat(40), { nil: undefined, freq: 6 }),
  frees: fc.array(fc.nat(40), { maxLength: 2 }),
  alsoHolds: fc.array(fc.nat(40), { maxLength: 3 }),
});

describe('the page store', () => {
  it('gives back every page that is held, byte for byte, whatever was freed around it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const store = createPageStore();
        const slow = new Map<PageId, Int32Array>();
        const checkpoints: PageId[][] = [];
        steps.forEach(({ over, frees, alsoHolds }, id) => {
          const held = [...new Set(checkpoints.flat())];
          const pick = (place: number): PageId | undefined => held[place % held.length];
          const base = over === undefined ? undefined : pick(over);
          const [page, words] = made(id, base, base === undefined ? undefined : slow.get(base));
          slow.set(id, words);
          store.add([page]);
          const ids = [id, ...alsoHolds.flatMap((place) => pick(place) ?? [])];
          store.hold(ids);
          checkpoints.push(ids);
          for (const place of frees) {
            const [gone] = checkpoints.splice(place % checkpoints.length, 1);
            if (gone !== undefined) store.free(gone);
          }
          for (const list of checkpoints) {
            const expected = list.map((one) => slow.get(one)?.join());
            const { words: got } = store.read(list);
            expect(list.map((_, at) => got.slice(at * pageWords, (at + 1) * pageWords).join())).toEqual(
              expected,
            );
          }
        });
        for (const list of checkpoints) store.free(list);
        expect(store.bytes).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('counts a page once, however many hold it, and folds the one between two others when nobody holds it', () => {
    const store = createPageStore();
    const [whole, first] = made(0, undefined, undefined);
    const [second, words] = made(1, 0, first);
    const [third] = made(2, 1, words);
    store.add([whole]);
    store.hold([0]);
    const one = store.bytes;
    store.hold([0]);
    expect(store.bytes).toBe(one);
    store.add([second, third]);
    store.hold([1]);
    store.hold([2]);
    const [a, b, c] = [whole, second, third].map(({ patch }) => patch.byteLength + 256);
    expect(store.read([0, 1, 2]).chains).toEqual([
      { whole: a, patched: 0 },
      { whole: a, patched: b },
      { whole: a, patched: (b ?? 0) + (c ?? 0) },
    ]);
    const all = store.bytes;
    store.free([1]);
    expect(store.bytes).toBeLessThan(all);
    expect(store.read([2]).chains[0]?.patched).toBeLessThan((b ?? 0) + (c ?? 0));
    expect(store.bytes).toBe((a ?? 0) + (store.read([2]).chains[0]?.patched ?? 0));
    store.free([0]);
    // Page 0 is still held once.
    expect(store.read([0, 2]).chains.map(({ patched }) => patched > 0)).toEqual([false, true]);
    store.free([0]);
    expect(store.read([2]).chains).toEqual([{ whole: store.bytes, patched: 0 }]);
    expect(store.newest).toBe(2);
    store.clear();
    expect(store.bytes).toBe(0);
    expect(() => store.read([2])).toThrow();
  });

  it('keeps a page that two branches go on from, until one of them is gone', () => {
    const store = createPageStore();
    const [trunk, words] = made(0, undefined, undefined);
    const [left] = made(1, 0, words);
    const [right] = made(2, 0, words);
    store.add([trunk, left, right]);
    for (const ids of [[0], [1], [2]]) store.hold(ids);
    store.free([0]);
    expect(store.read([1, 2]).chains.every(({ patched }) => patched > 0)).toBe(true);
    store.free([2]);
    expect(store.read([1]).chains).toEqual([{ whole: store.bytes, patched: 0 }]);
  });
});
