import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyPatch,
  bitCount,
  makePatch,
  maskNonZero,
  maskWords,
  mergePatches,
  pageWords,
} from './page-patch.ts';

/** Words to change, by place; zero is as good a value as any. */
const changes = fc.dictionary(
  fc.integer({ min: 0, max: pageWords - 1 }).map(String),
  fc.oneof(fc.constant(0), fc.constant(-1), fc.integer()),
  { maxKeys: 300 },
);
type Changes = Record<string, number>;

function changed(page: Int32Array, words: Changes): Int32Array {
  const copy = page.slice();
  for (const [place, value] of Object.entries(words)) copy[Number(place)] = value;
  return copy;
}

function patchOf(words: Changes): Int32Array {
  const masks = new Int32Array(maskWords);
  for (const place of Object.keys(words).map(Number)) masks[place >> 5]! |= 1 << (place & 31);
  return makePatch(changed(new Int32Array(pageWords), words), masks);
}

const text = (page: Int32Array): string => page.join();

describe('a patch', () => {
  it('makes the later page of the earlier one', () => {
    fc.assert(
      fc.property(changes, changes, (before, after) => {
        const page = changed(new Int32Array(pageWords), before);
        const expected = text(changed(page, after));
        applyPatch(patchOf(after), page);
        expect(text(page)).toBe(expected);
      }),
    );
  });

  it('merged with the next does what both do, and is no longer than both', () => {
    fc.assert(
      fc.property(changes, changes, changes, (before, first, second) => {
        const page = changed(new Int32Array(pageWords), before);
        const expected = text(changed(changed(page, first), second));
        const merged = mergePatches(patchOf(first), patchOf(second));
        applyPatch(merged, page);
        expect(text(page)).toBe(expected);
        expect(merged.length).toBeLessThanOrEqual(patchOf(first).length + patchOf(second).length);
      }),
    );
  });

  it('takes 4 bytes for nothing, 6 for a word alone, and 4 for each further one beside it', () => {
    expect(patchOf({}).byteLength).toBe(4);
    expect(patchOf({ 4: 7, 11: 8 }).byteLength).toBe(4 + 2 * 6);
    expect(patchOf({ 64: 7, 65: 8, 71: 9, 72: 1 }).byteLength).toBe(4 + 2 * 2 + 4 * 4);
    // Three marks lead to the last of 512 groups, and marks fill whole words.
    expect(patchOf({ 4095: 7 }).byteLength).toBe(4 + 4 * 2 + 4);
    const full = new Int32Array(pageWords).fill(-1);
    const masks = new Int32Array(maskWords);
    maskNonZero(full, masks);
    expect(makePatch(full, masks).byteLength).toBe(4 + (2 * pageWords) / 8 + 4 * pageWords);
  });

  it('over zeros holds the words that are not zero', () => {
    fc.assert(
      fc.property(changes, (words) => {
        const page = changed(new Int32Array(pageWords), words);
        const masks = new Int32Array(maskWords).fill(-1);
        maskNonZero(page, masks);
        const made = new Int32Array(pageWords);
        applyPatch(makePatch(page, masks), made);
        expect(text(made)).toBe(text(page));
        const nonZero = page.filter((word) => word !== 0).length;
        expect(masks.reduce((sum, mask) => sum + bitCount(mask), 0)).toBe(nonZero);
      }),
    );
  });
});
