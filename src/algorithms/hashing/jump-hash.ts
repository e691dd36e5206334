/**
 * Jump consistent hash: no table at all. A generator seeded with the key jumps ahead from bucket to bucket; the last jump
 * that stays below n is the key's bucket, so one bucket more moves exactly the keys whose next jump lands on it.
 *
 *   b = −1, j = 0;  while j < n:  b = j;  key = key · 2862933555777941757 + 1 mod 2⁶⁴;  j = ⌊(b + 1) · 2³¹ / (⌊key / 2³³⌋ + 1)⌋
 *
 * The buckets are numbered in the order in which ids are added; an id of weight w has w of them. `hash` is of 64 bits: md5, first eight bytes.
 * Source: Lamping and Veach, "A fast, minimal memory, consistent hash algorithm", arXiv 1406.2294 (2014).
 * Cost: O(ln n) steps, no memory but the names. Known failure: only the last bucket can be removed; a server that fails in
 * the middle has to be replaced, not taken out.
 */
import { check, insist, readOptions } from '../../base/options.ts';
import { type Halves, type Hash64, hash64, splitHash64 } from './key-hash.ts';
import { checkNewId, wholeWeight } from './members.ts';

/** The 64 bits a key stands for. */
export { bigHash64 as hashOf } from './key-hash.ts';

export interface JumpHash {
  /** By bucket. */
  readonly ids: string[];
}

export function create(options: Record<string, never> = {}): JumpHash {
  readOptions(options, {}, {});
  return { ids: [] };
}

/** The next `weight` buckets are `id`'s. @throws OptionError if the id is there. */
export function add(s: JumpHash, id: string, weight = 1): void {
  check('weight', weight, wholeWeight);
  checkNewId(s.ids, id);
  for (let bucket = 0; bucket < weight; bucket += 1) s.ids.push(id);
}

/** @throws OptionError unless `id` is the last that was added. */
export function remove(s: JumpHash, id: string): void {
  const last = s.ids.at(-1);
  insist(last !== undefined, 'id', 'one that was added: there is none', id);
  insist(id === last, 'id', `only the last that was added, ${last}, can be removed`, id);
  while (s.ids.at(-1) === id) s.ids.pop();
}

/** Whom the key belongs to; undefined without buckets. */
export function owner(s: JumpHash, key: string): string | undefined {
  hash64(key, seed);
  return s.ids[bucketOf(seed, s.ids.length)];
}

/** The same for a key whose `hashOf` is known, or that is a number of up to 64 bits itself. */
export function ownerOfHash(s: JumpHash, hash: Hash64): string | undefined {
  splitHash64(hash, seed);
  return s.ids[bucketOf(seed, s.ids.length)];
}

const seed: Halves = { high: 0, low: 0 };
const two31 = 2_147_483_648;
const two32 = 4_294_967_296;
// The multiplier, 2862933555777941757, in halves, its lower half in halves again.
const multiplierHigh = 0x27bb2ee6;
const multiplierLow = 0x87b0b0fd;

/** The bucket of 0 … count − 1; −1 if there are none. */
function bucketOf({ high, low }: Halves, count: number): number {
  let [bucket, next] = [-1, 0];
  while (next < count) {
    bucket = next;
    // low · multiplierLow, whose 64 bits do not fit a number, in two products of 48 bits.
    const ofLower = (low & 0xffff) * multiplierLow;
    const ofUpper = (low >>> 16) * multiplierLow;
    const lower = ofLower + (ofUpper & 0xffff) * 0x10000 + 1;
    const carry = Math.floor(ofUpper / 0x10000) + Math.floor(lower / two32);
    high = (Math.imul(high, multiplierLow) + Math.imul(low, multiplierHigh) + carry) >>> 0;
    low = lower >>> 0;
    next = Math.floor((bucket + 1) * (two31 / ((high >>> 1) + 1)));
  }
  return bucket;
}
