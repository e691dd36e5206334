/**
 * The number a key or a name stands for, 32 or 64 bits wide: the first bytes of its md5, most significant first.
 *
 *   hash32(key) = md5(utf8(key)) bytes 0…3;   hash64(key) = bytes 0…7, as two halves: high · 2³² + low
 *
 * Source: the article's ring (`readUInt32BE(0)`); RFC 1321. Cost: one md5, see `md5.ts`; halves because JavaScript's
 * numbers hold 53 bits. Known failure: with 32 bits, 77,000 names have an even chance that two of them collide.
 */
import { insist } from '../../base/options.ts';
import { md5Words } from './md5.ts';

/** 64 bits that somebody else worked out: a number below 2⁵³, or a bigint for all of them. */
export type Hash64 = number | bigint;

/** Two unsigned halves of 32 bits. */
export interface Halves {
  high: number;
  low: number;
}

const words = new Int32Array(4);
const two32 = 4_294_967_296;

export function hash32(key: string): number {
  md5Words(key, words);
  return swapBytes(words[0] as number);
}

export function hash64(key: string, into: Halves): void {
  md5Words(key, words);
  into.high = swapBytes(words[0] as number);
  into.low = swapBytes(words[1] as number);
}

export function bigHash64(key: string): bigint {
  const halves = { high: 0, low: 0 };
  hash64(key, halves);
  return (BigInt(halves.high) << 32n) | BigInt(halves.low);
}

/** @throws OptionError unless `hash` is of 32 bits. */
export function checkHash32(hash: number): void {
  insist(hash >>> 0 === hash, 'hash', 'a whole number, 0 … 4294967295', hash);
}

/** @throws OptionError unless `hash` is of 64 bits. */
export function splitHash64(hash: Hash64, into: Halves): void {
  const whole =
    typeof hash === 'bigint' ? BigInt.asUintN(64, hash) === hash : Number.isSafeInteger(hash) && hash >= 0;
  insist(whole, 'hash', 'a whole number, 0 … 2^53 − 1, or a bigint, 0 … 2^64 − 1', hash);
  if (typeof hash === 'bigint') {
    into.high = Number(hash >> 32n);
    into.low = Number(hash & 0xffffffffn);
    return;
  }
  into.high = Math.floor(hash / two32);
  into.low = hash >>> 0;
}

/** (high · 2³² + low) mod `divisor`, which is at most 2²⁰ so that nothing in between exceeds 2⁵³. */
export function remainder({ high, low }: Halves, divisor: number): number {
  return ((high % divisor) * (two32 % divisor) + low) % divisor;
}

function swapBytes(word: number): number {
  return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}
