/**
 * Patches of 16 KB pages: which of a page's 4,096 words of 32 bits differ from an earlier page, and their values. A page
 * without an earlier one is a patch over zeros, so words that are zero cost nothing either way.
 *
 * Layout, in words: how many marks follow; the marks, two to a word; the values. A mark names up to 8 words: in its upper
 * byte by how many groups of 8 it is farther on than the mark before, in its lower byte which of its group. So a word that
 * changed alone takes 6 bytes, a double 10, and a page of which everything changed 17 KB.
 */
export const pageWords = 4_096;
/** Words of the masks that say which words of one page differ. */
export const maskWords = pageWords / 32;
const wordsPerGroup = 8;
const farthestGroup = 255;
/** What a kept patch takes besides its words: objects, a typed array, a buffer. */
const bytesAround = 256;

/** Bytes that a patch takes where it is kept. */
export const costOf = (patch: Int32Array): number => patch.byteLength + bytesAround;

export function bitCount(mask: number): number {
  const pairs = mask - ((mask >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many words the masks of one page name. */
export function countChanged(masks: Int32Array): number {
  let count = 0;
  for (let place = 0; place < maskWords; place += 1) {
    const mask = masks[place] as number;
    if (mask !== 0) count += bitCount(mask);
  }
  return count;
}

/** Sets the masks of one page to the words that are not zero. */
export function maskNonZero(page: Int32Array, masks: Int32Array): void {
  for (let place = 0; place < maskWords; place += 1) {
    let mask = 0;
    for (let bit = 0; bit < 32; bit += 1) if (page[place * 32 + bit] !== 0) mask |= 1 << bit;
    masks[place] = mask;
  }
}

const marks = new Uint16Array(pageWords / wordsPerGroup + 3);

/** Fills `marks`; returns how many there are. */
function markGroups(masks: Int32Array): number {
  let count = 0;
  let last = 0;
  for (let place = 0; place < maskWords; place += 1) {
    let mask = masks[place] as number;
    for (let group = place * 4; mask !== 0; group += 1, mask >>>= wordsPerGroup) {
      if ((mask & 0xff) === 0) continue;
      for (; group - last > farthestGroup; last += farthestGroup) marks[count++] = farthestGroup << 8;
      marks[count++] = ((group - last) << 8) | (mask & 0xff);
      last = group;
    }
  }
  return count;
}

/** The words of `page` that `masks` name. */
export function makePatch(page: Int32Array, masks: Int32Array): Int32Array {
  const count = markGroups(masks);
  let valueAt = 1 + ((count + 1) >> 1);
  const patch = new Int32Array(valueAt + countChanged(masks));
  patch[0] = count;
  let group = 0;
  for (let place = 0; place < count; place += 1) {
    const mark = marks[place] as number;
    const word = 1 + (place >> 1);
    patch[word] = (patch[word] as number) | (mark << ((place & 1) * 16));
    group += mark >> 8;
    for (let left = mark & 0xff; left !== 0; left &= left - 1) {
      patch[valueAt] = page[group * wordsPerGroup + lowestBit(left)] as number;
      valueAt += 1;
    }
  }
  return patch;
}

/** Writes the words of a patch into `page`. */
export function applyPatch(patch: Int32Array, page: Int32Array): void {
  const count = patch[0] as number;
  let valueAt = 1 + ((count + 1) >> 1);
  let group = 0;
  for (let place = 0; place < count; place += 1) {
    const mark = markAt(patch, place);
    group += mark >> 8;
    for (let left = mark & 0xff; left !== 0; left &= left - 1) {
      page[group * wordsPerGroup + lowestBit(left)] = patch[valueAt] as number;
      valueAt += 1;
    }
  }
}

const mergedPage = new Int32Array(pageWords);
const mergedMasks = new Int32Array(maskWords);

/** One patch that does what `earlier` and then `later` do. */
export function mergePatches(earlier: Int32Array, later: Int32Array): Int32Array {
  mergedMasks.fill(0);
  for (const patch of [earlier, later]) {
    applyPatch(patch, mergedPage);
    addMasks(patch, mergedMasks);
  }
  return makePatch(mergedPage, mergedMasks);
}

function addMasks(patch: Int32Array, masks: Int32Array): void {
  const count = patch[0] as number;
  let group = 0;
  for (let place = 0; place < count; place += 1) {
    const mark = markAt(patch, place);
    group += mark >> 8;
    masks[group >> 2] = (masks[group >> 2] as number) | ((mark & 0xff) << ((group & 3) * wordsPerGroup));
  }
}

const markAt = (patch: Int32Array, place: number): number =>
  ((patch[1 + (place >> 1)] as number) >>> ((place & 1) * 16)) & 0xffff;

const lowestBit = (mask: number): number => 31 - Math.clz32(mask & -mask);
