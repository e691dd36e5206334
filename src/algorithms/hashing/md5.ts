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

const sines = new Uint32Array([
  0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501, 0x698098d8,
  0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340,
  0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6, 0xf4d50d87,
  0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c,
  0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039,
  0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92,
  0xffeff47d, 0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb,
  0xeb86d391,
]);

/** A block has 64 bytes: one ends the text, eight hold its length. */
const mostInOneBlock = 55;
const block = new Int32Array(16);

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

/** a + f + word + K, rotated, + b. */
function turn(a: number, f: number, word: number, place: number, bits: number, b: number): number {
  const sum = (a + f + (block[word & 15] as number) + (sines[place] as number)) | 0;
  return (((sum << bits) | (sum >>> (32 - bits))) + b) | 0;
}

function digestBlock(into: Int32Array): void {
  let [a, b, c, d] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let i = 0; i < 16; i += 4) {
    a = turn(a, d ^ (b & (c ^ d)), i, i, 7, b);
    d = turn(d, c ^ (a & (b ^ c)), i + 1, i + 1, 12, a);
    c = turn(c, b ^ (d & (a ^ b)), i + 2, i + 2, 17, d);
    b = turn(b, a ^ (c & (d ^ a)), i + 3, i + 3, 22, c);
  }
  for (let i = 16; i < 32; i += 4) {
    a = turn(a, c ^ (d & (b ^ c)), 5 * i + 1, i, 5, b);
    d = turn(d, b ^ (c & (a ^ b)), 5 * i + 6, i + 1, 9, a);
    c = turn(c, a ^ (b & (d ^ a)), 5 * i + 11, i + 2, 14, d);
    b = turn(b, d ^ (a & (c ^ d)), 5 * i + 16, i + 3, 20, c);
  }
  for (let i = 32; i < 48; i += 4) {
    a = turn(a, b ^ c ^ d, 3 * i + 5, i, 4, b);
    d = turn(d, a ^ b ^ c, 3 * i + 8, i + 1, 11, a);
    c = turn(c, d ^ a ^ b, 3 * i + 11, i + 2, 16, d);
    b = turn(b, c ^ d ^ a, 3 * i + 14, i + 3, 23, c);
  }
  for (let i = 48; i < 64; i += 4) {
    a = turn(a, c ^ (b | ~d), 7 * i, i, 6, b);
    d = turn(d, b ^ (a | ~c), 7 * i + 7, i + 1, 10, a);
    c = turn(c, a ^ (d | ~b), 7 * i + 14, i + 2, 15, d);
    b = turn(b, d ^ (c | ~a), 7 * i + 21, i + 3, 21, c);
  }
  into[0] = (a + 0x67452301) | 0;
  into[1] = (b + 0xefcdab89) | 0;
  into[2] = (c + 0x98badcfe) | 0;
  into[3] = (d + 0x10325476) | 0;
}
