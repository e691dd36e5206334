/**
 * MD5: a text becomes 128 bits, handed back as four 32-bit words, least significant byte first. Here for names and keys,
 * which are short: a text of up to 55 ASCII characters is one block of sixteen words and is worked out in place, several
 * times as fast as a general digest; anything longer, or not ASCII, goes to @noble/hashes as UTF-8.
 *
 *   step i of 64:  (a, b, c, d) ← (d, b + ((a + fᵢ(b, c, d) + word_g(i) + Kᵢ) ⋘ sᵢ), b, c);  Kᵢ = ⌊2³² |sin(i + 1)|⌋
 *
 * Source: RFC 1321 (Rivest, 1992). Cost: O(length), 64 steps a block, no allocation for short texts. Known failure:
 * broken as a cryptographic hash since 2004 (collisions can be made at will); it spreads honest keys well, but whoever
 * chooses the keys can pile them onto one server.
 */
import { md5 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** A block has 64 bytes: one ends the text, eight hold its length. */
const mostInOneBlock = 55;
type Place = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15;
const block = new Int32Array(16) as Int32Array & Record<Place, number>;
const state = new Int32Array(4) as Int32Array & Record<0 | 1 | 2 | 3, number>;
const start = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476] as const;

/** The digest of `text` in UTF-8, as four words; `into[0]` holds its first four bytes. */
export function md5Words(text: string, into: Int32Array): void {
  if (fillBlock(text)) digestBlock(into);
  else digestBytes(utf8ToBytes(text), into);
}

/** Whether the text fits one block and is ASCII; the block is then padded, too. */
function fillBlock(text: string): boolean {
  const { length } = text;
  if (length > mostInOneBlock) return false;
  block.fill(0);
  for (let place = 0; place < length; place += 1) {
    const unit = text.charCodeAt(place);
    if (unit > 0x7f) return false;
    block[place >> 2] = (block[place >> 2] as number) | (unit << ((place & 3) * 8));
  }
  block[length >> 2] = (block[length >> 2] as number) | (0x80 << ((length & 3) * 8));
  block[14] = length * 8;
  return true;
}

function digestBytes(bytes: Uint8Array, into: Int32Array): void {
  const digest = md5(bytes);
  const view = new DataView(digest.buffer, digest.byteOffset);
  for (let word = 0; word < 4; word += 1) into[word] = view.getInt32(word * 4, true);
}

function digestBlock(into: Int32Array): void {
  state.set(start);
  firstRound();
  secondRound();
  thirdRound();
  fourthRound();
  for (let word = 0; word < 4; word += 1) into[word] = (state[word] as number) + (start[word] as number);
}

/** The sum, rotated, + b. */
function turn(sum: number, bits: number, b: number): number {
  return ((sum << bits) | (sum >>> (32 - bits))) + b;
}

