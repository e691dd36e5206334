// Is the page's *agrees* worth anything? A hundred runs of textbook queues each, the check on their last minute. Intervals
// called 95 % may miss the true mean in at most 12 of 100 (13 or more happen to a true 95 % interval with probability
// 0.0015); *differs* is promised in about 1 of 100, and may be said in at most 5 (6 or more: 0.00053). And a queue that is
// not M/M/c must be found out.
import { mmc } from '../../src/algorithms/availability/queueing.ts';
import { runForTheory } from '../../src/session/testing/theory-lab.ts';
import type { Estimate } from '../../src/session/theory/estimate.ts';
import type { QueueCheck } from '../../src/session/theory/theory-check.ts';
import { readText } from '../support/repository.ts';
import { count } from './judge.ts';
import { type Statistic, statistic } from './statistic.ts';

const runs = 100;
const mostMisses = 12;
const mostFalseAlarms = 5;
const baseSeed = 20_270_401;
const serviceRate = 100;

type Ends = readonly [low: number | null, high: number | null];

type Check = Readonly<{
  agreement: string;
  waitingAgreement: string;
  /** Assumptions that do not hold or are not known to hold, with the reason. */
  doubts: readonly string[];
  waiting: Ends;
  inSystem: Ends;
}>;

function check(scenario: 'mm1' | 'mmc', seed: number, set: string): Check {
  const lab = runForTheory({ scenario, seed, until: 70_000_000, sets: [set] });
  const queue = lab.check(['station'])?.queue as QueueCheck;
  const { waiting, inSystem } = queue.comparisons;
  return {
    agreement: queue.agreement,
    waitingAgreement: waiting.agreement,
    doubts: queue.assumptions
      .filter(({ holds }) => holds !== 'holds')
      .map(({ id, holds, reason }) => `${id} ${holds}: ${JSON.stringify(reason)}`),
    waiting: endsOf(waiting.measured),
    inSystem: endsOf(inSystem.measured),
  };
}

const endsOf = ({ low, high }: Estimate): Ends => [low ?? null, high ?? null];

const holds = ([low, high]: Ends, value: number): boolean =>
  low !== null && high !== null && low <= value && value <= high;

const missedBy = '13 or more of 100 true 95 % intervals miss with probability 0.0015';

const textbook = [
  { scenario: 'mm1', servers: 1, arrivalRate: 80 },
  { scenario: 'mm1', servers: 1, arrivalRate: 30 },
  { scenario: 'mmc', servers: 4, arrivalRate: 320 },
] as const;

const agreeing = textbook.map(({ scenario, servers, arrivalRate }) =>
  statistic<Check>({
    name: `theory-check/mm${servers}-at-${arrivalRate}`,
    what: `the page's theory check on the last minute of M/M/${servers}, ${arrivalRate} arrivals/s, service rate 100/s`,
    source: 'Erlang C and M/M/c closed forms, src/algorithms/availability/queueing.ts',
    firstSeed: baseSeed,
    seeds: runs,
    run: (seed) => check(scenario, seed, `users.arrivalRate=${arrivalRate}`),
    judge: (samples) => {
      const theory = mmc({ arrivalRate, serviceRate, servers });
      return [
        count({
          name: 'runs in which an assumption does not hold',
          runs: samples.map(({ doubts }) => doubts.length > 0),
          most: 0,
          why: 'they all hold by construction',
        }),
        count({
          name: 'runs not said to agree',
          runs: samples.map(({ agreement }) => agreement !== 'agrees'),
          most: mostFalseAlarms,
          why: 'differs is promised in 1 of 100: 6 or more with probability 0.00053',
        }),
        // Not only with what was put in from the same window: with the figures that nobody measured, too.
        count({
          name: 'intervals of mean waiting that miss the closed form',
          runs: samples.map(({ waiting }) => !holds(waiting, theory.meanWaiting)),
          most: mostMisses,
          why: missedBy,
        }),
        count({
          name: 'intervals of the mean number in the system that miss the closed form',
          runs: samples.map(({ inSystem }) => !holds(inSystem, theory.meanInSystem)),
          most: mostMisses,
          why: missedBy,
        }),
      ];
    },
  }),
);

interface Reference {
  readonly md1: { readonly rows: readonly { readonly rho: number; readonly Wq: number }[] };
}

const constantService = statistic<Check>({
  name: 'theory-check/constant-service',
  what: 'the same on M/D/1 at utilization 0.8: constant service halves the waiting, and the check says so and why',
  source: 'Pollaczek–Khinchine, test/reference/theory.json, md1',
  firstSeed: baseSeed,
  seeds: runs,
  run: (seed) => check('mm1', seed, 'station.serviceDistribution=1'),
  judge: (samples) => {
    const reference: Reference = JSON.parse(readText('test/reference/theory.json') ?? '');
    const md1 = reference.md1.rows.find(({ rho }) => rho === 0.8)?.Wq ?? Number.NaN;
    const reason = { kind: 'otherDistribution', distribution: 'deterministic', cv: 0 };
    const doubt = `exponential doesNotHold: ${JSON.stringify(reason)}`;
    return [
      count({
        name: 'runs that say: exponential does not hold, service is deterministic, and nothing else',
        runs: samples.map(({ doubts }) => doubts.length === 1 && doubts[0] === doubt),
        least: runs,
        why: 'by construction',
      }),
      count({
        name: 'runs whose waiting is said to differ',
        runs: samples.map(({ waitingAgreement }) => waitingAgreement === 'differs'),
        least: 90,
        why: 'half of the waiting that M/M/1 would have',
      }),
      count({
        name: 'intervals of mean waiting that miss the closed form',
        runs: samples.map(({ waiting }) => !holds(waiting, md1 / serviceRate)),
        most: mostMisses,
        why: missedBy,
      }),
    ];
  },
});

export const theoryCheck: readonly Statistic[] = [...agreeing, constantService];
