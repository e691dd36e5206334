// sentinel.json, summary and model: the least, median, most and mean of each phase over eight recorded runs (over 24 and
// 48 for the model) against the same figures of thousands of groups of as many runs made here: each recorded figure must
// be one that such a group gives; least and most, which one lost run of a timer decides, give or take that run of 100 ms.
// SHOW=1 prints the book.
import { describe, expect, it } from 'vitest';
import { mulberry } from '../support/mulberry.ts';
import { openRecording } from '../support/recording.ts';
import { type SentinelRun, sentinelCells, sentinelRecording } from '../support/sentinel-reference.ts';
import { isAmong, leaderOf, simulateRun, timerPeriodMs, writerOf } from '../support/sentinel-runs.ts';

interface Figures {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly mean: number;
}

const runsPerCell = 300;
const groups = 4000;
const random = mulberry(20_261_123);
const pools = sentinelCells.map((cell) => ({
  ...cell,
  runs: Array.from({ length: runsPerCell }, (_, run) => simulateRun(cell, run)),
}));

const firstOf = (run: SentinelRun, name: string, by?: (sentinel: number) => boolean): number =>
  run.events.find((event) => event[2] === name && (by?.(event[1]) ?? true))?.[0] ?? Number.NaN;
const milestones = [
  '+sdown',
  '+odown',
  '+try-failover',
  '+elected-leader',
  '+selected-slave',
  '+promoted-slave',
  '+switch-master',
];
const measures: Record<string, (run: SentinelRun, index: number) => number> = {
  ...Object.fromEntries(milestones.map((name) => [name, (run: SentinelRun) => firstOf(run, name)])),
  'odown-sdown': (run) => firstOf(run, '+odown') - firstOf(run, '+sdown'),
  'elected-try': (run) => firstOf(run, '+elected-leader') - firstOf(run, '+try-failover'),
  'promoted-elected': (run) => firstOf(run, '+promoted-slave') - firstOf(run, '+elected-leader'),
  'leader switch-master minus followers': (run) => {
    const leader = leaderOf(run);
    const own = firstOf(run, '+switch-master', (sentinel) => sentinel === leader);
    return own - firstOf(run, '+switch-master', (sentinel) => sentinel !== leader);
  },
  newPrimaryAcceptsWrites: (run) => run.firstWriteAcceptedByNewPrimaryMs,
  idealWriterGapMs: (run, index) => writerOf(run, index / runsPerCell).gapMs,
};

function figuresOf(values: readonly number[]): Figures {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const isOdd = sorted.length % 2 === 1;
  return {
    min: sorted[0]!,
    median: isOdd ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2,
    max: sorted.at(-1)!,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
  };
}

/** `count` of `values` by chance, many times, and what each such group gives. */
function ofGroups<Value>(
  values: readonly number[],
  count: number,
  give: (group: number[]) => Value,
): Value[] {
  return Array.from({ length: groups }, () =>
    give(Array.from({ length: count }, () => values[Math.floor(random() * values.length)]!)),
  );
}

const among = `among those of ${groups} groups of as many runs here`;

function judgeFigures(
  recording: ReturnType<typeof openRecording>,
  path: readonly (string | number)[],
  values: readonly number[],
  count: number,
): void {
  const ours = ofGroups(values, count, figuresOf);
  for (const which of ['min', 'median', 'max', 'mean'] as const) {
    const theirs = recording.peek<number>(...path, which);
    const room = which === 'min' || which === 'max' ? timerPeriodMs : 0;
    const holds = isAmong(
      theirs,
      ours.map((figures) => figures[which]),
      room,
    );
    recording.judged([...path, which], holds, `${theirs} ${among}`);
  }
}