// The rounds are written out: a loop over tables takes twice as long, and one function of 64 steps is too long to
// be inlined into.
function firstRound(): void {
  let [a, b, c, d] = [state[0], state[1], state[2], state[3]];
  a = turn(a + (d ^ (b & (c ^ d))) + block[0] + 0xd76aa478, 7, b) | 0;
  d = turn(d + (c ^ (a & (b ^ c))) + block[1] + 0xe8c7b756, 12, a) | 0;
  c = turn(c + (b ^ (d & (a ^ b))) + block[2] + 0x242070db, 17, d) | 0;
  b = turn(b + (a ^ (c & (d ^ a))) + block[3] + 0xc1bdceee, 22, c) | 0;
  a = turn(a + (d ^ (b & (c ^ d))) + block[4] + 0xf57c0faf, 7, b) | 0;
  d = turn(d + (c ^ (a & (b ^ c))) + block[5] + 0x4787c62a, 12, a) | 0;
  c = turn(c + (b ^ (d & (a ^ b))) + block[6] + 0xa8304613, 17, d) | 0;
  b = turn(b + (a ^ (c & (d ^ a))) + block[7] + 0xfd469501, 22, c) | 0;
  a = turn(a + (d ^ (b & (c ^ d))) + block[8] + 0x698098d8, 7, b) | 0;
  d = turn(d + (c ^ (a & (b ^ c))) + block[9] + 0x8b44f7af, 12, a) | 0;
  c = turn(c + (b ^ (d & (a ^ b))) + block[10] + 0xffff5bb1, 17, d) | 0;
  b = turn(b + (a ^ (c & (d ^ a))) + block[11] + 0x895cd7be, 22, c) | 0;
  a = turn(a + (d ^ (b & (c ^ d))) + block[12] + 0x6b901122, 7, b) | 0;
  d = turn(d + (c ^ (a & (b ^ c))) + block[13] + 0xfd987193, 12, a) | 0;
  c = turn(c + (b ^ (d & (a ^ b))) + block[14] + 0xa679438e, 17, d) | 0;
  b = turn(b + (a ^ (c & (d ^ a))) + block[15] + 0x49b40821, 22, c) | 0;
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

function secondRound(): void {
  let [a, b, c, d] = [state[0], state[1], state[2], state[3]];
  a = turn(a + (c ^ (d & (b ^ c))) + block[1] + 0xf61e2562, 5, b) | 0;
  d = turn(d + (b ^ (c & (a ^ b))) + block[6] + 0xc040b340, 9, a) | 0;
  c = turn(c + (a ^ (b & (d ^ a))) + block[11] + 0x265e5a51, 14, d) | 0;
  b = turn(b + (d ^ (a & (c ^ d))) + block[0] + 0xe9b6c7aa, 20, c) | 0;
  a = turn(a + (c ^ (d & (b ^ c))) + block[5] + 0xd62f105d, 5, b) | 0;
  d = turn(d + (b ^ (c & (a ^ b))) + block[10] + 0x02441453, 9, a) | 0;
  c = turn(c + (a ^ (b & (d ^ a))) + block[15] + 0xd8a1e681, 14, d) | 0;
  b = turn(b + (d ^ (a & (c ^ d))) + block[4] + 0xe7d3fbc8, 20, c) | 0;
  a = turn(a + (c ^ (d & (b ^ c))) + block[9] + 0x21e1cde6, 5, b) | 0;
  d = turn(d + (b ^ (c & (a ^ b))) + block[14] + 0xc33707d6, 9, a) | 0;
  c = turn(c + (a ^ (b & (d ^ a))) + block[3] + 0xf4d50d87, 14, d) | 0;
  b = turn(b + (d ^ (a & (c ^ d))) + block[8] + 0x455a14ed, 20, c) | 0;
  a = turn(a + (c ^ (d & (b ^ c))) + block[13] + 0xa9e3e905, 5, b) | 0;
  d = turn(d + (b ^ (c & (a ^ b))) + block[2] + 0xfcefa3f8, 9, a) | 0;
  c = turn(c + (a ^ (b & (d ^ a))) + block[7] + 0x676f02d9, 14, d) | 0;
  b = turn(b + (d ^ (a & (c ^ d))) + block[12] + 0x8d2a4c8a, 20, c) | 0;
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

function thirdRound(): void {
  let [a, b, c, d] = [state[0], state[1], state[2], state[3]];
  a = turn(a + (b ^ c ^ d) + block[5] + 0xfffa3942, 4, b) | 0;
  d = turn(d + (a ^ b ^ c) + block[8] + 0x8771f681, 11, a) | 0;
  c = turn(c + (d ^ a ^ b) + block[11] + 0x6d9d6122, 16, d) | 0;
  b = turn(b + (c ^ d ^ a) + block[14] + 0xfde5380c, 23, c) | 0;
  a = turn(a + (b ^ c ^ d) + block[1] + 0xa4beea44, 4, b) | 0;
  d = turn(d + (a ^ b ^ c) + block[4] + 0x4bdecfa9, 11, a) | 0;
  c = turn(c + (d ^ a ^ b) + block[7] + 0xf6bb4b60, 16, d) | 0;
  b = turn(b + (c ^ d ^ a) + block[10] + 0xbebfbc70, 23, c) | 0;
  a = turn(a + (b ^ c ^ d) + block[13] + 0x289b7ec6, 4, b) | 0;
  d = turn(d + (a ^ b ^ c) + block[0] + 0xeaa127fa, 11, a) | 0;
  c = turn(c + (d ^ a ^ b) + block[3] + 0xd4ef3085, 16, d) | 0;
  b = turn(b + (c ^ d ^ a) + block[6] + 0x04881d05, 23, c) | 0;
  a = turn(a + (b ^ c ^ d) + block[9] + 0xd9d4d039, 4, b) | 0;
  d = turn(d + (a ^ b ^ c) + block[12] + 0xe6db99e5, 11, a) | 0;
  c = turn(c + (d ^ a ^ b) + block[15] + 0x1fa27cf8, 16, d) | 0;
  b = turn(b + (c ^ d ^ a) + block[2] + 0xc4ac5665, 23, c) | 0;
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

function fourthRound(): void {
  let [a, b, c, d] = [state[0], state[1], state[2], state[3]];
  a = turn(a + (c ^ (b | ~d)) + block[0] + 0xf4292244, 6, b) | 0;
  d = turn(d + (b ^ (a | ~c)) + block[7] + 0x432aff97, 10, a) | 0;
  c = turn(c + (a ^ (d | ~b)) + block[14] + 0xab9423a7, 15, d) | 0;
  b = turn(b + (d ^ (c | ~a)) + block[5] + 0xfc93a039, 21, c) | 0;
  a = turn(a + (c ^ (b | ~d)) + block[12] + 0x655b59c3, 6, b) | 0;
  d = turn(d + (b ^ (a | ~c)) + block[3] + 0x8f0ccc92, 10, a) | 0;
  c = turn(c + (a ^ (d | ~b)) + block[10] + 0xffeff47d, 15, d) | 0;
  b = turn(b + (d ^ (c | ~a)) + block[1] + 0x85845dd1, 21, c) | 0;
  a = turn(a + (c ^ (b | ~d)) + block[8] + 0x6fa87e4f, 6, b) | 0;
  d = turn(d + (b ^ (a | ~c)) + block[15] + 0xfe2ce6e0, 10, a) | 0;
  c = turn(c + (a ^ (d | ~b)) + block[6] + 0xa3014314, 15, d) | 0;
  b = turn(b + (d ^ (c | ~a)) + block[13] + 0x4e0811a1, 21, c) | 0;
  a = turn(a + (c ^ (b | ~d)) + block[4] + 0xf7537e82, 6, b) | 0;
  d = turn(d + (b ^ (a | ~c)) + block[11] + 0xbd3af235, 10, a) | 0;
  c = turn(c + (a ^ (d | ~b)) + block[2] + 0x2ad7d2bb, 15, d) | 0;
  b = turn(b + (d ^ (c | ~a)) + block[9] + 0xeb86d391, 21, c) | 0;
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}
