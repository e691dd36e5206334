/**
 * How much downtime a target allows: (1 − target) × window. Source: arithmetic; the only question is how long a month
 * is, so the window says. Known failure: a target says nothing about how the downtime is spread.
 */
import { assert } from '../../base/assert.ts';
import type { Ratio, Seconds } from '../../base/units.ts';

const day = 86_400;

export const windows = {
  day,
  week: 7 * day,
  month30: 30 * day,
  month365: (365 * day) / 12,
  monthJulian: (365.25 * day) / 12,
  year365: 365 * day,
  yearJulian: 365.25 * day,
} as const satisfies Record<string, Seconds>;

export type SlaWindow = keyof typeof windows;

export function allowedDowntime(target: Ratio, window: SlaWindow | Seconds): Seconds {
  assert(target >= 0 && target <= 1, 'target: 0 … 1');
  const seconds = typeof window === 'string' ? windows[window] : window;
  assert(seconds > 0, 'window: more than 0');
  return (1 - target) * seconds;
}

/** The availability that `downtime` leaves in `window`. */
export function achieved(downtime: Seconds, window: SlaWindow | Seconds): Ratio {
  const seconds = typeof window === 'string' ? windows[window] : window;
  assert(downtime >= 0 && downtime <= seconds, 'downtime: 0 … window');
  return 1 - downtime / seconds;
}
