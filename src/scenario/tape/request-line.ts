/**
 * What stands between the quotes of a log line: `GET /path?query HTTP/1.1` (RFC 9112, section 3). Whatever else a client
 * sent (a TLS greeting to a plain port, a probe of another protocol, nothing at all) asked this server for nothing.
 */
import { byte, isAscii, placeOf } from './bytes.ts';
import type { Entry } from './entry.ts';

/** Methods that are safe: they change nothing (RFC 9110, section 9.2.1, and the IANA registry of methods). */
const safeMethods = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'REPORT', 'SEARCH', 'QUERY'];

/** Fills class and key; false if it is no request for something of this server. */
export function readRequestLine(bytes: Uint8Array, from: number, to: number, entry: Entry): boolean {
  const methodEnd = placeOf(bytes, byte.space, from, to);
  if (methodEnd <= from) return false;
  for (let at = from; at < methodEnd; at += 1) if (!isMethodByte(bytes[at] as number)) return false;
  const targetFrom = methodEnd + 1;
  const space = placeOf(bytes, byte.space, targetFrom, to);
  // A request without a protocol is one of HTTP/0.9.
  if (space >= 0 && !endsInHttp(bytes, space, to)) return false;
  const targetTo = space < 0 ? to : space;
  const isMethod = (name: string): boolean => methodEnd - from === name.length && isAscii(bytes, from, name);
  entry.isWrite = !safeMethods.some(isMethod);
  return readTarget(bytes, targetFrom, targetTo, isMethod('OPTIONS'), entry);
}

/** The last word is `HTTP/…`, not `RTSP/1.0` or `SIP/2.0`. A target with a blank in it stands before. */
function endsInHttp(bytes: Uint8Array, space: number, to: number): boolean {
  let last = to - 1;
  while (last > space && bytes[last] !== byte.space) last -= 1;
  return to - last > 'HTTP/'.length && isAscii(bytes, last + 1, 'HTTP/');
}

/**
 * The path of `/path?query` or `https://host/path?query`, or the `*` of OPTIONS. The target of CONNECT is another host's,
 * and a `*` after any other method means nothing.
 */
function readTarget(
  bytes: Uint8Array,
  from: number,
  to: number,
  mayBeAsterisk: boolean,
  entry: Entry,
): boolean {
  const isAsterisk = mayBeAsterisk && to - from === 1 && isAscii(bytes, from, '*');
  const path = isAsterisk || bytes[from] === byte.slash ? from : pathOfAbsolute(bytes, from, to);
  if (path < 0) return false;
  // Of `https://host?query` the path is empty and means `/`: a slash of `://` is its name.
  const isEmpty = path === to || bytes[path] === byte.question || bytes[path] === byte.hash;
  entry.keyFrom = isEmpty ? placeOf(bytes, byte.slash, from, to) : path;
  entry.keyTo = isEmpty ? entry.keyFrom + 1 : keyEnd(bytes, path, to);
  return true;
}

/** Where the path of an absolute target begins, perhaps an empty one; −1 if it is none. */
function pathOfAbsolute(bytes: Uint8Array, from: number, to: number): number {
  const colon = placeOf(bytes, byte.colon, from, to);
  if (colon <= from || colon + 3 >= to || !isAscii(bytes, colon, '://')) return -1;
  for (let at = from; at < colon; at += 1) if (!isSchemeByte(bytes[at] as number)) return -1;
  const hostFrom = colon + 3;
  let at = hostFrom;
  while (at < to && bytes[at] !== byte.slash && bytes[at] !== byte.question && bytes[at] !== byte.hash)
    at += 1;
  return at === hostFrom ? -1 : at;
}

function keyEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (bytes[at] === byte.question || bytes[at] === byte.hash) return at;
  return to;
}

/** Methods are upper-case words in practice; `M-SEARCH` and `VERSION_CONTROL` too. */
const isMethodByte = (value: number): boolean =>
  (value >= 65 && value <= 90) || value === byte.dash || value === 95;

const isSchemeByte = (value: number): boolean => {
  const lower = value | 32;
  return (lower >= 97 && lower <= 122) || (value >= 48 && value <= 57) || value === 43 || value === byte.dash;
};
