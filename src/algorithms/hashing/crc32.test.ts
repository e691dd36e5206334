import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32, crc32Finish, crc32Start, crc32Update } from './crc32.ts';

describe('crc32', () => {
  it('gives the check value of the catalogues', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
    expect(crc32('')).toBe(0);
    expect(crc32(new Uint8Array([0]))).toBe(0xd202ef8d);
  });

  it('is zlib’s', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => crc32(text) === zlibCrc32(text)));
  });

  it('may be taken byte by byte, and looked at in between', () => {
    const bytes = new TextEncoder().encode('用户:1');
    let state = crc32Start;
    bytes.forEach((byte, place) => {
      state = crc32Update(state, byte);
      expect(crc32Finish(state)).toBe(crc32(bytes.subarray(0, place + 1)));
    });
  });
});
