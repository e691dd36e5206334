// M/M/1 and M/M/c through the command line against Erlang's closed forms: Student intervals from the replications' means.
//
// Run lengths: for the mean number in an M/M/1 of unit service, (relative variance) × (run length) is about
// 2(1 + ρ) / (ρ(1 − ρ)²) (Whitt 1989), 24, 113 and 422 at ρ = 0.5, 0.8, 0.9; mean queues and p99 need two to
// three times that. Ten servers at 0.5 are left out: 4 % of customers wait, which would cost as much as all other cases.
// Warm-up: an M/M/c forgets its empty start like e^(−t/τ), τ ≤ 1/μ + 1/(cμ(1 − √ρ)²) (Morse 1955). It is 12 τ, so the bias
// left is under e^−12 = 6·10⁻⁶ of the mean: a thousandth of the narrowest interval.
import { mmc } from '../../src/algorithms/availability/queueing.ts';
import { assert } from '../../src/base/assert.ts';
import { run } from '../../src/cli/run.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { mean, refutedMean } from './judge.ts';
import { type Statistic, statistic } from './statistic.ts';

const baseSeed = 20_261_101;
const replications = 60;
const serviceMillis = 0.5;

interface Case {
  readonly template: 'mm1' | 'mmc';
  readonly servers: number;
  readonly utilization: number;
  /** Customers of one replication after the warm-up. */
  readonly customers: number;
}

const cases: readonly Case[] = [
  { template: 'mm1', servers: 1, utilization: 0.5, customers: 12_000 },
  { template: 'mm1', servers: 1, utilization: 0.8, customers: 54_000 },
  { template: 'mm1', servers: 1, utilization: 0.9, customers: 77_000 },
  { template: 'mmc', servers: 4, utilization: 0.5, customers: 30_000 },
  { template: 'mmc', servers: 4, utilization: 0.8, customers: 64_000 },
  { template: 'mmc', servers: 4, utilization: 0.9, customers: 67_000 },
  { template: 'mmc', servers: 10, utilization: 0.8, customers: 140_000 },
  { template: 'mmc', servers: 10, utilization: 0.9, customers: 80_000 },
];

const measures = ['meanWaiting', 'meanInSystem', 'meanQueueLength', 'utilization', 'p99Waiting'] as const;
type Measures = Readonly<Record<(typeof measures)[number], number>>;
const labels: Readonly<Record<(typeof measures)[number], string>> = {
  meanWaiting: 'mean waiting, ms',
  meanInSystem: 'mean number in the system',
  meanQueueLength: 'mean queue length',
  utilization: 'utilization',
  p99Waiting: '99th percentile of waiting, ms',
};
/** Log buckets, 128 an octave: the value shown is the middle of its bucket. */
const bucketError = 1 / 256;

interface Station {
  readonly utilization: number;
  readonly meanInSystem: number;
  readonly meanQueueLength: number;
  readonly waitingMillis: { readonly mean: number; readonly p99: number };
}

const rateOf = ({ servers, utilization }: Case): number => (utilization * servers * 1000) / serviceMillis;

function theoryOf(one: Case): Measures {
  const theory = mmc({ arrivalRate: rateOf(one), serviceRate: 1000 / serviceMillis, servers: one.servers });
  return {
    meanWaiting: theory.meanWaiting * 1000,
    meanInSystem: theory.meanInSystem,
    meanQueueLength: theory.meanQueueLength,
    utilization: theory.utilization,
    p99Waiting: theory.waitingQuantile(0.99) * 1000,
  };
}

function argvOf(one: Case, seed: number, serviceFactor: number): string[] {
  const spread = (1 - Math.sqrt(one.utilization)) ** 2;
  const relaxationMillis = serviceMillis * (1 + 1 / (one.servers * spread));
  const warmupMillis = Math.ceil(12 * relaxationMillis);
  const until = warmupMillis + Math.ceil((1000 * one.customers) / rateOf(one));
  const servers = one.template === 'mm1' ? [] : ['--set', `station.servers=${one.servers}`];
  return [
    one.template,
    '--json',
    ...['--seed', String(seed), '--warmup', `${warmupMillis}ms`, '--until', `${until}ms`],
    ...['--set', `users.arrivalRate=${rateOf(one)}`, ...servers],
    ...['--set', `station.meanServiceMillis=${serviceMillis * serviceFactor}`],
  ];
}

function replicate(one: Case, seed: number, serviceFactor: number): Measures {
  const { exitCode, out, error } = run(argvOf(one, seed, serviceFactor), createEngine);
  assert(exitCode === 0, error);
  const { components } = JSON.parse(out) as { components: { station: Station } };
  const { waitingMillis, meanInSystem, meanQueueLength, utilization } = components.station;
  return {
    meanWaiting: waitingMillis.mean,
    meanInSystem,
    meanQueueLength,
    utilization,
    p99Waiting: waitingMillis.p99,
  };
}

const nameOf = ({ servers, utilization }: Case): string => `mm${servers}-${utilization}`;
const source = 'Erlang C and M/M/c closed forms, src/algorithms/availability/queueing.ts';

const agreements = cases.map((one, index) =>
  statistic<Measures>({
    name: `queueing/${nameOf(one)}`,
    what: `M/M/${one.servers} at utilization ${one.utilization} through the command line, ${one.customers} customers a run`,
    source,
    firstSeed: baseSeed + 100 * index,
    seeds: replications,
    run: (seed) => replicate(one, seed, 1),
    judge: (samples) => {
      const theory = theoryOf(one);
      const precision = (measure: keyof Measures): number =>
        one.utilization === 0.9 || measure === 'p99Waiting' ? 0.09 : 0.04;
      return measures.map((measure) =>
        mean({
          name: labels[measure],
          values: samples.map((sample) => sample[measure]),
          expected: theory[measure],
          halfWidthAtMost: precision(measure) * theory[measure],
          // The command line prints milliseconds with three decimals.
          allowed: measure === 'p99Waiting' ? theory[measure] * bucketError + 0.0005 : 0,
        }),
      );
    },
  }),
);

const noticed = ['meanWaiting', 'meanInSystem', 'meanQueueLength', 'utilization'] as const;

const sensitivity = statistic<Measures>({
  name: 'queueing/mm1-0.8-service-3-percent-too-long',
  what: 'M/M/1 at 0.8 whose service takes 3 % longer than the closed form is told: the comparison notices it',
  source,
  firstSeed: baseSeed + 100,
  seeds: replications,
  run: (seed) => replicate(cases[1]!, seed, 1.03),
  judge: (samples) => {
    const theory = theoryOf(cases[1]!);
    return noticed.map((measure) =>
      refutedMean({
        name: labels[measure],
        values: samples.map((sample) => sample[measure]),
        expected: theory[measure],
      }),
    );
  },
});

export const queueing: readonly Statistic[] = [...agreements, sensitivity];
