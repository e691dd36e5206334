/**
 * A line of a CSV tape: `offset,class,key,client` (RFC 4180, quoted where needed, but no line break inside quotes).
 * The offset is in seconds after the start, with up to six decimals; the class is `read` or `write`; key and client are
 * any text.
 */
import { microsPerSecond } from '../../base/units.ts';
import { limits } from '../limits.ts';
import { byte, isAscii, placeOf, wholeNumber } from './bytes.ts';
import type { Entry, ReadLine } from './entry.ts';

export const csvHeader = 'offset,class,key,client';
export const csvLineAllowed = `${csvHeader}, such as 12.5,read,/index.html,198.18.0.7`;

const fields = 4;
/** Of the present line: where each field's content begins and ends. */
const starts = new Int32Array(fields);
const ends = new Int32Array(fields);

/** A quoted field's content keeps its doubled quotes: a name needs only to be told from others. */
function splitFields(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  for (let field = 0; field < fields; field += 1) {
    if (at > to) return false;
    let end: number;
    if (bytes[at] === byte.quote && at < to) {
      starts[field] = at + 1;
      const close = closingQuote(bytes, at + 1, to);
      if (close < 0) return false;
      ends[field] = close;
      end = close + 1;
    } else {
      const comma = placeOf(bytes, byte.comma, at, to);
      end = comma < 0 ? to : comma;
      if (placeOf(bytes, byte.quote, at, end) >= 0) return false;
      starts[field] = at;
      ends[field] = end;
    }
    if (end < to && bytes[end] !== byte.comma) return false;
    at = end + 1;
  }
  return at === to + 1;
}

function closingQuote(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    if (bytes[at] !== byte.quote) continue;
    if (at + 1 < to && bytes[at + 1] === byte.quote) at += 1;
    else return at;
  }
  return -1;
}

const isField = (bytes: Uint8Array, field: number, text: string): boolean =>
  (ends[field] as number) - (starts[field] as number) === text.length &&
  isAscii(bytes, starts[field] as number, text);

export const readCsvLine: ReadLine = (bytes, from, to, entry) =>
  isRequest(bytes, from, to, entry) ? 'request' : 'malformed';

function isRequest(bytes: Uint8Array, from: number, to: number, entry: Entry): boolean {
  if (!splitFields(bytes, from, to)) return false;
  const at = microsOf(bytes, starts[0] as number, ends[0] as number);
  if (!(at <= limits.tape.offsetSeconds * microsPerSecond)) return false;
  const isWrite = isField(bytes, 1, 'write');
  if (!isWrite && !isField(bytes, 1, 'read')) return false;
  entry.at = at;
  entry.isWrite = isWrite;
  entry.keyFrom = starts[2] as number;
  entry.keyTo = ends[2] as number;
  entry.clientFrom = starts[3] as number;
  entry.clientTo = ends[3] as number;
  return entry.keyTo > entry.keyFrom && entry.clientTo > entry.clientFrom;
}

export function isCsvHeader(bytes: Uint8Array, from: number, to: number): boolean {
  return (
    splitFields(bytes, from, to) && csvHeader.split(',').every((name, field) => isField(bytes, field, name))
  );
}

/** `12.5` → 12,500,000; NaN if it is no such number. More than six decimals are refused, not rounded. */
function microsOf(bytes: Uint8Array, from: number, to: number): number {
  const dot = placeOf(bytes, byte.dot, from, to);
  const whole = wholeNumber(bytes, from, dot < 0 ? to : dot);
  if (dot < 0) return whole * microsPerSecond;
  const places = to - dot - 1;
  if (places > 6) return Number.NaN;
  return whole * microsPerSecond + wholeNumber(bytes, dot + 1, to) * 10 ** (6 - places);
}
