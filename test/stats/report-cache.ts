// Public reports about a cache, played: one that hangs takes the slots of all who ask it, and a primary that is back,
// empty, before it is suspected empties its replicas.
import { componentColumn, componentStride } from '../../src/engine/telemetry/records.ts';
import { reference } from '../../src/scenario/templates/reference.ts';
import { eventsOf, type LabRun, readingNow, runLab, seconds } from '../support/engine-lab.ts';
import { count, mean } from './judge.ts';
import { type Statistic, statistic } from './statistic.ts';

const baseSeed = 20_261_134;
const emptyRuns = 40;

/** Where run `seed` of `runs` stands in a period: evenly spread, so that no phase is favoured. */
const phaseOf = (seed: number, runs: number): number => (((seed - baseSeed) % runs) + 0.5) / runs;
const writeShare = 0.1;

type Throughput = Readonly<Record<'perSecond', number>>;

const cacheRuns = 20;
/** All servers' slots. */
const slots = 4 * 16;
/** Seconds of a slot apart from the cache: service, the wire to the database and back, a read or a write there. */
const rest = 0.008 + 0.0005 + (1 - writeShare) * 0.025 + writeShare * 0.008;

function hangingCache(timeout: number): Statistic {
  const cycle = timeout + rest;
  const expected = slots / cycle;
  const from = Math.ceil(2 + 4 * cycle);
  /** The slots go round nearly in step, so the end of the count is up to half a wave off: many waves. */
  const counted = Math.max(10, Math.ceil(16 * cycle));
  return statistic<Throughput>({
    name: `report-cache/hanging-${timeout}`,
    what:
      `reference without an edge cache, twice the load it can carry then: redis-primary hangs and nobody is promoted; ` +
      `requests a second that the servers answer with a cache timeout of ${timeout} s`,
    source:
      'renewal reward: slots ÷ (timeout + rest), as each request holds a slot for the timeout and the rest of its work',
    firstSeed: baseSeed,
    seeds: cacheRuns,
    run: (seed) => {
      const { rows, blueprint } = runLab({
        scenario: 'reference',
        seed,
        until: seconds(from + counted),
        sets: [
          `users.arrivalRate=${Math.round(2 * expected)}`,
          'users.clientTimeoutMillis=600000',
          'cdn.cacheCapacity=0',
          'api.healthCheck=separate',
          `api.cacheTimeoutMillis=${1000 * timeout}`,
          'database.connections=64',
          'redis-sentinel.downAfterMillis=600000',
        ],
        dos: [`${seconds(1 + cycle * phaseOf(seed, cacheRuns))}us hang redis-primary`],
        keepJourneys: false,
      });
      const api = blueprint.components.flatMap(({ group }, place) => (group === 'api' ? [place] : []));
      const answered = rows
        .filter(({ second }) => second >= from)
        .flatMap(({ components }) =>
          api.map((place) => components[place * componentStride + componentColumn.answered] ?? Number.NaN),
        );
      return { perSecond: answered.reduce((sum, one) => sum + one, 0) / counted };
    },
    judge: (samples) => [
      mean({
        name: 'answers a second',
        values: samples.map(({ perSecond }) => perSecond),
        expected,
        halfWidthAtMost: 0.05 * expected,
      }),
    ],
  });
}

const faultAt = (seed: number): number => seconds(5 + phaseOf(seed - 1000, emptyRuns));

const twoReplicas = {
  ...reference,
  components: [
    ...reference.components,
    { id: 'redis-replica-2', kind: 'redis' as const, group: 'redis', role: 'replica' as const },
  ],
};
const replicas = ['redis-replica', 'redis-replica-2'];

type Held = Readonly<{ promotions: number; before: number; entries: readonly number[] }>;

/**
 * `away` lies a reconnection short of the limit: a sentinel makes a broken connection anew once a second, and does not know
 * that a node is back before it has. With a down-after of 3 s, one that is back after 2.4 s is suspected in most runs.
 */
function emptyPrimary(downAfter: number, away: number): Statistic {
  const isWithin = away < downAfter;
  return statistic<Held>({
    name: `report-cache/back-${isWithin ? 'within' : 'beyond'}-down-after-${downAfter}`,
    what: `reference with a second Redis replica, 20 requests/s: redis-primary dies and is back, empty, after ${away} s (down-after ${downAfter} s); what the replicas hold 1.5 s later`,
    source:
      'Redis manual, replication: a primary without persistence that restarts before it is suspected empties its replicas',
    firstSeed: baseSeed + 1000,
    seeds: emptyRuns,
    run: (seed) => {
      const at = faultAt(seed);
      const held = (until: number): LabRun =>
        runLab({
          scenario: twoReplicas,
          seed,
          until,
          sets: [
            'users.arrivalRate=20',
            'redis.startupMillis=0',
            `redis-sentinel.downAfterMillis=${1000 * downAfter}`,
          ],
          dos: [`${at}us crash redis-primary for ${seconds(away)}us`],
          keepJourneys: false,
        });
      const entriesOf = ({ engine }: LabRun): readonly number[] =>
        replicas.map((replica) => readingNow(engine, replica, 'entries') ?? Number.NaN);
      const after = held(at + seconds(away + 1.5));
      return {
        promotions: eventsOf(after.story, 'promoted').length,
        before: Math.min(...entriesOf(held(at - 1))),
        entries: entriesOf(after),
      };
    },
    judge: (samples) => [
      count({
        name: isWithin ? 'runs in which every replica was emptied' : 'runs in which a replica lost something',
        // Twenty requests a second put a few new entries in.
        runs: samples.map(({ before, entries }) =>
          isWithin ? entries.every((one) => one < 0.1 * before) : entries.some((one) => one < 0.98 * before),
        ),
        ...(isWithin ? { least: emptyRuns } : { most: 0 }),
        why: isWithin ? 'every one' : 'none',
      }),
      count({
        name: 'runs with a promotion',
        runs: samples.map(({ promotions }) => promotions > 0),
        ...(isWithin ? { most: 0 } : { least: emptyRuns }),
        why: isWithin ? 'none' : 'every one',
      }),
    ],
  });
}

export const reportCache: readonly Statistic[] = [
  ...[0.1, 0.5, 1, 5].map(hangingCache),
  emptyPrimary(1, 0.8),
  emptyPrimary(1, 2.5),
  emptyPrimary(3, 1.5),
  emptyPrimary(3, 4.5),
];
