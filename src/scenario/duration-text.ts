/** Times and durations as text: a decimal number and a unit (us, ms, s, m, h), exact to the microsecond. */
import type { Micros } from '../base/units.ts';
import { limits } from './limits.ts';

const microsPer: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
};

const longest: Micros = limits.runSeconds * 1_000_000;
const pattern = /^(\d{1,15}(?:\.\d{1,15})?)(us|ms|s|m|h)$/;

export const durationAllowed = 'a number and a unit: us, ms, s, m, h; at most 168h';

/** Undefined if the text is no duration or is longer than a week. */
export function parseDuration(text: string): Micros | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const micros = Math.round(Number(match[1]) * (microsPer[match[2] ?? ''] ?? Number.NaN));
  return micros <= longest ? micros : undefined;
}

/** The shortest exact text in one unit: 90m, 33.2s, 1500us is 1.5ms. Parses back to the same value. */
export function formatDuration(micros: Micros): string {
  if (micros === 0) return '0s';
  if (micros % 3_600_000_000 === 0) return `${micros / 3_600_000_000}h`;
  if (micros % 60_000_000 === 0) return `${micros / 60_000_000}m`;
  if (micros >= 1_000_000) return `${fixedPoint(micros, 6)}s`;
  if (micros >= 1_000) return `${fixedPoint(micros, 3)}ms`;
  return `${micros}us`;
}

/** Integer digits with the point `places` from the right, trailing zeros dropped: no floating point involved. */
function fixedPoint(value: number, places: number): string {
  const digits = String(value).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const whole = digits.slice(0, -places);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
