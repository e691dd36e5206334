import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigHash64, checkHash32, hash32, hash64, remainder, splitHash64 } from './key-hash.ts';

const two32 = 2n ** 32n;
const halves = { high: 0, low: 0 };

describe('key-hash', () => {
  // md5('') = d41d8cd98f00b204 e9800998ecf8427e
  it('takes the first bytes of the md5, most significant first', () => {
    expect(hash32('')).toBe(0xd41d8cd9);
    hash64('', halves);
    expect(halves).toEqual({ high: 0xd41d8cd9, low: 0x8f00b204 });
    expect(bigHash64('')).toBe(0xd41d8cd98f00b204n);
  });

  it('splits 64 bits into halves and takes remainders of them exactly', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 64n - 1n), fc.integer({ min: 2, max: 2 ** 20 }), (hash, divisor) => {
        splitHash64(hash, halves);
        expect(BigInt(halves.high) * two32 + BigInt(halves.low)).toBe(hash);
        expect(remainder(halves, divisor)).toBe(Number(hash % BigInt(divisor)));
      }),
    );
    fc.assert(
      fc.property(fc.maxSafeNat(), (hash) => {
        splitHash64(hash, halves);
        expect(halves.high * 2 ** 32 + halves.low).toBe(hash);
      }),
    );
  });

  it('refuses what has not so many bits', () => {
    for (const hash of [-1, 0.5, 2 ** 32, Number.NaN])
      expect(() => checkHash32(hash)).toThrow(/hash: a whole number/);
    for (const hash of [-1, 2 ** 53, -1n, 2n ** 64n]) expect(() => splitHash64(hash, halves)).toThrow(/hash/);
  });
});
