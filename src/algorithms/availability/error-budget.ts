/**
 * Error budget: how much may fail before the objective is missed, how fast it is being spent, and when to wake somebody.
 *
 *   budget = 1 − objective;  burn rate = share of bad events / budget;  at a constant burn rate it lasts window / burn rate
 *   alert  ⟺  burn rate ≥ threshold over the long and over the short window
 *
 * Source: Google SRE Workbook, ch. 5 (14.4 over 1 h and 5 min, 6 over 6 h and 30 min, 1 over 3 d and 6 h). O(alerts) per
 * record, memory 120 numbers a window. Known failure: with few requests a single error is a high burn rate.
 */
import {
  atLeast,
  between,
  check,
  insist,
  list,
  positive,
  type Range,
  readOptions,
  whole,
} from '../../base/options.ts';
import { type Micros, microsPerSecond, type Ratio } from '../../base/units.ts';
import { addCounts, badShare, createRollingCounts, type RollingCounts } from './rolling-counts.ts';

export interface AlertRule {
  /** Multiples of the rate that would spend the budget exactly in the window. */
  readonly burnRate: number;
  /** Long enough to mean something. */
  readonly long: Micros;
  /** Short enough to end the alert when the trouble has ended. */
  readonly short: Micros;
}

export interface ErrorBudgetOptions {
  /** Share of good events that was promised. */
  readonly objective: Ratio;
  /** In which it was promised, such as 30 days. */
  readonly window: Micros;
  readonly alerts?: readonly AlertRule[];
}

export interface ErrorBudget {
  readonly options: Required<ErrorBudgetOptions>;
  readonly whole: RollingCounts;
  readonly rules: { readonly rule: AlertRule; readonly long: RollingCounts; readonly short: RollingCounts }[];
}

const minute = 60 * microsPerSecond;

/** What a burn rate may be off by: 144 bad of 10,000 burn a budget of 0.001 at 14.4, not a little less. */
const roundingError = 1e-9;

/** The three rules of the SRE workbook, for a window of 30 days. */
export const workbookAlerts: readonly AlertRule[] = [
  { burnRate: 14.4, long: 60 * minute, short: 5 * minute },
  { burnRate: 6, long: 360 * minute, short: 30 * minute },
  { burnRate: 1, long: 3 * 1440 * minute, short: 360 * minute },
];

const objectiveRange: Range = {
  allows: (value) => typeof value === 'number' && value >= 0 && value < 1,
  words: 'at least 0, less than 1: an objective of 1 leaves no budget',
};

export function create(given: ErrorBudgetOptions): ErrorBudget {
  const options = readOptions<Required<ErrorBudgetOptions>, ErrorBudgetOptions>(
    given,
    { alerts: workbookAlerts },
    {
      objective: objectiveRange,
      window: positive,
      alerts: list('rules'),
    },
  );
  options.alerts.forEach((rule, place) => {
    readOptions(rule, {}, { burnRate: positive, long: positive, short: positive }, `alerts[${place}].`);
    insist(rule.short < rule.long, `alerts[${place}].short`, `less than long = ${rule.long}`, rule.short);
  });
  return {
    options,
    whole: createRollingCounts(options.window),
    rules: options.alerts.map((rule) => ({
      rule,
      long: createRollingCounts(rule.long),
      short: createRollingCounts(rule.short),
    })),
  };
}

/** So many events ended well and badly at `now`. */
export function record(
  s: ErrorBudget,
  now: Micros,
  events: { readonly good: number; readonly bad: number },
): void {
  check('good', events.good, whole(0));
  check('bad', events.bad, whole(0));
  addCounts(s.whole, now, events.good, events.bad);
  for (const { long, short } of s.rules) {
    addCounts(long, now, events.good, events.bad);
    addCounts(short, now, events.good, events.bad);
  }
}

/** Share of the window's budget that is left; negative when overspent. */
export function remaining(s: ErrorBudget, now: Micros): Ratio {
  return 1 - badShare(s.whole, now) / (1 - s.options.objective);
}

/** The rules that fire now, most urgent first as given. */
export function firing(s: ErrorBudget, now: Micros): readonly AlertRule[] {
  return s.rules
    .filter(({ rule, long, short }) => burns(s, rule, long, now) && burns(s, rule, short, now))
    .map(({ rule }) => rule);
}

function burns(s: ErrorBudget, rule: AlertRule, counts: RollingCounts, now: Micros): boolean {
  const rate = burnRate({ badShare: badShare(counts, now), objective: s.options.objective });
  return rate >= rule.burnRate * (1 - roundingError);
}

/** Multiples of the rate that would spend the budget exactly in the window. */
export function burnRate(given: { readonly badShare: Ratio; readonly objective: Ratio }): number {
  check('objective', given.objective, objectiveRange);
  check('badShare', given.badShare, between(0, 1));
  return given.badShare / (1 - given.objective);
}

/** How long a full budget lasts at a constant burn rate; Infinity at 0. */
export function timeToExhaust(given: { readonly burnRate: number; readonly window: Micros }): Micros {
  check('burnRate', given.burnRate, atLeast(0));
  check('window', given.window, positive);
  return given.window / given.burnRate;
}
