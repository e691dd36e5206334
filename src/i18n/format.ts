/**
 * Numbers, times and shares as people read them. Own small formatters instead of Intl: the digits are the same in
 * every language, browser and version, so a number on screen can be compared with one in a file.
 */
import type { Micros, Ratio } from '../base/units.ts';
import type { HealthState } from '../engine/telemetry/records.ts';

const none = '–';

/** Digits in groups of three: 12,345. */
export function grouped(value: number): string {
  if (!Number.isFinite(value)) return none;
  const whole = Math.round(Math.abs(value)).toString();
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return value < 0 && whole !== '0' ? `−${digits}` : digits;
}

/** Without trailing zeros, at most 6 significant digits: what a person would type. */
export function plain(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : none;
}

const prefixes = [
  { from: 1e9, letter: 'G' },
  { from: 1e6, letter: 'M' },
  { from: 1e4, letter: 'k', unit: 1e3 },
] as const;

/** Short: 950, 9,500, 12.3k, 1.2M. SI prefixes in both languages. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return none;
  const size = Math.abs(value);
  for (const prefix of prefixes) {
    if (size < prefix.from) continue;
    const scaled = value / ('unit' in prefix ? prefix.unit : prefix.from);
    return `${Math.abs(scaled) < 100 ? scaled.toFixed(1) : scaled.toFixed(0)}${prefix.letter}`;
  }
  if (size >= 10 || Number.isInteger(value)) return grouped(value);
  return value.toFixed(1);
}

/** 300/s, 4.5/s, 12.3k/s. */
export const rate = (perSecond: number): string => `${short(perSecond)}/s`;

/** A latency in milliseconds with its unit: 0.25 ms, 8.4 ms, 310 ms, 1,250 ms. */
export function millis(value: number): string {
  if (!Number.isFinite(value)) return none;
  if (value === 0) return '0 ms';
  if (value < 1) return `${Number(value.toFixed(2))} ms`;
  return value < 10 ? `${value.toFixed(1)} ms` : `${grouped(value)} ms`;
}

/** Seconds with one decimal: 8.1 s. */
export const seconds = (micros: Micros): string => `${(micros / 1_000_000).toFixed(1)} s`;

/** A span of any size in the unit that suits it: 250 µs, 50 ms, 8.1 s, 2 min 5 s, 1 h 2 min. */
export function duration(micros: Micros): string {
  if (!Number.isFinite(micros)) return none;
  if (micros < 1_000) return `${Math.round(micros)} µs`;
  if (micros < 999_500) return millis(micros / 1_000);
  if (micros < 99_950_000) return seconds(micros);
  const whole = Math.round(micros / 1_000_000);
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  const rest = whole % 60;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return rest > 0 ? `${minutes} min ${rest} s` : `${minutes} min`;
}

/** Times of the run are told in seconds up to here, then as on a clock. */
const clockFrom = 600;

/** A time of the run: 38.4 s, and from the tenth minute on 12:05.3. */
export function runTime(micros: Micros): string {
  return Math.round(micros / 100_000) < clockFrom * 10 ? seconds(micros) : clock(micros);
}

/** First and last of several times: 33.1–33.2 s. One time if they read the same. */
export function runSpan(from: Micros, to: Micros): string {
  const first = runTime(from);
  const last = runTime(to);
  if (first === last) return first;
  return first.endsWith(' s') && last.endsWith(' s') ? `${first.slice(0, -2)}–${last}` : `${first}–${last}`;
}

/** mm:ss.s, with hours in front when there are any. */
export function clock(micros: Micros): string {
  const tenths = Math.max(0, Math.round(micros / 100_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const wholeSeconds = Math.floor(tenths / 10);
  const hours = Math.floor(wholeSeconds / 3_600);
  const rest = `${two(Math.floor(wholeSeconds / 60) % 60)}:${two(wholeSeconds % 60)}.${tenths % 10}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Whole seconds as a clock: 00:08, 43:12, 1:02:03. */
export function wholeClock(wholeSeconds: number): string {
  return clock(Math.floor(wholeSeconds) * 1_000_000).slice(0, -2);
}

/** A share as a percentage that never rounds the last failure away: 0 % and 100 % are printed only when exact. */
export function percent(share: Ratio): string {
  if (!Number.isFinite(share)) return `${none} %`;
  const value = share * 100;
  if (value === 0 || value === 100) return `${value} %`;
  const edge = Math.min(Math.abs(value), Math.abs(100 - value));
  const digits = edge >= 10 ? 1 : edge >= 0.0999 ? 2 : 3;
  const text = value.toFixed(digits);
  if (Number(text) === 100) return `> ${(100 - 1 / 10 ** digits).toFixed(digits)} %`;
  return Number(text) === 0 ? `< ${1 / 10 ** digits} %` : `${text} %`;
}

/** `part` of `whole` as a percentage; a dash when there is nothing to share. */
export function percentOf(part: number, whole: number): string {
  return percent(whole === 0 ? Number.NaN : part / whole);
}

interface Outcomes {
  readonly ok: number;
  readonly slow: number;
  readonly stale: number;
  readonly failed: number;
}

/** The failed share: exact, then without decimals; nothing when all is well. */
export const badShares = ({ ok, slow, stale, failed }: Outcomes): readonly string[] => {
  if (failed === 0) return [];
  const all = ok + slow + stale + failed;
  const whole = Math.round((failed / all) * 100);
  const rough = whole === 0 ? '< 1 %' : whole === 100 && failed < all ? '> 99 %' : `${whole} %`;
  return [percentOf(failed, all), rough];
};

/** How many are in which state. Only states that occur, in the order of their severity in the gauges. */
export const statesCounted = (
  counts: Readonly<Record<HealthState, number>>,
  words: Readonly<Record<HealthState, string>>,
  between: string,
  separator: string,
): string =>
  (Object.keys(words) as HealthState[])
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]}${between}${words[state]}`)
    .join(separator);

/** Under an axis: as `runTime` tells it, seconds up to the tenth minute, then a clock. */
export const axisTime = (micros: number): string => {
  const inSeconds = micros / 1_000_000;
  return inSeconds < clockFrom ? `${plain(inSeconds)} s` : wholeClock(inSeconds);
};

/** Whole seconds of the run, first and last: 28–38 s, 11:58–12:08. */
export const secondsSpan = (from: number, to: number, unit = ' s'): string =>
  to < clockFrom ? `${from}–${to}${unit}` : `${wholeClock(from)}–${wholeClock(to)}`;
