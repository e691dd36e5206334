// How unevenly a ring deals, for N shards of V virtual nodes. Of shard-1 … shard-N there is one exact answer; of random
// names the recording has the mean of so many sets, so ours, of other names, may differ by what chance explains.
import { hashRing, redistribution } from '../../src/algorithms/index.ts';
import { keys, ringOf, shards } from './hashring-lab.ts';
import { chanceFrom } from './life.ts';
import type { Recording } from './recording.ts';

/** The recording had 120 or 40 in each cell. */
const ownSets = 200;
/** Standard errors of the difference: 45 comparisons, of which one in 15,000 would go beyond by chance. */
const standardErrors = 4;

const fourPlaces = (value: number): number => Math.round(value * 1e4) / 1e4;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

export function compareImbalance(recording: Recording): void {
  for (const [n, cells] of Object.entries(recording.peek<object>('imbalance'))) {
    for (const v of Object.keys(cells)) compareCell(recording, n, v);
  }
}

function compareCell(recording: Recording, n: string, v: string): void {
  const [ids, virtualNodes] = [Number(n), Number(v)];
  const at = (name: string): string[] => ['imbalance', n, v, name];
  const ring = ringOf(shards(ids), virtualNodes);
  const arcs = redistribution.skew([...hashRing.arcShares(ring).values()]);
  const owners = redistribution.ownersOf(keys, (key) => hashRing.owner(ring, key));
  const counts = redistribution.skew(redistribution.countsOf(owners, shards(ids)));
  recording.equal(at('shard-1..N arc max/mean'), fourPlaces(arcs.maxToMean));
  recording.equal(at('arc min/mean'), fourPlaces(arcs.minToMean));
  recording.equal(at('user:1..2000 keys max/mean'), fourPlaces(counts.maxToMean));
  recording.equal(at('keys min/mean'), fourPlaces(counts.minToMean));
  recording.equal(
    at('theory cv ~ sqrt((N-1)/(N*V+1))'),
    fourPlaces(hashRing.shareVariation(ids, virtualNodes)),
  );

  const sets = recording.input<number>(...at('sets'));
  const chance = chanceFrom(ids * 1_000 + virtualNodes);
  const own = Array.from({ length: ownSets }, () => {
    const names = Array.from({ length: ids }, () => `node-${chance.below(2 ** 31)}`);
    return redistribution.skew([...hashRing.arcShares(ringOf(names, virtualNodes)).values()]);
  });
  const largest = own.map(({ maxToMean }) => maxToMean).sort((left, right) => left - right);
  const judgeMean = (name: string, values: readonly number[]): void => {
    const room = standardErrors * deviation(values) * Math.sqrt(1 / sets + 1 / ownSets);
    const gap = Math.abs(recording.peek<number>(...at(name)) - mean(values));
    recording.judged(
      at(name),
      gap <= room,
      `mean of ${ownSets} other sets of names: ${mean(values)} ± ${room}`,
    );
  };
  judgeMean('random node names: mean of max/mean', largest);
  judgeMean(
    'cv of node share (measured)',
    own.map(({ cv }) => cv),
  );

  // The 95th percentile of so many sets is a draw itself: its rank among all sets spreads by √(0.95 · 0.05 / sets).
  const spread = standardErrors * Math.sqrt(0.95 * 0.05 * (1 / sets + 1 / ownSets));
  const rank = largest.filter((value) => value < recording.peek<number>(...at('p95'))).length / ownSets;
  recording.judged(
    at('p95'),
    Math.abs(rank - 0.95) <= spread,
    `it ranks at ${rank} of ${ownSets} other sets ± ${spread}`,
  );
}
