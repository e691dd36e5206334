// What asynchronous replication loses. A write committed at c reaches the replicas at c + delay + link, and its user hears
// of it about 2.5 ms later, dead primary or not: the answer is on its way. So a crash at T loses the confirmed writes
// committed in (T − delay, T]: rate × delay of them, whatever the time of the crash.
import { assert } from '../../src/base/assert.ts';
import { studentQuantile } from '../../src/lab/statistics.ts';
import { eventsOf, runLab, seconds } from '../support/engine-lab.ts';
import { count, error, mean } from './judge.ts';
import { type Statistic, statistic } from './statistic.ts';

const baseSeed = 20_261_107;
const runs = 60;
const writesPerSecond = 200;
const load = [`users.arrivalRate=${writesPerSecond}`, 'users.writeRatio=1'];
const source = 'rate × delay: commits are a Poisson process, so the losses of a run are Poisson';

type Lost = Readonly<Record<'lost', number>>;

function lostIn(seed: number, crashAt: number, sets: readonly string[]): Lost {
  const { engine, story } = runLab({
    scenario: 'vertical',
    seed,
    until: seconds(12),
    sets: [...load, ...sets],
    dos: [`${crashAt}us crash db-primary`],
    keepJourneys: false,
  });
  assert(eventsOf(story, 'promoted').length === 1, 'one replica is promoted');
  const told = eventsOf(story, 'writesLost').reduce((sum, event) => sum + event.values.count, 0);
  const { lostWrites } = engine.totals();
  assert(told === lostWrites, `the story tells ${told} lost writes, the totals ${lostWrites}`);
  return { lost: lostWrites };
}

/** Spread evenly over a second, so that no phase of a timer is favoured. */
const spread = (seed: number): number =>
  seconds(5) + Math.round(((seed - baseSeed + 0.5) * 1_000_000) / runs);

interface Case {
  readonly name: string;
  readonly what: string;
  readonly delayMillis: number;
  readonly crashAt?: number;
}

const cases: readonly Case[] = [
  { name: 'any-time', what: 'a crash at any time', delayMillis: 50 },
  // The primary's one-second heartbeat falls there; it must not carry the log past its delay.
  { name: 'whole-second', what: 'a crash on a whole second', delayMillis: 50, crashAt: seconds(6) },
  { name: 'long-delay', what: 'a crash at any time', delayMillis: 200 },
];

const asynchronous = cases.map(({ name, what, delayMillis, crashAt }) =>
  statistic<Lost>({
    name: `lost-writes/${name}`,
    what: `confirmed writes lost to ${what}, ${writesPerSecond} writes/s, replication delay ${delayMillis} ms`,
    source,
    firstSeed: baseSeed,
    seeds: runs,
    run: (seed) => lostIn(seed, crashAt ?? spread(seed), [`database.replicationDelayMillis=${delayMillis}`]),
    judge: (samples) => {
      const values = samples.map(({ lost }) => lost);
      const expected = (writesPerSecond * delayMillis) / 1000;
      // The interval may not owe its width to anything but Poisson's spread.
      const poisson = studentQuantile(1 - error / 2, runs - 1) * Math.sqrt(expected / runs);
      return [
        mean({ name: 'lost writes a run', values, expected, halfWidthAtMost: 1.5 * poisson }),
        count({
          name: 'runs that lost a write',
          runs: values.map((lost) => lost > 0),
          least: runs,
          why: `none is lost with probability e^−${expected} in one run`,
        }),
      ];
    },
  }),
);

const synchronous = statistic<Lost>({
  name: 'lost-writes/wait-for-one-replica',
  what: 'confirmed writes lost when one replica must have a write before it is confirmed',
  source: 'by construction: the promoted replica has the longest log',
  firstSeed: baseSeed,
  seeds: runs,
  run: (seed) => lostIn(seed, spread(seed), ['database.waitForReplicas=1']),
  judge: (samples) => [
    count({
      name: 'runs that lost a write',
      runs: samples.map(({ lost }) => lost > 0),
      most: 0,
      why: 'none may',
    }),
  ],
});

export const lostWrites: readonly Statistic[] = [...asynchronous, synchronous];
