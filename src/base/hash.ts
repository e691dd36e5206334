/**
 * 32-bit integer hashing: MurmurHash3's finalizer and block step (Appleby, 2011, public domain) and FNV-1a
 * (Fowler, Noll, Vo). Every result is a uint32 and has the same bits on every machine.
 */

/** MurmurHash3 `fmix32`: a bijection of 32-bit integers in which every input bit flips about half of the output. */
export function mix32(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** MurmurHash3's block step: folds one 32-bit word into a running hash. Finish with `mix32`. */
export function combine32(hash: number, word: number): number {
  let block = Math.imul(word, 0xcc9e2d51);
  block = Math.imul((block << 15) | (block >>> 17), 0x1b873593);
  const mixed = hash ^ block;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) >>> 0;
}

/** FNV-1a over the UTF-16 code units, low byte first: no text encoder, and equal to byte-wise FNV of UTF-16LE. */
export function hashString(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash >>> 0;
}
