import { describe, expect, it } from 'vitest';
import { combine32, hashString, mix32 } from './hash.ts';

describe('hash', () => {
  it('mix32 is MurmurHash3 fmix32 (published values)', () => {
    expect([0, 1, 0xffffffff, 0x12345678].map((value) => mix32(value))).toEqual([
      0, 0x514e28b7, 0x81f16f39, 0xe37cd1bc,
    ]);
  });

  it('combine32 and mix32 make MurmurHash3 x86-32 of one word', () => {
    // MurmurHash3_x86_32("test", seed 0) is 0xba6bd213; the length is folded in before the end.
    expect(mix32(combine32(0, 0x74736574) ^ 4)).toBe(0xba6bd213);
  });

  it('hashString is FNV-1a over UTF-16LE', () => {
    const byteWise = (bytes: Buffer): number => {
      let hash = 0x811c9dc5;
      for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
      return hash >>> 0;
    };
    for (const text of ['', 'a', 'db-primary', '数据库', '🙂']) {
      expect(hashString(text)).toBe(byteWise(Buffer.from(text, 'utf16le')));
    }
  });
});
