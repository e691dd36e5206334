/** The table of every kill for people. No cell is a bare zero: what was never seen says in how many runs. */
import { type Micros, type Ratio, secondsFromMicros } from '../base/units.ts';
import { classNoun } from '../i18n/class-noun.ts';
import { grouped, millis, percent, plain, seconds } from '../i18n/format.ts';
import { type KillText, killText } from '../i18n/kill-text.ts';
import type { Language } from '../i18n/language.ts';
import { textsOf } from '../i18n/texts.ts';
import type { KillReport, KillRow } from '../lab/kill-report.ts';
import { neverSeenBound } from '../lab/statistics.ts';
import type { CountSummary, TimeSummary } from '../lab/summaries.ts';
import { table } from './table.ts';

export function killReportText(report: KillReport, language: Language): string {
  const text = killText[language];
  const { scenario, seed, seeds, kills, faultAfter, until } = report;
  if (seeds === 0) return `${text.nothingComplete}\n`;
  const fault = text.faults[report.fault];
  const seedRange = seeds === 1 ? `${seed}` : `${seed} … ${seed + seeds - 1}`;
  const strikes = `${plain(secondsFromMicros(faultAfter))}–${plain(secondsFromMicros(faultAfter) + 1)} s`;
  const lines = [
    text.heading(scenario, fault, seedRange, kills.length * seeds, seeds),
    text.method(strikes, `${plain(secondsFromMicros(until))} s`),
    text.intervals(seeds),
    text.never(seeds, boundText(neverSeenBound(seeds))),
    text.beyond(windowOf(report)),
    '',
    killTable(report, language).trimEnd(),
    '',
    undisturbedLine(report, language),
  ];
  if (report.spared.length > 0) lines.push(text.spared(fault, report.spared.join(', ')));
  return `${lines.join('\n')}\n`;
}

const windowOf = ({ watched }: KillReport): string => `${plain(secondsFromMicros(watched))} s`;

function killTable(report: KillReport, language: Language): string {
  const { columns } = killText[language];
  const { component, requests, failed, downtime, detected, recovered, lostWrites, lostSessions } = columns;
  const hasSessions = report.kills.some((row) => row.lostSessions.neverSeenBound === undefined);
  const head = [component, requests, failed, downtime, detected, recovered, lostWrites];
  const rows = report.kills.flatMap((row) => rowsOf(row, report, language, hasSessions));
  return table([hasSessions ? [...head, lostSessions] : head, ...rows]);
}

/** A line per class, or one for all if none felt anything; what belongs to the whole kill stands in the first. */
function rowsOf(row: KillRow, report: KillReport, language: Language, hasSessions: boolean): string[][] {
  const text = killText[language];
  const nounOf = (id: string): string => classNoun(id, textsOf(language).screen, report).many;
  const window = windowOf(report);
  const isUnharmed = row.classes.every(({ failed, downtimeSeconds, recovered }) =>
    [failed, downtimeSeconds, recovered].every((one) => one.neverSeenBound !== undefined),
  );
  const lines = isUnharmed ? row.classes.slice(0, 1) : row.classes;
  return lines.map(({ id, failed, downtimeSeconds, recovered }, index) => [
    index === 0 ? row.component : '',
    isUnharmed ? row.classes.map((one) => nounOf(one.id)).join(text.comma) : nounOf(id),
    countCell(failed, text),
    countCell(downtimeSeconds, text, ' s'),
    index === 0 ? timeCell(row.detected, window, text) : '',
    timeCell(recovered, window, text),
    index === 0 ? countCell(row.lostWrites, text) : '',
    index === 0 && hasSessions ? countCell(row.lostSessions, text) : '',
  ]);
}

/** Rounded up: a bound that is too high is still one. */
const boundText = (share: Ratio): string => (share < 0.1 ? percent(share) : `${Math.ceil(share * 100)} %`);

function countCell(summary: CountSummary, text: KillText, unit = ''): string {
  const { mean, halfWidth, neverSeenBound: bound, counted } = summary;
  if (bound !== undefined) return text.noneIn(counted.length, boundText(bound));
  if (halfWidth === undefined) return `${amount(mean, 0)}${unit} ${text.oneRun}`;
  const digits = Math.abs(mean) >= 100 ? 0 : 1;
  return `${amount(mean, digits)} ± ${amount(halfWidth, digits)}${unit}`;
}

/** Grouped, with the given number of decimals; a minus sign as elsewhere. */
function amount(value: number, digits: 0 | 1): string {
  const whole = Number(value.toFixed(digits));
  if (digits === 0) return grouped(whole);
  return whole < 0 ? `−${(-whole).toFixed(1)}` : Math.abs(whole).toFixed(1);
}

function timeCell(summary: TimeSummary, window: string, text: KillText): string {
  const { runs, beyond, median, low, high, neverSeenBound: bound, values } = summary;
  const all = values.length;
  if (bound !== undefined) return text.noOutage(all, boundText(bound));
  if (beyond === runs) return text.late(window, beyond, all);
  const [middle, from, to] = [median, low, high].map((micros = 0) =>
    micros === Number.POSITIVE_INFINITY ? `> ${window}` : timeText(micros),
  ) as [string, string, string];
  const unit = to.slice(to.lastIndexOf(' '));
  const range = runs === 1 ? '' : ` (${from.endsWith(unit) ? from.slice(0, -unit.length) : from}–${to})`;
  const time = all === 1 ? `${middle} ${text.oneRun}` : `${middle}${range}`;
  const share = runs < all ? text.share(time, runs, all) : time;
  return beyond > 0 ? `${share}${text.comma}${text.late(window, beyond, all)}` : share;
}

const timeText = (micros: Micros): string => (micros < 999_500 ? millis(micros / 1_000) : seconds(micros));

function undisturbedLine(report: KillReport, language: Language): string {
  const text = killText[language];
  const { kills, seeds } = report;
  const perRun = ({ undisturbed }: CountSummary): string =>
    plain(undisturbed.reduce((sum, count) => sum + count, 0) / seeds);
  const any = kills[0];
  if (any === undefined) return '';
  const classes = any.classes.map(({ id, failed, downtimeSeconds }) =>
    text.undisturbedClass(
      classNoun(id, textsOf(language).screen, report).many,
      perRun(failed),
      `${perRun(downtimeSeconds)} s`,
    ),
  );
  return text.undisturbed(classes, perRun(any.lostWrites));
}
