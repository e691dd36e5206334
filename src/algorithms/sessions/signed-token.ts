/**
 * A token that proves itself: whose it is and until when, signed by a key that only the servers have, so that none of
 * them need remember it.
 *
 *   token = id.expiresAt.HMAC-SHA256(key, id.expiresAt)
 *
 * Source: RFC 2104 (HMAC), RFC 7515 (JWS), which adds a header naming the algorithm; without one there is nothing to be
 * fooled about. O(length) per call, some microseconds of hashing. Known failure: whoever has a copy is the user until it
 * expires; whoever has the key is everybody.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { check, whole } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';

export interface Claims {
  readonly id: string;
  readonly expiresAt: Micros;
}

/** @throws OptionError unless `expiresAt` is whole: a decimal point would end the id. */
export function sign(key: string, { id, expiresAt }: Claims): string {
  check('expiresAt', expiresAt, whole(0));
  const content = `${id}.${expiresAt}`;
  return `${content}.${signature(key, content)}`;
}

/** What the token says, if it was signed with `key`; whether it has expired is for the caller to see. */
export function open(key: string, token: string): Claims | undefined {
  const end = token.lastIndexOf('.');
  const content = token.slice(0, Math.max(0, end));
  if (!isSame(token.slice(end + 1), signature(key, content))) return undefined;
  const middle = content.lastIndexOf('.');
  return { id: content.slice(0, middle), expiresAt: Number(content.slice(middle + 1)) };
}

function signature(key: string, content: string): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(content)));
}

/** Takes as long for a nearly right signature as for a wrong one, so that nobody can find it digit by digit. */
function isSame(given: string, right: string): boolean {
  let difference = given.length ^ right.length;
  for (let at = 0; at < right.length; at += 1) difference |= given.charCodeAt(at) ^ right.charCodeAt(at);
  return difference === 0;
}
