// Payments whose answer does not come after they were made, played: what a retry then does a second time.

import { readingOf } from '../../src/engine/telemetry/layout.ts';
import { classColumn, classStride } from '../../src/engine/telemetry/records.ts';
import { runLab, seconds } from '../support/engine-lab.ts';
import { shop } from '../support/shop.ts';
import { count, mean } from './judge.ts';
import { type Statistic, statistic } from './statistic.ts';

const baseSeed = 20_261_143;
/** Share of the payments whose answer does not come. */
const hangs = 0.2;
const from = 15;
const until = 50;

type Paid = Readonly<{ twice: number; unknown: number; writes: number }>;

function play(sets: readonly string[], seed: number): Paid {
  const { rows } = runLab({
    scenario: shop,
    seed,
    until: seconds(until),
    sets: [
      'api.service.breaker=off',
      'api.service.retry.on=any',
      'api.service.retry.budgetRatio=10',
      'api.serviceTimeoutMillis=2000',
      'payment.latencyCv=0',
      `payment.hangRatio=${hangs}`,
      ...sets,
    ],
    keepJourneys: false,
  });
  const counted = rows.filter(({ second }) => second >= from);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const total = (name: string): number =>
    sum(counted.flatMap((row) => [1, 2, 3, 4].map((n) => readingOf(row, `api-${n}->payment`, name) ?? 0)));
  return {
    twice: total('doneTwice'),
    unknown: total('outcomeUnknown'),
    writes: sum(counted.map(({ classes }) => classes[classStride + classColumn.arrived]!)),
  };
}

const seeds = 24;

function lost(
  name: string,
  what: string,
  sets: readonly string[],
  twice: number,
  firstSeed: number,
): Statistic {
  return statistic<Paid>({
    name: `report-done-twice/${name}`,
    what: `breaker without its breaker, a fifth of the payments hang ${what}, timeout 2 s, three tries on any failure, budget 10`,
    source:
      'a first try whose answer does not come (f = 0.2) is followed by another; f + f² + f³ answers a write do not come',
    firstSeed,
    seeds,
    run: (seed) => play(sets, seed),
    judge: (samples) => [
      twice === 0
        ? count({
            name: 'runs in which a payment was made twice',
            runs: samples.map((one) => one.twice > 0),
            most: 0,
            why: 'none',
          })
        : mean({
            name: 'share of the writes that were paid twice',
            values: samples.map((one) => one.twice / one.writes),
            expected: twice,
            halfWidthAtMost: 0.1 * twice,
          }),
      mean({
        name: 'payments without an answer, per write',
        values: samples.map((one) => one.unknown / one.writes),
        expected: hangs + hangs ** 2 + hangs ** 3,
        halfWidthAtMost: 0.02,
      }),
    ],
  });
}

const after = 'payment.hangs=after';

export const reportDoneTwice: readonly Statistic[] = [
  lost('after', 'after they were made', [after], hangs, baseSeed),
  lost(
    'after-with-key',
    'after they were made, with an idempotency key',
    [after, 'api.service.retry.idempotencyKey=on'],
    0,
    baseSeed + 1000,
  ),
  lost('before', 'before they were made', [], 0, baseSeed + 2000),
];
