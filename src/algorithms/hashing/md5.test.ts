import { createHash } from 'node:crypto';
import { md5 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { md5Words } from './md5.ts';

function hexOf(text: string): string {
  const words = new Int32Array(4);
  md5Words(text, words);
  return Buffer.from(words.buffer).toString('hex');
}

const theirs = (text: string): string => Buffer.from(md5(utf8ToBytes(text))).toString('hex');

describe('md5Words', () => {
  it('gives the digests of RFC 1321', () => {
    expect(hexOf('')).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(hexOf('abc')).toBe('900150983cd24fb0d6963f7d28e17f72');
    expect(hexOf('abcdefghijklmnopqrstuvwxyz')).toBe('c3fcd3d76192e4007dfb496cca67e13b');
    expect(hexOf('1234567890'.repeat(8))).toBe('57edf4a22be3c955ac49da2e2107b67a');
  });

  it('is @noble/hashes’ at every length around a block, in ASCII and not', () => {
    for (let length = 0; length <= 130; length += 1) {
      expect(hexOf('k'.repeat(length))).toBe(theirs('k'.repeat(length)));
      expect(hexOf(`${'k'.repeat(length)}é`)).toBe(theirs(`${'k'.repeat(length)}é`));
    }
  });

  it('is @noble/hashes’ and the platform’s for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(hexOf(text)).toBe(theirs(text));
        expect(hexOf(text)).toBe(createHash('md5').update(text).digest('hex'));
      }),
    );
  });
});
