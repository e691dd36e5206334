// M/M/1 and M/M/c through the command line against Erlang's closed forms: twenty replications a case, Student intervals
// from the replications' means, Bonferroni over all comparisons. SHOW=1 prints the table.
//
// Run lengths: for the mean number in an M/M/1 of unit service, (relative variance) × (run length) is about
// 2(1 + ρ) / (ρ(1 − ρ)²) (Whitt 1989), 24, 113 and 422 at ρ = 0.5, 0.8, 0.9; mean queues and p99 need two to
// three times that. Ten servers at 0.5 are left out: 4 % of customers wait, which would cost as much as all other cases.
// Warm-up: an M/M/c forgets its empty start like e^(−t/τ), τ ≤ 1/μ + 1/(cμ(1 − √ρ)²) (Morse 1955). It is 12 τ, so the bias
// left is under e^−12 = 6·10⁻⁶ of the mean: a thousandth of the narrowest interval.
import { describe, expect, it } from 'vitest';
import { mmc, type QueueMeasures } from '../../src/algorithms/availability/queueing.ts';
import { run } from '../../src/cli/run.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { type Interval, meanInterval, studentQuantile } from '../../src/lab/statistics.ts';

const baseSeed = 20_261_101;
const replications = 20;
const familyError = 0.05;
const serviceMillis = 0.5;
const show = process.env.SHOW !== undefined;

interface Case {
  readonly template: 'mm1' | 'mmc';
  readonly servers: number;
  readonly utilization: number;
  /** Customers of one replication after the warm-up. */
  readonly customers: number;
}

const cases: readonly Case[] = [
  { template: 'mm1', servers: 1, utilization: 0.5, customers: 35_000 },
  { template: 'mm1', servers: 1, utilization: 0.8, customers: 160_000 },
  { template: 'mm1', servers: 1, utilization: 0.9, customers: 230_000 },
  { template: 'mmc', servers: 4, utilization: 0.5, customers: 90_000 },
  { template: 'mmc', servers: 4, utilization: 0.8, customers: 190_000 },
  { template: 'mmc', servers: 4, utilization: 0.9, customers: 200_000 },
  { template: 'mmc', servers: 10, utilization: 0.8, customers: 420_000 },
  { template: 'mmc', servers: 10, utilization: 0.9, customers: 180_000 },
];

const measures = ['meanWaiting', 'meanInSystem', 'meanQueueLength', 'utilization', 'p99 waiting'] as const;
type Measure = (typeof measures)[number];
const comparisons = cases.length * measures.length;
/** Log buckets, 128 an octave: the value shown is the middle of its bucket. */
const bucketError = 1 / 256;

interface Station {
  readonly utilization: number;
  readonly meanInSystem: number;
  readonly meanQueueLength: number;
  readonly waitingMillis: { readonly mean: number; readonly p99: number };
}

const rateOf = ({ servers, utilization }: Case): number => (utilization * servers * 1000) / serviceMillis;

function theoryOf(one: Case): Record<Measure, number> {
  const load = { arrivalRate: rateOf(one), serviceRate: 1000 / serviceMillis, servers: one.servers };
  const theory: QueueMeasures = mmc(load);
  return {
    meanWaiting: theory.meanWaiting * 1000,
    meanInSystem: theory.meanInSystem,
    meanQueueLength: theory.meanQueueLength,
    utilization: theory.utilization,
    'p99 waiting': theory.waitingQuantile(0.99) * 1000,
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

function replicate(one: Case, serviceFactor = 1): Record<Measure, number[]> {
  const samples = Object.fromEntries(measures.map((name) => [name, []])) as unknown as Record<
    Measure,
    number[]
  >;
  for (let replication = 0; replication < replications; replication += 1) {
    const seed = baseSeed + 100 * cases.indexOf(one) + replication;
    const { exitCode, out, error } = run(argvOf(one, seed, serviceFactor), createEngine);
    expect(exitCode, error).toBe(0);
    const { components } = JSON.parse(out) as { components: { station: Station } };
    const { waitingMillis, meanInSystem, meanQueueLength, utilization } = components.station;
    samples.meanWaiting.push(waitingMillis.mean);
    samples.meanInSystem.push(meanInSystem);
    samples.meanQueueLength.push(meanQueueLength);
    samples.utilization.push(utilization);
    samples['p99 waiting'].push(waitingMillis.p99);
  }
  return samples;
}

interface Comparison {
  readonly measure: Measure;
  readonly theory: number;
  readonly at95: Interval;
  /** How far theory lies outside the Bonferroni interval, as a share of itself; not above 0 = inside. */
  readonly outside: number;
}

function compare(one: Case, serviceFactor = 1): readonly Comparison[] {
  const theory = theoryOf(one);
  const samples = replicate(one, serviceFactor);
  return measures.map((measure) => {
    const at95 = meanInterval(samples[measure]);
    const { mean, halfWidth } = meanInterval(samples[measure], familyError / comparisons);
    const allowed = measure === 'p99 waiting' ? theory[measure] * bucketError + 0.0005 : 0;
    const outside = (Math.abs(mean - theory[measure]) - halfWidth - allowed) / theory[measure];
    if (show) {
      const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
      console.log(
        `M/M/${one.servers} ${one.utilization} ×${serviceFactor} ${measure.padEnd(15)} theory ${theory[measure].toFixed(4)} ` +
          `mean ${mean.toFixed(4)} (${percent(mean / theory[measure] - 1)}) ±95 ${percent(at95.halfWidth / mean)} ` +
          `±family ${percent(halfWidth / mean)} ${outside > 0 ? 'OUTSIDE' : 'inside'}`,
      );
    }
    return { measure, theory: theory[measure], at95, outside };
  });
}

describe(`M/M/c through the CLI, base seed ${baseSeed}, ${replications} replications, ${comparisons} comparisons`, () => {
  it("has Student's quantiles right (tables: 2.0930 and 3.8834 at 19 degrees of freedom)", () => {
    expect(studentQuantile(0.975, 19)).toBeCloseTo(2.093, 4);
    expect(studentQuantile(0.9995, 19)).toBeCloseTo(3.8834, 4);
  });

  it.each(cases)('M/M/$servers at $utilization', { timeout: 300_000 }, (one) => {
    const target = one.utilization === 0.9 ? 0.05 : 0.02;
    for (const { measure, at95, outside } of compare(one)) {
      expect(at95.halfWidth / at95.mean, `${measure}: half-width of the 95 % interval`).toBeLessThanOrEqual(
        target,
      );
      expect(outside, `${measure}: theory outside the interval by`).toBeLessThanOrEqual(0);
    }
  });

  it('rejects a service time that is 3 % too long, at 0.8', { timeout: 300_000 }, () => {
    const rejected = compare(cases[1]!, 1.03).filter(({ outside }) => outside > 0);
    expect(rejected.map(({ measure }) => measure)).toEqual(
      expect.arrayContaining(['meanWaiting', 'meanInSystem', 'meanQueueLength', 'utilization']),
    );
  });
});
