// Public reports about Redis Sentinel, played: what a lone or returning sentinel can still do, and that a node too slow to
// answer its PINGs is replaced. No users unless they make the trouble: no draw of theirs moves a sentinel.
import { vertical } from '../../src/scenario/templates/vertical.ts';
import { eventsOf, runLab, seconds } from '../support/engine-lab.ts';
import { count, mean } from './judge.ts';
import { type Figure, type Statistic, statistic } from './statistic.ts';

const baseSeed = 20_261_130;
const runs = 40;

/** Micros, spread evenly over a second, so that no phase of a timer is favoured. */
const spread = (seed: number): number =>
  seconds(5) + Math.round((((seed - baseSeed) % runs) + 0.5) * (1_000_000 / runs));

const sentinels = [1, 2, 3].map((number) => `sentinel-${number}`);

/**
 * Seconds beyond the limit from which on it is certain: a replica tells in whole seconds how long it has been without its
 * primary, and its last INFO is at most a second and a run of the timer old. Between the two limits it is chance.
 */
const certainlyTooLate = 2.25;

type Promotions = Readonly<Record<'promotions', number>>;

function returning(downAfter: number, shift: number): Statistic {
  const isInTime = shift < 0;
  const side = isInTime ? `${-shift} s before` : `${shift} s after`;
  return statistic<Promotions>({
    name: `report-failover/sentinels-back-${isInTime ? 'in-time' : 'too-late'}-${downAfter}`,
    what:
      `vertical without users: the primary and all sentinels crash together, and the sentinels are back ${side} ` +
      `9 × down-after (${downAfter} s)`,
    source:
      'Redis 7.0 sentinelSelectSlave: a replica without its primary for longer than 10 × down-after when the primary was ' +
      'suspected is not promoted, and a sentinel suspects down-after after its start',
    firstSeed: baseSeed,
    seeds: runs,
    run: (seed) => {
      const at = spread(seed);
      const away = Math.round(seconds(9 * downAfter + shift));
      const { story } = runLab({
        scenario: 'vertical',
        seed,
        // Two more attempts, each two failover timeouts after the one before, must come to nothing too.
        until: at + away + seconds(downAfter + 30),
        sets: [
          'users.arrivalRate=0',
          'sentinel.startupMillis=0',
          `sentinel.downAfterMillis=${1000 * downAfter}`,
        ],
        dos: [`${at}us crash db-primary`, ...sentinels.map((id) => `${at}us crash ${id} for ${away}us`)],
      });
      return { promotions: eventsOf(story, 'promoted').length };
    },
    judge: (samples) => [
      count({
        name: 'runs with a promotion',
        runs: samples.map(({ promotions }) => promotions > 0),
        ...(isInTime ? { least: runs } : { most: 0 }),
        why: isInTime ? 'every one' : 'none',
      }),
    ],
  });
}

const back = [1, 2, 5].flatMap((downAfter) => [
  returning(downAfter, -0.25),
  returning(downAfter, certainlyTooLate),
]);

const twoSentinels = {
  ...vertical,
  components: vertical.components.filter(({ id }) => id !== 'sentinel-3'),
};

type Elections = Readonly<{ gaps: readonly number[]; won: number }>;

/** Mean of what is left of a period at a random moment of it: E[P²] ÷ 2E[P], for the sentinel's timer of 10 … 19 a second. */
function meanTimerResidual(): number {
  const periods = Array.from({ length: 10 }, (_, place) => 1 / (10 + place));
  const first = periods.reduce((sum, period) => sum + period, 0);
  const second = periods.reduce((sum, period) => sum + period * period, 0);
  return second / (2 * first);
}

const lone = statistic<Elections>({
  name: 'report-failover/two-sentinels-quorum-1',
  what: 'vertical without users and sentinel-3, quorum 1: a sentinel crashes together with the primary, 80 s follow',
  source:
    'Redis 7.0: the next attempt may begin two failover timeouts (12 s) after the last began, which counts from a desynchronization of ' +
    '0 … 1 s after it, at the next run of a timer; a leader needs the majority of two',
  firstSeed: baseSeed + 1000,
  seeds: runs,
  run: (seed) => {
    const at = spread(seed);
    const { story } = runLab({
      scenario: twoSentinels,
      seed,
      until: at + seconds(80),
      sets: ['users.arrivalRate=0', 'sentinel.quorum=1'],
      dos: [`${at}us crash db-primary`, `${at}us crash sentinel-2`],
    });
    const times = eventsOf(story, 'electionStarted').map(({ time }) => time);
    return {
      gaps: times.slice(1).map((time, place) => (time - times[place]!) / 1_000_000),
      won: eventsOf(story, 'leaderElected').length + eventsOf(story, 'promoted').length,
    };
  },
  judge: (samples) => [
    mean({
      name: 'seconds between elections',
      values: samples.map(({ gaps }) => gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length),
      expected: 12 + 0.5 + meanTimerResidual(),
      halfWidthAtMost: 0.15,
    }),
    count({
      name: 'runs with at least five elections',
      runs: samples.map(({ gaps }) => gaps.length >= 4),
      least: runs,
      why: '80 s hold six gaps',
    }),
    count({
      name: 'runs in which one was won',
      runs: samples.map(({ won }) => won > 0),
      most: 0,
      why: 'none',
    }),
  ],
});

type Suspicion = Readonly<{ suspectedAfter: number; promotedAfter: number }>;
const never = -1;

function slowRedis(factor: number, judge: (samples: readonly Suspicion[]) => readonly Figure[]): Statistic {
  return statistic<Suspicion>({
    name: `report-failover/slow-redis-x${factor}`,
    what: `reference: redis-primary is slow ×${factor} for 15 s; seconds until it is suspected and replaced`,
    source:
      'Redis issues 8607 and 12787: PINGs wait behind the commands of the one thread; its utilization is commands per second × 0.1 ms × factor',
    firstSeed: baseSeed + 2000,
    seeds: runs,
    run: (seed) => {
      const at = spread(seed);
      const { story } = runLab({
        scenario: 'reference',
        seed,
        until: at + seconds(15),
        dos: [`${at}us slow redis-primary x${factor}`],
        keepJourneys: false,
      });
      const suspected = eventsOf(story, 'suspected').find(({ values }) => values.target === 'redis-primary');
      const promoted = eventsOf(story, 'promoted').find(({ values }) => values.from === 'redis-primary');
      const after = (time: number | undefined): number =>
        time === undefined ? never : (time - at) / 1_000_000;
      return { suspectedAfter: after(suspected?.time), promotedAfter: after(promoted?.time) };
    },
    judge,
  });
}

const slow: readonly Statistic[] = [
  slowRedis(1000, (samples) => [
    count({
      name: 'runs in which a suspicion came as soon as a PING of a down-after could be missing',
      runs: samples.map(({ suspectedAfter }) => suspectedAfter > 0.9 && suspectedAfter < 2.3),
      least: runs,
      why: 'down-after 1 s, a PING each second, a timer of 0.1 s and the turn of a line that grows 50 times faster than time',
    }),
    count({
      name: 'runs in which the replica was promoted',
      runs: samples.map(({ promotedAfter }) => promotedAfter > 0),
      least: runs,
      why: 'each',
    }),
  ]),
  slowRedis(10, (samples) => [
    count({
      name: 'runs with a suspicion',
      runs: samples.map(({ suspectedAfter }) => suspectedAfter !== never),
      most: 0,
      why: 'ten times 0.1 ms leaves the thread idle half of the time',
    }),
  ]),
];

export const reportFailover: readonly Statistic[] = [...back, lone, ...slow];
