/**
 * The client's address without what is not the client: its port, the brackets of IPv6, and the `::ffff:` before an IPv4
 * address that came in over an IPv6 socket (RFC 4291, section 2.5.5.2). One user with many source ports is one client.
 */
import { byte, isDigit } from './bytes.ts';
import type { Entry } from './entry.ts';

const mappedPrefix = '::ffff:';
const longestPort = 5;

/** Narrows [clientFrom, clientTo) of the entry. What is no address, such as a host's name, stays as it is. */
export function keepAddress(bytes: Uint8Array, entry: Entry): void {
  const { clientFrom: from, clientTo: to } = entry;
  if (bytes[from] === byte.bracketOpen) keepBracketed(bytes, entry);
  else if (colonsIn(bytes, from, to) === 1 || isMapped(bytes, from, to)) dropPort(bytes, entry);
  if (isMapped(bytes, entry.clientFrom, entry.clientTo)) entry.clientFrom += mappedPrefix.length;
}

/** `[2001:db8::1]:443` and `[2001:db8::1]`. */
function keepBracketed(bytes: Uint8Array, entry: Entry): void {
  const { clientFrom: from, clientTo: to } = entry;
  let close = to - 1;
  while (close > from && bytes[close] !== byte.bracketClose) close -= 1;
  const hasPort = bytes[close + 1] === byte.colon && isPort(bytes, close + 2, to);
  if (close <= from + 1 || !(close === to - 1 || hasPort)) return;
  entry.clientFrom = from + 1;
  entry.clientTo = close;
}

/** Only where a colon cannot belong to the address: after IPv4 or a name. Of a bare IPv6 address it might be a part. */
function dropPort(bytes: Uint8Array, entry: Entry): void {
  const { clientFrom: from, clientTo: to } = entry;
  let colon = to - 1;
  while (colon > from && isDigit(bytes[colon])) colon -= 1;
  if (colon > from && bytes[colon] === byte.colon && isPort(bytes, colon + 1, to)) entry.clientTo = colon;
}

function isPort(bytes: Uint8Array, from: number, to: number): boolean {
  if (to <= from || to - from > longestPort) return false;
  for (let at = from; at < to; at += 1) if (!isDigit(bytes[at])) return false;
  return true;
}

function colonsIn(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (bytes[at] === byte.colon) count += 1;
  return count;
}

/** `::ffff:` in either case, then dotted digits (and perhaps a port). */
function isMapped(bytes: Uint8Array, from: number, to: number): boolean {
  const end = from + mappedPrefix.length;
  if (end >= to) return false;
  for (let index = 0; index < mappedPrefix.length; index += 1) {
    const value = bytes[from + index] as number;
    const lower = value >= 65 && value <= 90 ? value + 32 : value;
    if (lower !== mappedPrefix.charCodeAt(index)) return false;
  }
  let dots = 0;
  for (let at = end; at < to && bytes[at] !== byte.colon; at += 1) {
    if (bytes[at] === byte.dot) dots += 1;
    else if (!isDigit(bytes[at])) return false;
  }
  return dots === 3;
}
