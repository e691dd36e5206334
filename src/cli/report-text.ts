/** The report for people: totals, failures by cause and root, the story, the components. */
import { microsFromMillis } from '../base/units.ts';
import { classNoun } from '../i18n/class-noun.ts';
import { duration, grouped, millis, percent, percentOf, plain, rate, wholeClock } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import { narrate, type StoryLine } from '../i18n/narrate.ts';
import { reportText } from '../i18n/report-text.ts';
import { aftermath, aftermathTitle } from '../i18n/story/aftermath-text.ts';
import { textsOf } from '../i18n/texts.ts';
import { shownValue } from '../scenario/problem-text.ts';
import { playedSpan } from '../scenario/tape/make-tape.ts';
import { failuresByRoot, type Outcome, summed } from './outcome.ts';
import { table } from './table.ts';

export function reportForPeople(outcome: Outcome, language: Language): string {
  const text = reportText[language];
  const { totals } = outcome;
  const lines = narrate(outcome.story, language, outcome.blueprint);
  const degraded = totals.classes.reduce((sum, one) => sum + one.degraded, 0);
  return [
    `${text.heading(outcome.scenario, outcome.seed, duration(totals.time), grouped(totals.events))}\n`,
    `${text.trace} ${outcome.traceHash}\n`,
    tapeLines(outcome, language),
    '\n',
    requestTable(outcome, language),
    '\n',
    failureLines(outcome, lines, language),
    text.data(grouped(totals.lostWrites), grouped(totals.splitBrainWrites)),
    degraded === 0 ? '' : text.degraded(grouped(degraded)),
    `\n${text.unknown(grouped(totals.outcomeUnknown), grouped(totals.doneTwice))}\n\n`,
    storyLines(outcome, lines, language),
    '\n',
    componentTable(outcome, language),
  ].join('');
}

function tapeLines({ replayed }: Outcome, language: Language): string {
  if (replayed === undefined) return '';
  const text = reportText[language].tape;
  const { traffic, tape } = replayed;
  const { keyCount, clientCount, reads, writes, lines } = traffic;
  const { malformed, firstMalformed, noRequest, firstNoRequest, nulBytes, firstNulLine } = traffic;
  const { fileName, requests, speedup, gapMaxMillis } = tape;
  const gap = gapMaxMillis === undefined ? undefined : duration(microsFromMillis(gapMaxMillis));
  const held = text.holds(
    grouped(requests),
    grouped(reads),
    grouped(writes),
    grouped(keyCount),
    grouped(clientCount),
  );
  const played = text.played(duration(playedSpan(traffic, tape)), plain(speedup), gap);
  const leftOut = [
    firstMalformed &&
      text.malformed(grouped(malformed), grouped(lines), firstMalformed.line, firstMalformed.text),
    firstNoRequest &&
      text.noRequest(grouped(noRequest), grouped(lines), firstNoRequest.line, firstNoRequest.text),
    firstNulLine && text.nuls(grouped(nulBytes), firstNulLine),
  ]
    .map((line) => (line ? `  ${line}\n` : ''))
    .join('');
  return `${text.name} ${shownValue(fileName)} · ${tape.contentHash.slice(0, 19)}…\n  ${held}\n  ${played}\n${leftOut}`;
}

function requestTable({ classes, latencies, blueprint }: Outcome, language: Language): string {
  const { columns } = reportText[language];
  const words = textsOf(language).screen;
  const head = [
    columns.requests,
    columns.arrived,
    columns.ok,
    columns.failed,
    columns.inFlight,
    columns.availability,
    columns.downtime,
    columns.latency,
  ];
  const rows = classes.map(({ id, arrived, ok, failed, inFlight, downtimeSeconds }) => {
    const latency = latencies[id];
    const quantiles =
      latency && ok > 0 ? [latency.p50, latency.p95, latency.p99].map(millis).join(' · ') : '–';
    return [
      classNoun(id, words, blueprint).many,
      ...[arrived, ok, failed, inFlight].map(grouped),
      percentOf(ok, ok + failed),
      wholeClock(downtimeSeconds),
      quantiles,
    ];
  });
  return table([head, ...rows]);
}

function failureLines(outcome: Outcome, lines: readonly StoryLine[], language: Language): string {
  const text = reportText[language];
  const { causes } = textsOf(language).screen;
  // What is one line of the story is one root: failures of its events are added up.
  const whatOf = new Map(lines.flatMap(({ ids, what }) => ids.map((id) => [String(id), what] as const)));
  const line = (name: string, counts: Record<string, number>, wordOf: (key: string) => string): string => {
    const worded = Object.entries(counts).map(([key, count]) => ({ [wordOf(key)]: count }));
    const parts = Object.entries(summed(worded))
      .sort((a, b) => b[1] - a[1])
      .map(([word, count]) => `${word} ${grouped(count)}`);
    return `${name}${text.colon}${parts.length === 0 ? text.none : parts.join(' · ')}\n`;
  };
  const rootWord = (key: string): string => whatOf.get(key) ?? text.unattributed;
  const byCause = summed(outcome.classes.map((one) => one.failuresByCause));
  return (
    line(text.byCause, byCause, (key) => causes[key] ?? key) +
    line(text.byRoot, failuresByRoot(outcome), rootWord)
  );
}

function storyLines(
  { story, blueprint, classes }: Outcome,
  lines: readonly StoryLine[],
  language: Language,
): string {
  const text = reportText[language];
  if (story.length === 0) return `${text.story}\n  ${text.nothingHappened}\n`;
  const comma = language === 'zh' ? '，' : ', ';
  const rows = lines.map((line) => {
    const sentence = [line.what, line.because, line.so].filter((part) => part !== undefined).join(comma);
    const tryOut = line.tryOut ? `  [${text.tryOut}${text.colon}${line.tryOut.text}]` : '';
    return `  ${line.when.padStart(12)}  ${sentence}${tryOut}\n`;
  });
  const left = aftermath(story, language, blueprint, classes);
  const rest =
    left.length === 0 ? '' : `\n${aftermathTitle(language)}\n${left.map((line) => `  ${line}\n`).join('')}`;
  return `${text.story}\n${rows.join('')}${rest}`;
}

function componentTable({ components }: Outcome, language: Language): string {
  const { columns } = reportText[language];
  const head = [
    columns.component,
    columns.utilization,
    columns.inSystem,
    columns.waiting,
    columns.throughput,
    columns.errors,
  ];
  const rows = components.map((one) => [
    one.id,
    percent(one.utilization),
    one.meanInSystem.toFixed(2),
    millis(one.waitingMillis.mean),
    rate(one.throughputPerSecond),
    grouped(Object.values(one.errorsByCause).reduce((sum, count) => sum + count, 0)),
  ]);
  return table([head, ...rows]);
}
