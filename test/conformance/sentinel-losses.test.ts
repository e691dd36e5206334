// sentinel.json, extras: writes lost with an injected lag, and to a partition. What a replica lacks when it is promoted is
// the replication log's part, when it is promoted the sentinels'.
import { describe, expect, it } from 'vitest';
import { replicationLog } from '../../src/algorithms/index.ts';
import { openRecording } from '../support/recording.ts';
import { kindOf, storyOf } from '../support/sentinel-order.ts';
import type { SentinelEvent } from '../support/sentinel-reference.ts';
import { eventsAfter, isAmong, runOn, settledLab, timeOf, timerPeriodMs } from '../support/sentinel-runs.ts';

const downAfterMs = 2000;
const seeds = Array.from({ length: 40 }, (_, index) => 9_000 + index);
const among = `within what happens here, ${timerPeriodMs} ms aside`;

describe('writes lost to lag', () => {
  const extras = openRecording('sentinel.json', 'extras', 'lostWrites_replicationDelay');

  /** Writes each 5 ms reach the replica `delayMs` later; the primary dies `phaseMs` after the last one. */
  const lost = (writes: number, delayMs: number, phaseMs: number): { lost: number; areLast: boolean } => {
    const log = replicationLog.create({});
    let replica: replicationLog.Position = { lineage: 0, offset: 0 };
    const diedAt = writes * 5 + phaseMs;
    for (let write = 1; write <= writes; write += 1) {
      replicationLog.append(log);
      replicationLog.acknowledge(log, 0, write);
      if (write * 5 + delayMs <= diedAt) replica = replicationLog.applyUpTo(log, replica, write);
    }
    const count = replicationLog.promote(log, replica).lost;
    return { lost: count, areLast: replica.offset === writes - count };
  };

  it.each(Array.from({ length: 12 }, (_, place) => place))('run %i', (place) => {
    const path = ['runs', place] as const;
    const delayMs = extras.input<number>(...path, 'delayMs');
    const acked = extras.input<number>(...path, 'acked');
    const ours = [0.5, 1.5, 2.5, 3.5, 4.5].map((phase) => lost(acked, delayMs, phase));
    const told = extras.peek<number>(...path, 'lost');
    // The client's period was 5 ms and a timer's lateness: one write less in the longer delays.
    const counts = ours.flatMap((one) => (delayMs > 0 ? [one.lost, one.lost - 1] : [one.lost]));
    extras.judged(
      [...path, 'lost'],
      counts.includes(told),
      'as many as the log loses at some phase of the client',
    );
    extras.equal(
      [...path, 'lostAreTheLastOnes'],
      delayMs === 0 ? null : ours.every(({ areLast }) => areLast),
    );
    const switches = seeds.map((seed) => {
      const lab = settledLab(seed, { downAfterMs, extraDelayMs: delayMs });
      lab.kill(0);
      runOn(lab, 6000);
      return timeOf(eventsAfter(lab, 0), '+switch-master');
    });
    extras.judged([...path, 'switchMs'], isAmong(extras.peek(...path, 'switchMs'), switches), among);
    extras.note(...path, 'expected');
    if (place === 0) extras.note('desc');
  });

  it('skips nothing', () => extras.expectNothingSkipped());
});

describe('a primary cut off from all but its client for 15 s', () => {
  const extras = openRecording('sentinel.json', 'extras', 'partition');
  const healMs = 15_000;
  const kinds = ['+sdown', '+odown', '+elected-leader', '+selected-slave', '+promoted-slave', '-odown'];
  const listed = [...kinds, '+switch-master', '-sdown', '+convert-to-slave'];
  const labs = Array.from({ length: 250 }, (_, seed) => {
    const lab = settledLab(seed, { downAfterMs });
    lab.cut((from, to) => (from === 'n0') !== (to === 'n0'));
    runOn(lab, healMs);
    const roles = lab.nodes.map(({ role }) => role);
    lab.cut(() => false);
    lab.resetLinks(0);
    runOn(lab, 26_000);
    const all = eventsAfter(lab, 0).filter(([, , name]) => listed.includes(name));
    const end = all.findIndex(([, , name]) => name === '+convert-to-slave');
    return { events: all.slice(0, end + 1), roles, primary: lab.sentinels[0]!.primary };
  });

  it.each([0, 1, 2, 3])('run %i', (place) => {
    const path = ['runs', place] as const;
    const told = extras.peek<SentinelEvent[]>(...path, 'events');
    const stories = new Set(
      labs.flatMap(({ events }) => [1, 2, 3].map((sentinel) => storyOf(events, sentinel))),
    );
    const strange = [1, 2, 3]
      .map((sentinel) => storyOf(told, sentinel))
      .filter((story) => !stories.has(story));
    expect(strange).toEqual([]);
    const holds = told.every((event) => {
      const alike = labs.flatMap(({ events }) => events.filter((one) => kindOf(one) === kindOf(event)));
      return isAmong(
        event[0],
        alike.map(([ms]) => ms),
      );
    });
    extras.judged([...path, 'events'], holds, `each sentinel’s sequence occurs here, and each time ${among}`);
    const amongOurs = (key: string, ours: number[]): void =>
      extras.judged([...path, key], isAmong(extras.peek(...path, key), ours), among);
    amongOurs(
      'switchMasterMs',
      labs.map(({ events }) => timeOf(events, '+switch-master')),
    );
    const converted = labs.map(({ events }) => timeOf(events, '+convert-to-slave'));
    amongOurs(
      'becameReplicaAfterHealMs',
      converted.map((ms) => ms - healMs),
    );
    extras.equal(
      [...path, 'newPrimaryRoleDuringPartition'],
      labs.every(({ roles, primary }) => roles[primary] === 'primary') ? 'master' : 'slave',
    );
    const isDefault = extras.input<string>(...path, 'config') === 'default';
    extras.input(...path, 'healAtMs');
    const { acknowledgedAfterPartition } = extras.peek<{ acknowledgedAfterPartition: number }>(
      ...path,
      'oldPrimary',
    );
    const survivors = survivorsOf(acknowledgedAfterPartition);
    extras.equal([...path, 'ofThoseOnNewPrimaryAtTheEnd'], survivors);
    extras.equal([...path, 'lost'], acknowledgedAfterPartition - survivors);
    for (const key of ['lastAckMs', 'firstErrorMs']) {
      // With min-replicas the data node itself refuses writes, seconds before any sentinel acts.
      if (isDefault)
        extras.judged(
          [...path, 'oldPrimary', key],
          isAmong(extras.peek(...path, 'oldPrimary', key), converted),
          among,
        );
      else
        extras.notComparable(
          [...path, 'oldPrimary', key],
          'min-replicas-max-lag is the data node’s own rule',
        );
    }
    extras.input(...path, 'oldPrimary', 'acknowledgedAfterPartition');
    for (const key of ['firstError', 'results'])
      extras.notComparable([...path, 'oldPrimary', key], 'what a client was told, and at its pace');
    if (place === 0) extras.note('desc');
  });

  /** Writes taken by a superseded primary that are left when it follows the new one. */
  function survivorsOf(writes: number): number {
    const log = replicationLog.create({});
    replicationLog.promote(log, { lineage: 0, offset: 0 });
    for (let write = 1; write <= writes; write += 1) replicationLog.append(log, 0);
    return replicationLog.follow(log, { lineage: 0, offset: writes }).offset;
  }

  it('skips nothing', () => extras.expectNothingSkipped());
});
