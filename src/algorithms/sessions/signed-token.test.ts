import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open, sign } from './signed-token.ts';

describe('signed token', () => {
  it('rests on HMAC-SHA-256 (RFC 4231, test case 2) over what it says', () => {
    const tag = hmac(sha256, utf8ToBytes('Jefe'), utf8ToBytes('what do ya want for nothing?'));
    expect(tag).toEqual(hexToBytes('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'));
    const right = bytesToHex(hmac(sha256, utf8ToBytes('key'), utf8ToBytes('ann.42')));
    expect(sign('key', { id: 'ann', expiresAt: 42 })).toBe(`ann.42.${right}`);
  });

  it('opens with its key as it was, and not if a single character differs', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), (id, expiresAt, at) => {
        const token = sign('key', { id, expiresAt });
        expect(open('key', token)).toEqual({ id, expiresAt });
        expect(open('another', token)).toBeUndefined();
        const place = at % token.length;
        const other = token[place] === '0' ? '1' : '0';
        expect(open('key', token.slice(0, place) + other + token.slice(place + 1))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
    expect(open('key', '')).toBeUndefined();
  });

  it('refuses a time with a point in it, which would be read as the end of the id', () => {
    expect(() => sign('k', { id: 'u', expiresAt: 1_000_010.5 })).toThrow('expiresAt: a whole number');
  });
});
