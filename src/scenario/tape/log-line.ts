/**
 * A line of an access log in common format, `address ident user [time] "request" status bytes`, with anything after it
 * as the combined format has (Apache `mod_log_config`, nginx `combined`). Safe methods read, others write; the key is the
 * path without its query, the client the address.
 */
import { microsPerSecond } from '../../base/units.ts';
import { byte, isAscii, isDigit, placeOf } from './bytes.ts';
import { keepAddress } from './client-address.ts';
import type { ReadLine } from './entry.ts';
import { logSeconds, stampLength } from './log-time.ts';
import { readRequestLine } from './request-line.ts';

export const logLineAllowed = 'address - user [17/May/2015:10:05:03 +0000] "GET /path HTTP/1.1" 200 1234';

export const readLogLine: ReadLine = (bytes, from, to, entry) => {
  const hostEnd = placeOf(bytes, byte.space, from, to);
  const identEnd = hostEnd <= from ? -1 : placeOf(bytes, byte.space, hostEnd + 1, to);
  const userEnd = identEnd < 0 ? -1 : placeOf(bytes, byte.space, identEnd + 1, to);
  const stamp = userEnd + 2;
  const stampEnd = stamp + stampLength;
  if (userEnd < 0 || bytes[userEnd + 1] !== byte.bracketOpen || stampEnd + 3 > to) return 'malformed';
  if (!isAscii(bytes, stampEnd, '] "')) return 'malformed';
  const seconds = logSeconds(bytes, stamp);
  if (Number.isNaN(seconds)) return 'malformed';
  entry.at = seconds * microsPerSecond;
  entry.clientFrom = from;
  entry.clientTo = hostEnd;
  const requestFrom = stampEnd + 3;
  const requestTo = closingQuote(bytes, requestFrom, to);
  if (requestTo < 0 || !isAnswer(bytes, requestTo + 1, to)) return 'malformed';
  if (!readRequestLine(bytes, requestFrom, requestTo, entry)) return 'noRequest';
  keepAddress(bytes, entry);
  return 'request';
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
