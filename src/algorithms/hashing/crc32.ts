/**
 * CRC-32 as zlib, gzip, PNG and nginx know it: the remainder of the message divided by a polynomial over bits.
 *
 *   state₀ = 0xFFFFFFFF;  state ← table[(state ⊕ byte) ∧ 0xFF] ⊕ (state ≫ 8);  crc = ¬state
 *   table[b]: eight times  b ← b odd ? (b ≫ 1) ⊕ 0xEDB88320 : b ≫ 1
 *
 * Source: ISO 3309, RFC 1952 section 8; nginx `ngx_crc32.c` (`hash … consistent` runs it over a name, a zero byte, …).
 * Cost: O(bytes), one table look-up each. Known failure: it finds errors, it does not spread keys: it is linear, so names
 * of one length that differ by the same bits differ by the same crc, and neighbours stay related.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';

const table = new Uint32Array(256).map((_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** The state before the first byte, for `crc32Update`. */
export const crc32Start = 0xffffffff;

/** The state after one more byte. */
export function crc32Update(state: number, byte: number): number {
  return ((table[(state ^ byte) & 0xff] as number) ^ (state >>> 8)) >>> 0;
}

/** The checksum of what was put in. The state stays: more may follow. */
export function crc32Finish(state: number): number {
  return ~state >>> 0;
}

/** The checksum of bytes, or of a text in UTF-8: a uint32. */
export function crc32(message: Uint8Array | string): number {
  if (typeof message === 'string') return crc32OfText(message);
  let state = crc32Start;
  for (let place = 0; place < message.length; place += 1)
    state = crc32Update(state, message[place] as number);
  return crc32Finish(state);
}

/** ASCII, as most keys are, is its own UTF-8: encoding it would take longer than the sum. */
function crc32OfText(text: string): number {
  let state = crc32Start;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code > 127) return crc32(utf8ToBytes(text));
    state = crc32Update(state, code);
  }
  return crc32Finish(state);
}
