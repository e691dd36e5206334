// The 32 recorded failovers of Redis Sentinel 7.0.15: the book of what each value was compared with. Events and times are
// compared with thousands of simulated failovers by statistics (test/stats/sentinel-runs.ts), whose verdicts stand in
// docs/figures.json; what needs no simulation is compared here. SHOW=1 prints the book.
import { describe, expect, it } from 'vitest';
import { replicationLog } from '../../src/algorithms/index.ts';
import { readFigures } from '../stats/figures-file.ts';
import { openRecording } from '../support/recording.ts';
import type { SentinelRun } from '../support/sentinel-reference.ts';
import { leaderOf } from '../support/sentinel-runs.ts';

interface RecordedRun extends SentinelRun {
  readonly rejoin: boolean;
}

const figures = readFigures();
const recording = openRecording('sentinel.json', 'runs');
const recorded = recording.peek<RecordedRun[]>();
const places = recorded.map((_, place) => place);

const statisticOf = ({ fault, rejoin }: RecordedRun): string =>
  `sentinel-runs/${fault.toLowerCase()}${rejoin ? '-and-return' : ''}`;

/** Whether the figure exists, judged, and its verdict holds; test/stats shows that it is not out of date. */
function holdsThere(run: RecordedRun, name: string): boolean {
  const entry = figures.find((one) => one.name === statisticOf(run));
  return entry?.figures.find((figure) => figure.name.startsWith(name))?.verdict === 'holds';
}

describe('recorded failovers', () => {
  it.each(places)('run %i', (place) => {
    const run = recorded[place]!;
    const by = `docs/figures.json, ${statisticOf(run)}`;
    const eventsHold = [
      'recorded sequences',
      'recorded events',
      'recorded runs that keep every order',
      'orders of the protocol',
      'recorded times',
    ].every((name) => holdsThere(run, name));
    recording.judged([place, 'events'], eventsHold, by);
    const timesHold = holdsThere(run, 'recorded times');
    recording.judged([place, 'firstWriteAcceptedByNewPrimaryMs'], timesHold, by);
    recording.judged([place, 'writer', 'gapMs'], timesHold, by);
    recording.judged([place, 'writer', 'firstAckAfterMs'], timesHold, by);
    recording.judged(
      [place, 'lostAckedWrites'],
      lostWithoutLag() === 0,
      'a log replicated at once loses nothing',
    );
    for (const key of ['fault', 'downAfter', 'run', 'rejoin']) recording.input(place, key);
    recording.input(place, 'writer', 'lastAckBeforeMs');
    const library = 'the client library’s own reconnecting and waiting, in which no sentinel has a part';
    for (const key of ['ioredisArticle', 'ioredisFailoverDetector'])
      recording.notComparable([place, key], library);
    recording.notComparable([place, 'ackedWrites'], 'a client’s pace, and how long it was let run');
  });
});

/** Acknowledged writes lost if the replica has everything the moment it is written. */
function lostWithoutLag(): number {
  const log = replicationLog.create({});
  let replica: replicationLog.Position = { lineage: 0, offset: 0 };
  for (let write = 1; write <= 100; write += 1) {
    replicationLog.append(log);
    replica = replicationLog.applyUpTo(log, replica, write);
    replicationLog.acknowledge(log, 0, write);
  }
  return replicationLog.promote(log, replica).lost;
}

describe('the returned old primary', () => {
  it.each(places.filter((place) => recorded[place]!.rejoin))('of run %i', (place) => {
    const run = recorded[place]!;
    const path = [place, 'rejoinDetail'];
    const by = `docs/figures.json, ${statisticOf(run)}`;
    const converts = holdsThere(run, 'runs in which one or two') && holdsThere(run, 'return to conversion');
    recording.judged([...path, 'convertEvents'], converts, by);
    recording.judged([...path, 'firstReadOnlyAfterBackMs'], holdsThere(run, 'return to read-only'), by);
    recording.equal([...path, 'ofThoseSurvivingOnNewPrimary'], survivors());
    recording.input(...path, 'backAtMs');
    recording.notComparable(
      [...path, 'writesAcceptedByReturnedOldPrimary'],
      'a client’s pace; how long is compared',
    );
    recording.notComparable(
      [...path, 'replicaLinkUpAfterBackMs'],
      'the data node’s synchronization, not modelled',
    );
    for (const key of ['ioredisArticle', 'ioredisFailoverDetector'])
      recording.notComparable([...path, key], 'the client library’s choice of where to write');
  });

  it('came back 2.61 s after the leader’s switch each time: links made anew at the switch were in step with it', () => {
    for (const run of recorded.filter(({ rejoin }) => rejoin)) {
      const leader = leaderOf(run);
      const switched = run.events.find(([, by, name]) => by === leader && name === '+switch-master')![0];
      expect(Math.abs(run.rejoinDetail!.backAtMs - switched - 2610)).toBeLessThan(20);
    }
  });
});

/** Of writes that a superseded primary took in its own history, those left when it follows the new one. */
function survivors(): number {
  const log = replicationLog.create({});
  for (let write = 1; write <= 10; write += 1) replicationLog.append(log);
  const old = { lineage: 0, offset: 10 };
  replicationLog.promote(log, { lineage: 0, offset: 10 });
  for (let write = 1; write <= 5; write += 1) replicationLog.append(log, old.lineage);
  return replicationLog.follow(log, { lineage: 0, offset: 15 }).offset - 10;
}

it('skips nothing', () => {
  recording.expectNothingSkipped();
});
