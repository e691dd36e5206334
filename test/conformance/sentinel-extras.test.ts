// sentinel.json, extras: what was recorded beside the 32 failovers: too few sentinels, no replica to promote, freezes
// (lost writes and partitions: sentinel-losses.test.ts). Each is made here a few dozen times; what was recorded must be among what happens here.
import { describe, expect, it } from 'vitest';
import { openRecording } from '../support/recording.ts';
import type { Lab } from '../support/sentinel-lab-types.ts';
import { kindOf, storyOf } from '../support/sentinel-order.ts';
import type { SentinelEvent } from '../support/sentinel-reference.ts';
import { eventsAfter, isAmong, runOn, settledLab, timeOf, timerPeriodMs } from '../support/sentinel-runs.ts';

const open = (key: string) => openRecording('sentinel.json', 'extras', key);
const noQuorum = open('noQuorum_1of3_quorum2');
const quorumOne = open('quorum1_1of3_alive');
const noReplica = open('noGoodSlave_bothReplicasDown');
const freezes = open('shortFreeze_downAfter1000');
const downAfterMs = 2000;
const seeds = Array.from({ length: 40 }, (_, index) => 9_000 + index);
const firstNodePort = 22001;

const among = `within what happens here, ${timerPeriodMs} ms aside`;

/** Kills `kills` at their times around the fault, in milliseconds, and the primary at 0. */
function struck(seed: number, kills: readonly (readonly [number, (lab: Lab) => void])[], quorum = 2): Lab {
  const lab = settledLab(seed, { downAfterMs, quorum });
  lab.faultAt += 4_000_000;
  const all = [...kills, [0, (one: Lab) => one.kill(0)] as const].sort((a, b) => a[0] - b[0]);
  for (const [ms, strike] of all) {
    runOn(lab, ms);
    strike(lab);
  }
  return lab;
}

/** When the sentinels were killed is not recorded; when they were suspected for it is. */
function sentinelKills(events: readonly SentinelEvent[]): [number, (lab: Lab) => void][] {
  const suspected = events.filter((event) => kindOf(event) === '+sdown sentinel');
  return suspected.map(([ms], place) => [ms - downAfterMs - 60, (lab) => lab.killSentinel(place + 1)]);
}

describe('too few sentinels', () => {
  it.each([0, 1, 2])(
    'one of three with quorum 2 only suspects; with a second one back they fail over (%i)',
    (place) => {
      const extras = noQuorum;
      const path = [place] as const;
      const told = extras.peek<SentinelEvent[]>(...path, 'events15s');
      const back = extras.input<number>(...path, 'secondSentinelBackAtMs');
      const labs = seeds.map((seed) => {
        const lab = struck(seed, sentinelKills(told));
        runOn(lab, back);
        const alone = eventsAfter(lab, 0);
        const primary = lab.sentinels[0]!.primary;
        lab.reviveSentinel(1);
        runOn(lab, back + 6000);
        const later = eventsAfter(lab, back).filter(([, , name]) => name !== '+slave');
        const end = later.findLastIndex(([, , name]) => name === '+switch-master');
        return { alone, primary, later: later.slice(0, end + 1) };
      });
      const kinds = (events: readonly SentinelEvent[]): string => events.map(kindOf).sort().join(', ');
      const holds = labs.every(({ alone }) => kinds(alone) === kinds(told));
      extras.judged([...path, 'events15s'], holds, 'the same events in every one of forty, and no others');
      extras.equal([...path, 'masterAddrAt15s'], firstNodePort + labs[0]!.primary);
      const switchedAfter = labs.map(({ later }) => timeOf(later, '+switch-master') - back);
      const switched = extras.peek<number>(...path, 'switchMasterAfterReturnMs');
      extras.judged([...path, 'switchMasterAfterReturnMs'], isAmong(switched, switchedAfter), among);
      const later = extras.peek<SentinelEvent[]>(...path, 'eventsAfter');
      for (const sentinel of [1, 2])
        expect(labs.map((lab) => storyOf(lab.later, sentinel))).toContain(storyOf(later, sentinel));
      extras.judged([...path, 'eventsAfter'], true, 'both sentinels’ sequences occur here');
    },
  );

  it.each([0, 1])('quorum 1 agrees alone, but one of three elects nobody (%i)', (place) => {
    const extras = quorumOne;
    const path = [place] as const;
    const told = extras.peek<SentinelEvent[]>(...path, 'events');
    const labs = seeds.map((seed) => {
      const lab = struck(seed, sentinelKills(told), 1);
      runOn(lab, told.at(-1)![0] + 1500);
      return { events: eventsAfter(lab, 0), primary: lab.sentinels[0]!.primary };
    });
    const mine = labs.filter(({ events }) => storyOf(events, 1) === storyOf(told, 1));
    expect(mine.length).toBeGreaterThan(seeds.length / 2);
    const holds = told.every(([ms], index) =>
      isAmong(
        ms,
        mine.map(({ events }) => events[index]![0]),
      ),
    );
    extras.judged([...path, 'events'], holds, `the sequence is the commonest here, and each time ${among}`);
    extras.equal([...path, 'masterAddr'], firstNodePort + labs[0]!.primary);
    extras.note(...path, 'note');
  });
});

