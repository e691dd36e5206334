import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionError } from '../../base/options.ts';
import * as jumpHash from './jump-hash.ts';

const mask = 2n ** 64n - 1n;

/** The paper's function as it stands there, in whole 64-bit numbers. */
function slowBucket(key: bigint, buckets: number): number {
  let [bucket, next, state] = [-1, 0, key];
  while (next < buckets) {
    bucket = next;
    state = (state * 2862933555777941757n + 1n) & mask;
    next = Math.floor((bucket + 1) * (2 ** 31 / (Number(state >> 33n) + 1)));
  }
  return bucket;
}

function buckets(count: number): jumpHash.JumpHash {
  const s = jumpHash.create();
  for (let index = 0; index < count; index += 1) jumpHash.add(s, `${index}`);
  return s;
}

describe('jumpHash', () => {
  it('is the paper’s function, for keys of 64 bits', () => {
    const states = [1, 2, 10, 1_000].map((count) => [count, buckets(count)] as const);
    fc.assert(
      fc.property(fc.bigInt(0n, mask), fc.constantFrom(...states), (key, [count, s]) => {
        expect(jumpHash.ownerOfHash(s, key)).toBe(`${slowBucket(key, count)}`);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes a number of up to 53 bits for what it is', () => {
    const s = buckets(50);
    fc.assert(
      fc.property(
        fc.maxSafeNat(),
        (key) => jumpHash.ownerOfHash(s, key) === jumpHash.ownerOfHash(s, BigInt(key)),
      ),
    );
  });

  it('hashes a key to the first eight bytes of its md5', () => {
    const s = buckets(20);
    for (const key of ['', 'user:1', '用户:1']) {
      const hash = createHash('md5').update(key).digest().readBigUInt64BE(0);
      expect(jumpHash.hashOf(key)).toBe(hash);
      expect(jumpHash.owner(s, key)).toBe(jumpHash.ownerOfHash(s, hash));
    }
  });

  it('gives every bucket its share', () => {
    const s = buckets(10);
    const counts = new Array<number>(10).fill(0);
    for (let index = 0; index < 20_000; index += 1) {
      const bucket = Number(jumpHash.owner(s, `user:${index}`));
      counts[bucket] = (counts[bucket] as number) + 1;
    }
    // Binomial: 2,000 ± 42.4.
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(4 * 42.4);
  });

  it('gives an id of weight w so many buckets, and takes them away together', () => {
    const s = buckets(2);
    jumpHash.add(s, 'heavy', 3);
    const keys = Array.from({ length: 5000 }, (_, index) => `user:${index}`);
    const heavy = keys.filter((key) => jumpHash.owner(s, key) === 'heavy').length;
    // Three of five buckets: 3,000 keys, give or take 4 standard deviations of 35.
    expect(Math.abs(heavy - 3000)).toBeLessThan(140);
    jumpHash.remove(s, 'heavy');
    expect(s.ids).toEqual(['0', '1']);
  });

  it('can lose only what was added last', () => {
    const s = buckets(3);
    expect(() => jumpHash.remove(s, '1')).toThrow(/id: only the last that was added, 2, can be removed/);
    expect(() => jumpHash.remove(s, 'x')).toThrow(OptionError);
    expect(() => jumpHash.remove(jumpHash.create(), 'x')).toThrow(/there is none/);
    expect(() => jumpHash.add(s, '3', 0.5)).toThrow(/weight: a whole number/);
    expect(() => jumpHash.add(s, '0')).toThrow(/id: one that was not added/);
    expect(() => jumpHash.create({ size: 3 } as never)).toThrow(OptionError);
    expect(() => jumpHash.ownerOfHash(s, 2n ** 64n)).toThrow(/hash/);
    expect(() => jumpHash.ownerOfHash(s, 0.5)).toThrow(/hash/);
    for (const id of ['2', '1', '0']) jumpHash.remove(s, id);
    expect(jumpHash.owner(s, 'user:1')).toBeUndefined();
  });
});
