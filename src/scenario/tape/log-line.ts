/**
 * A line of an access log in common format, `address ident user [time] "request" status bytes`, with anything after it
 * as the combined format has (Apache `mod_log_config`, nginx `combined`). GET and HEAD read, other methods write; the
 * key is the path without its query, the client the address.
 */
import { microsPerSecond } from '../../base/units.ts';
import { byte, isAscii, isDigit, placeOf } from './bytes.ts';
import type { Entry, ReadLine } from './entry.ts';
import { logSeconds, stampLength } from './log-time.ts';

export const logLineAllowed = 'address - user [17/May/2015:10:05:03 +0000] "GET /path HTTP/1.1" 200 1234';

export const readLogLine: ReadLine = (bytes, from, to, entry) => {
  const hostEnd = placeOf(bytes, byte.space, from, to);
  const identEnd = hostEnd <= from ? -1 : placeOf(bytes, byte.space, hostEnd + 1, to);
  const userEnd = identEnd < 0 ? -1 : placeOf(bytes, byte.space, identEnd + 1, to);
  const stamp = userEnd + 2;
  const stampEnd = stamp + stampLength;
  if (userEnd < 0 || bytes[userEnd + 1] !== byte.bracketOpen || stampEnd + 3 > to) return false;
  if (!isAscii(bytes, stampEnd, '] "')) return false;
  const seconds = logSeconds(bytes, stamp);
  if (Number.isNaN(seconds)) return false;
  entry.at = seconds * microsPerSecond;
  entry.clientFrom = from;
  entry.clientTo = hostEnd;
  const requestFrom = stampEnd + 3;
  const requestTo = closingQuote(bytes, requestFrom, to);
  if (requestTo < 0 || !isAnswer(bytes, requestTo + 1, to)) return false;
  return readRequest(bytes, requestFrom, requestTo, entry);
};

/** Servers write a quote inside the request as `\"` or `\x22`. */
function closingQuote(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const value = bytes[at];
    if (value === byte.backslash) at += 1;
    else if (value === byte.quote) return at;
  }
  return -1;
}

/** ` 200 1234`, either of them `-` where there was none. */
function isAnswer(bytes: Uint8Array, from: number, to: number): boolean {
  const statusEnd = fieldEnd(bytes, from, to);
  const size = statusEnd - from - 1;
  return statusEnd > 0 && (size === 3 || bytes[from + 1] === byte.dash) && fieldEnd(bytes, statusEnd, to) > 0;
}

/** End of a space and a number or a dash, −1 if that is not what is there. */
function fieldEnd(bytes: Uint8Array, from: number, to: number): number {
  if (from + 1 >= to || bytes[from] !== byte.space) return -1;
  let at = from + 1;
  if (bytes[at] === byte.dash) at += 1;
  else while (at < to && isDigit(bytes[at])) at += 1;
  return at > from + 1 && (at === to || bytes[at] === byte.space) ? at : -1;
}

/** `GET /path?query HTTP/1.1`. */
function readRequest(bytes: Uint8Array, from: number, to: number, entry: Entry): boolean {
  const methodEnd = placeOf(bytes, byte.space, from, to);
  if (methodEnd <= from) return false;
  for (let at = from; at < methodEnd; at += 1) if (!isMethodByte(bytes[at] as number)) return false;
  const targetEnd = placeOf(bytes, byte.space, methodEnd + 1, to);
  const end = targetEnd < 0 ? to : targetEnd;
  if (end <= methodEnd + 1) return false;
  const isGet = methodEnd - from === 3 && isAscii(bytes, from, 'GET');
  entry.isWrite = !isGet && !(methodEnd - from === 4 && isAscii(bytes, from, 'HEAD'));
  entry.keyFrom = methodEnd + 1;
  entry.keyTo = end;
  for (let at = methodEnd + 1; at < end; at += 1) {
    if (bytes[at] !== byte.question && bytes[at] !== byte.hash) continue;
    entry.keyTo = at;
    break;
  }
  return entry.keyTo > entry.keyFrom;
}

/** Methods are upper-case words in practice; `M-SEARCH` and `VERSION_CONTROL` too. */
const isMethodByte = (value: number): boolean =>
  (value >= 65 && value <= 90) || value === byte.dash || value === 95;