it('no good replica: the leader gives up, and again two failover timeouts later', () => {
  const extras = noReplica;
  const path = [0] as const;
  const told = extras.peek<SentinelEvent[]>(...path, 'events');
  const stories = new Set<string>();
  const promoted = new Set<number>();
  for (let seed = 0; seed < 250; seed += 1) {
    const replicas = [1, 2].map((node) => [-4000, (lab: Lab) => lab.kill(node)] as const);
    const lab = struck(seed, replicas);
    runOn(lab, 15_300);
    for (const sentinel of [1, 2, 3]) stories.add(storyOf(eventsAfter(lab, 0), sentinel));
    promoted.add(lab.promotedAt.length);
  }
  const strange = [1, 2, 3].map((sentinel) => storyOf(told, sentinel)).filter((story) => !stories.has(story));
  expect(strange).toEqual([]);
  extras.judged([...path, 'events'], true, 'each sentinel’s sequence occurs here');
  expect([...promoted]).toEqual([0]);
  extras.equal([...path, 'masterAddr'], firstNodePort);
});

describe('a frozen primary, down-after 1 s', () => {
  const frozen = (
    seed: number,
    ms: number,
  ): { sdown: number[]; odown: number[]; switched: boolean; primary: number } => {
    const lab = settledLab(seed, { downAfterMs: 1000 });
    lab.hang(0);
    runOn(lab, ms);
    lab.resume(0);
    runOn(lab, 8000);
    const events = eventsAfter(lab, 0);
    const of = (kind: string): number[] => events.filter((event) => kindOf(event) === kind).map(([at]) => at);
    const primary = lab.sentinels[0]!.primary;
    return { sdown: of('+sdown master'), odown: of('+odown master'), switched: primary !== 0, primary };
  };

  it.each(Array.from({ length: 12 }, (_, place) => place))('freeze %i', (place) => {
    const extras = freezes;
    const path = [place] as const;
    const freezeMs = extras.input<number>(...path, 'freezeMs');
    const ours = seeds.map((seed) => frozen(seed, freezeMs));
    expect(new Set(ours.map(({ switched }) => switched)).size).toBe(1);
    extras.equal([...path, 'switched'], ours[0]!.switched);
    const ports = ours.map(({ primary }) => firstNodePort + primary);
    extras.judged(
      [...path, 'master'],
      ports.includes(extras.peek(...path, 'master')),
      'one of those promoted here',
    );
    for (const which of ['sdown', 'odown'] as const) {
      const told = extras.peek<number[]>(...path, which);
      const counts = new Set(ours.map((one) => one[which].length));
      const holds =
        counts.has(told.length) &&
        told.every((ms) =>
          isAmong(
            ms,
            ours.flatMap((one) => one[which]),
          ),
        );
      extras.judged([...path, which], holds, `as many as here, and each time ${among}`);
    }
  });

  it('in between, the phase of the PINGs decides: suspected in a share of (freeze − down-after) / 1 s', () => {
    const shareOf = (ms: number): number =>
      seeds.filter((seed) => frozen(seed, ms).sdown.length > 0).length / seeds.length;
    expect(shareOf(1250)).toBeGreaterThan(0.05);
    expect(shareOf(1250)).toBeLessThan(0.45);
    expect(shareOf(1750)).toBeGreaterThan(0.55);
    expect(shareOf(2200)).toBe(1);
  });
});

it('skips nothing', () => {
  for (const recording of [noQuorum, quorumOne, noReplica, freezes]) recording.expectNothingSkipped();
});
