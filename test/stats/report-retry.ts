// What retries of writes cost and save, played: a share of the payments fails, or is never answered.
import { classColumn, classStride } from '../../src/engine/telemetry/records.ts';
import { figureInRow, runLab, seconds } from '../support/engine-lab.ts';
import { shop } from '../support/shop.ts';
import { mean } from './judge.ts';
import { type Statistic, statistic } from './statistic.ts';

const baseSeed = 20_261_142;

type Paid = Readonly<{ callsPerWrite: number; failedShare: number }>;

interface Case {
  readonly name: string;
  readonly what: string;
  readonly source: string;
  readonly firstSeed: number;
  readonly seeds: number;
  readonly sets: readonly string[];
  /** Seconds: counted from here on, in a steady state. */
  readonly from: number;
  readonly until: number;
  /** [expected, half-width at most] */
  readonly callsPerWrite: readonly [number, number];
  readonly failedShare: readonly [number, number];
}

function play({ sets, from, until }: Case, seed: number): Paid {
  const { rows, blueprint } = runLab({
    scenario: shop,
    seed,
    until: seconds(until),
    sets: ['api.service.breaker=off', ...sets],
    keepJourneys: false,
  });
  const index = blueprint.components.findIndex(({ id }) => id === 'payment');
  const counted = rows.filter(({ second }) => second >= from);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const writes = (column: number): number =>
    sum(counted.map(({ classes }) => classes[classStride + column]!));
  const failed = writes(classColumn.failed);
  const calls = sum(counted.map((row) => figureInRow(row, { index, id: 'payment' }, 'arrived')));
  return {
    callsPerWrite: calls / writes(classColumn.arrived),
    failedShare: failed / (failed + writes(classColumn.ok)),
  };
}

function paid(of: Case): Statistic {
  const { name, what, source, firstSeed, seeds, callsPerWrite, failedShare } = of;
  const figure = (
    title: string,
    values: readonly number[],
    [expected, halfWidthAtMost]: readonly [number, number],
  ) => mean({ name: title, values, expected, halfWidthAtMost });
  return statistic<Paid>({
    name: `report-retry/${name}`,
    what: `breaker without its breaker, ${what}`,
    source,
    firstSeed,
    seeds,
    run: (seed) => play(of, seed),
    judge: (samples) => [
      figure(
        'calls to payment per write',
        samples.map((one) => one.callsPerWrite),
        callsPerWrite,
      ),
      figure(
        'share of the writes that fail',
        samples.map((one) => one.failedShare),
        failedShare,
      ),
    ],
  });
}

const retries = ['api.service.retry.on=any', 'api.service.retry.attempts=3'];
const ampleBudget = 'api.service.retry.budgetRatio=10';
const hangs = 0.2;
const hangsOften = 0.4;
const defaultBudget = 0.2;
/** A latency that never varies: whatever times out hangs. */
const hanging = (ratio: number): readonly string[] => [`payment.hangRatio=${ratio}`, 'payment.latencyCv=0'];
const short = 'api.serviceTimeoutMillis=2000';
/** Calls per write of up to three tries that fail with probability `f`. */
const triesOf = (f: number): number => (1 - f ** 3) / (1 - f);

/** Share of the writes that fail although the default budget lets some be tried again. */
const spared = hangsOften - defaultBudget * (1 - hangsOften);

export const reportRetry: readonly Statistic[] = [
  paid({
    name: 'errors',
    what: 'half of the payments fail, three tries on any failure, budget 10',
    source: 'tries of a truncated geometric law: (1 − f³)/(1 − f) calls, f³ fail; f = 0.5',
    firstSeed: baseSeed,
    seeds: 60,
    sets: [...retries, ampleBudget, 'payment.errorRatio=0.5'],
    from: 5,
    until: 60,
    callsPerWrite: [triesOf(0.5), 0.02],
    failedShare: [0.5 ** 3, 0.1 * 0.5 ** 3],
  }),
  paid({
    name: 'hangs-one-try',
    what: 'a fifth of the payments hang, timeout 5 s',
    source: 'each write has one try: f = 0.2',
    firstSeed: baseSeed + 1000,
    seeds: 60,
    sets: hanging(hangs),
    from: 15,
    until: 75,
    callsPerWrite: [1, 0.02],
    failedShare: [hangs, 0.1 * hangs],
  }),
  paid({
    name: 'hangs-three-tries',
    what: 'a fifth of the payments hang, timeout 2 s, three tries on any failure, budget 10',
    source: 'tries fail independently: (1 − f³)/(1 − f) calls, f³ fail; f = 0.2',
    firstSeed: baseSeed + 2000,
    seeds: 160,
    sets: [...hanging(hangs), short, ...retries, ampleBudget],
    from: 15,
    until: 75,
    callsPerWrite: [triesOf(hangs), 0.02],
    failedShare: [hangs ** 3, 0.1 * hangs ** 3],
  }),
  paid({
    name: 'hangs-often-default-budget',
    what: 'two fifths of the payments hang, timeout 2 s, three tries on any failure, the default budget (its reserve of ten spent)',
    source:
      'b = 0.2 retries per write, fewer than the f + f² wanted: 1 + b calls, and of f the b(1 − f) that retries save do not fail; f = 0.4',
    firstSeed: baseSeed + 3000,
    seeds: 60,
    sets: [...hanging(hangsOften), short, ...retries],
    from: 30,
    until: 90,
    callsPerWrite: [1 + defaultBudget, 0.02],
    failedShare: [spared, 0.1 * spared],
  }),
];
