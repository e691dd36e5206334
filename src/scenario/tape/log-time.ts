/**
 * The time stamp of an access log, `17/May/2015:10:05:03 +0000`, as seconds since 1970 in UTC. By plain arithmetic: a
 * platform's date parser depends on its locale and its version. Days are counted after Hinnant, `days_from_civil`.
 */
import { byte, isAscii, wholeNumber } from './bytes.ts';

export const stampLength = 26;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days from 1 January 1970 to that day; `month` counts from 1. */
function daysFromCivil(year: number, month: number, dayOfMonth: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** NaN if the 26 bytes from `from` are no stamp. A leap second counts as the first of the next minute. */
export function logSeconds(bytes: Uint8Array, from: number): number {
  const part = (at: number, length: number): number => wholeNumber(bytes, from + at, from + at + length);
  const isSet = (at: number, value: number): boolean => bytes[from + at] === value;
  if (!(isSet(2, byte.slash) && isSet(6, byte.slash) && isSet(11, byte.colon))) return Number.NaN;
  if (!(isSet(14, byte.colon) && isSet(17, byte.colon) && isSet(20, byte.space))) return Number.NaN;
  const month = months.findIndex((name) => isAscii(bytes, from + 3, name)) + 1;
  const [dayOfMonth, year] = [part(0, 2), part(7, 4)];
  const [hours, minutes, seconds] = [part(12, 2), part(15, 2), part(18, 2)];
  const offset = zoneSeconds(bytes, from + 21);
  const longest = month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] ?? 0);
  const isDay = year >= 1970 && dayOfMonth >= 1 && dayOfMonth <= longest;
  const isTime = hours <= 23 && minutes <= 59 && seconds <= 60;
  if (!isDay || !isTime) return Number.NaN;
  const local = daysFromCivil(year, month, dayOfMonth) * day + hours * hour + minutes * minute + seconds;
  return local - offset;
}

/** `+0530` → 19800, what local time is ahead of UTC. */
function zoneSeconds(bytes: Uint8Array, from: number): number {
  const sign = isAscii(bytes, from, '+') ? 1 : isAscii(bytes, from, '-') ? -1 : Number.NaN;
  const hours = wholeNumber(bytes, from + 1, from + 3);
  const minutes = wholeNumber(bytes, from + 3, from + 5);
  return hours <= 23 && minutes <= 59 ? sign * (hours * hour + minutes * minute) : Number.NaN;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Back to people, always in UTC: `2015-05-17 10:05:03 UTC`. Hinnant, `civil_from_days`. */
export function utcText(secondsSince1970: number): string {
  const days = Math.floor(secondsSince1970 / day);
  const rest = secondsSince1970 - days * day;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const clock = [Math.floor(rest / hour), Math.floor((rest % hour) / minute), Math.floor(rest % minute)];
  return `${year}-${two(month)}-${two(dayOfMonth)} ${clock.map(two).join(':')} UTC`;
}
