// Public reports about data, played: reads that come too soon, writes that nobody will find again.
import { classColumn } from '../../src/engine/telemetry/records.ts';
import { runLab, seconds } from '../support/engine-lab.ts';
import { mean } from './judge.ts';
import { type Statistic, statistic } from './statistic.ts';

const baseSeed = 20_261_132;
const runs = 40;

const writesPerSecond = 30;
const linkSeconds = 0.00025;

/** Zipf's shares of the keys, as MODEL.md states them. */
function keyShares(keys: number, exponent: number): readonly number[] {
  const weights = Array.from({ length: keys }, (_, rank) => (rank + 1) ** -exponent);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** A read of key k is stale if one of the Poisson writes of k was confirmed and is still on its way: Σ pₖ(1 − e^(−λpₖD)). */
const staleShare = (delaySeconds: number): number =>
  keyShares(10_000, 0.99).reduce(
    (sum, share) => sum + share * -Math.expm1(-writesPerSecond * share * (delaySeconds + linkSeconds)),
    0,
  );

type Stale = Readonly<Record<'share', number>>;

function stale(delaySeconds: number): Statistic {
  const expected = staleShare(delaySeconds);
  const from = Math.ceil(delaySeconds) + 1;
  const until = from + 20;
  return statistic<Stale>({
    name: `report-data/stale-${delaySeconds}`,
    what: `vertical, 300 requests/s, 30 of them writes, Zipf 0.99 over 10,000 keys: share of the reads that are stale with a replication delay of ${delaySeconds} s`,
    source: 'writes of a key are Poisson: Σ p(1 − e^(−λp(delay + link))) over the keys',
    firstSeed: baseSeed,
    seeds: runs,
    run: (seed) => {
      const { rows } = runLab({
        scenario: 'vertical',
        seed,
        until: seconds(until),
        sets: [`database.replicationDelayMillis=${1000 * delaySeconds}`],
        keepJourneys: false,
      });
      // Reads are the first class.
      const reads = rows.filter(({ second }) => second >= from);
      const sum = (column: number): number =>
        reads.reduce((total, { classes }) => total + classes[column]!, 0);
      return { share: sum(classColumn.stale) / sum(classColumn.ok) };
    },
    judge: (samples) => [
      mean({
        name: 'stale share of the reads',
        values: samples.map(({ share }) => share),
        expected,
        halfWidthAtMost: 0.1 * expected,
      }),
    ],
  });
}

const staleReads = [0.05, 1, 2, 10, 60].map(stale);

export const reportData: readonly Statistic[] = [...staleReads];