describe('sentinel.json summary', () => {
  const recording = openRecording('sentinel.json', 'summary');
  const recorded = sentinelRecording().runs;

  it.each(pools)('$fault, down-after $downAfter ms', ({ fault, downAfter, runs }) => {
    const cell = `${downAfter}/${fault}`;
    const theirs = recorded.filter((run) => run.fault === fault && run.downAfter === downAfter);
    for (const [name, measure] of Object.entries(measures)) {
      judgeFigures(recording, [cell, name], runs.map(measure), 8);
      // Our reading of a measure is the recorder's: it gives its figures from its own runs.
      if (name === 'idealWriterGapMs') continue;
      const { min, max, median } = figuresOf(theirs.map(measure));
      expect({ min, max, median }, name).toEqual({
        min: recording.peek(cell, name, 'min'),
        max: recording.peek(cell, name, 'max'),
        median: recording.peek(cell, name, 'median'),
      });
    }
    const candidates = (run: SentinelRun): number =>
      run.events.filter(([, , name]) => name === '+try-failover').length;
    const twice = runs.map((run) => (candidates(run) > 1 ? 1 : 0));
    const counts = ofGroups(twice, 8, (group) => group.reduce<number>((sum, one) => sum + one, 0));
    const told = recording.peek<number>(cell, 'runsWithTwoCandidates');
    recording.judged([cell, 'runsWithTwoCandidates'], isAmong(told, counts, 0), `${told} ${among}`);
    recording.input(cell, 'n');
    const library = 'the client library’s own reconnecting and waiting, in which no sentinel has a part';
    for (const key of ['ioredisArticleGapMs', 'ioredisFailoverDetectorGapMs'])
      recording.notComparable([cell, key], library);
    recording.notComparable([cell, '+switch-master events seen by the ioredis client'], library);
    for (const key of ['ackedWrites', 'lostAckedWrites'])
      recording.notComparable(
        [cell, key],
        'the sum over the runs, each of which is compared or declared by itself',
      );
  });

  it('skips nothing', () => recording.expectNothingSkipped());
});

describe('sentinel.json model', () => {
  const recording = openRecording('sentinel.json', 'model');
  const all = pools.flatMap(({ runs }) => runs);
  const sinceElected = (name: string) => (run: SentinelRun) =>
    firstOf(run, name) - firstOf(run, '+elected-leader');
  const suspicions = (fault: string): number[] =>
    all.filter((run) => run.fault === fault).map((run) => firstOf(run, '+sdown') - run.downAfter);

  it('offsets', () => {
    judgeFigures(recording, ['sdown - down-after, SIGSTOP (n=24)'], suspicions('STOP'), 24);
    judgeFigures(recording, ['sdown - down-after, SIGKILL (n=24)'], suspicions('KILL'), 24);
    judgeFigures(recording, ['odown - sdown (n=48)'], all.map(measures['odown-sdown']!), 48);
    const elected = all.map((run) => firstOf(run, '+elected-leader') - firstOf(run, '+odown'));
    judgeFigures(recording, ['elected - odown'], elected, 48);
    const writable = all.map((run) => run.firstWriteAcceptedByNewPrimaryMs - firstOf(run, '+elected-leader'));
    judgeFigures(recording, ['new primary accepts writes - elected'], writable, 48);
    judgeFigures(recording, ['switch-master(first) - elected'], all.map(sinceElected('+switch-master')), 48);
  });

  it('suspicion of a hung primary is as near to uniform over a PING period as recorded', () => {
    const distances = ofGroups(suspicions('STOP'), 24, (group) => {
      const sorted = group.toSorted((a, b) => a - b);
      return Math.max(
        ...sorted.map((value, place) => {
          const share = Math.min(1, Math.max(0, value / 1000));
          return Math.max(Math.abs(share - place / 24), Math.abs((place + 1) / 24 - share));
        }),
      );
    });
    const path = ['ks uniform(0,1000) for STOP'];
    const told = recording.peek<number>(...path, 'statistic');
    recording.judged([...path, 'statistic'], isAmong(told, distances, 0), `${told} ${among}`);
    recording.notComparable([...path, 'p'], 'follows from the statistic and its 24 values');
    recording.note('model');
  });

  it('skips nothing', () => recording.expectNothingSkipped());
});

describe('sentinel.json, the rest of it', () => {
  it('no order was violated there, nor here', () => {
    const recording = openRecording('sentinel.json', 'orderViolations');
    const ours = pools.flatMap(({ runs }) =>
      runs.filter((run) =>
        milestones.some(
          (name, place) => place > 0 && firstOf(run, milestones[place - 1]!) > firstOf(run, name),
        ),
      ),
    );
    recording.equal([], ours);
    recording.expectNothingSkipped();
  });

  it('has no part that no test opens', () => {
    const told = Object.keys(sentinelRecording());
    // The version and the format of an event are text; runs and extras have a file each.
    expect(told.sort()).toEqual([
      'eventFormat',
      'extras',
      'model',
      'orderViolations',
      'runs',
      'summary',
      'version',
    ]);
  });
});
