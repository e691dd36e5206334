/**
 * How much downtime a target allows.
 *
 *   allowed = (1 − target) × window;  achieved = 1 − downtime / window
 *
 * Source: arithmetic; the only question is how long a month is (30 days, a twelfth of 365, a twelfth of 365.25), so the
 * window's name says. O(1). Known failure: a target says nothing about how the downtime is spread; and tables that mix two
 * kinds of month in one column (43.8 min beside 7.2 h) cannot be checked.
 */
import { between, check, positive } from '../../base/options.ts';
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
  check('target', target, between(0, 1));
  const seconds = secondsOf(window);
  return (1 - target) * seconds;
}

/** The availability that `downtime` leaves in `window`. */
export function achieved(downtime: Seconds, window: SlaWindow | Seconds): Ratio {
  const seconds = secondsOf(window);
  check('downtime', downtime, between(0, seconds));
  return 1 - downtime / seconds;
}

/** @throws OptionError for a window that is neither a name of `windows` nor a number of seconds. */
function secondsOf(window: SlaWindow | Seconds): Seconds {
  const seconds = typeof window === 'string' ? windows[window] : window;
  check('window', seconds, {
    ...positive,
    words: `seconds, more than 0, or ${Object.keys(windows).join(' | ')}`,
  });
  return seconds;
}
