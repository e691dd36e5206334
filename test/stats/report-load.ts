// Public reports about waiting, played: each has a closed form in slots, timeouts and rates.
import { journeyHeader } from '../../src/engine/telemetry/records.ts';
import { vertical } from '../../src/scenario/templates/vertical.ts';
import { eventsOf, hopsOf, runLab, seconds } from '../support/engine-lab.ts';
import { count, mean } from './judge.ts';
import { type Statistic, statistic } from './statistic.ts';

const baseSeed = 20_261_131;

/** Where run `seed` of `runs` stands in a period: evenly spread, so that no phase is favoured. */
const phaseOf = (seed: number, runs: number): number => (((seed - baseSeed) % runs) + 0.5) / runs;

const writeShare = 0.1;

const standbyRuns = 60;
const connections = 32;
const oneReplica = {
  ...vertical,
  components: vertical.components.filter(({ id }) => id !== 'db-replica-2'),
};
/** Writes that are inside when the standby dies and will not be confirmed: at work, in the log's delay, or on the wire. */
const unconfirmed = 30 * (0.004 + 0.05 + 0.0004);

type Standby = Readonly<{ lastRead: number; laterReads: number; laterAnswers: number }>;

const deadStandby = statistic<Standby>({
  name: 'report-load/dead-synchronous-standby',
  what:
    'vertical with one replica that must confirm each of 30 writes/s, slots enough in front: the replica dies; seconds until ' +
    'the last read that the primary answers',
  source:
    '32 connections, each kept by a write for ever: the 32nd of a Poisson process of 30/s, less those inside at the time',
  firstSeed: baseSeed + 1000,
  seeds: standbyRuns,
  run: (seed) => {
    const at = seconds(2 + phaseOf(seed, standbyRuns));
    const { journeys, blueprint } = runLab({
      scenario: oneReplica,
      seed,
      until: seconds(9),
      sets: ['database.waitForReplicas=1', 'api.slots=512'],
      dos: [`${at}us crash db-replica-1`],
    });
    const primary = blueprint.components.findIndex(({ id }) => id === 'db-primary');
    const reads = journeys
      .flatMap((journey) => (journey[journeyHeader.class] === 0 ? hopsOf(journey) : []))
      .filter(({ to }) => to === primary);
    const answered = reads.filter(({ finishedAt, cause }) => finishedAt >= 0 && cause === 0);
    const later = (time: number): boolean => time > at + seconds(3);
    return {
      lastRead: (Math.max(...answered.map(({ finishedAt }) => finishedAt)) - at) / 1_000_000,
      laterReads: reads.filter(({ sentAt }) => later(sentAt)).length,
      laterAnswers: answered.filter(({ sentAt }) => later(sentAt)).length,
    };
  },
  judge: (samples) => {
    const expected = (connections - unconfirmed) / 30;
    return [
      mean({
        name: 'seconds until the last read',
        values: samples.map(({ lastRead }) => lastRead),
        expected,
        halfWidthAtMost: 0.1 * expected,
      }),
      count({
        name: 'runs in which reads were tried three seconds later, and none was answered',
        runs: samples.map(({ laterReads, laterAnswers }) => laterReads > 0 && laterAnswers === 0),
        least: standbyRuns,
        why: 'each: a connection that waits for a dead replica is not given back',
      }),
    ];
  },
});

type Failed = Readonly<Record<'failed', number>>;

const hungRuns = 60;
/** Seconds: the first probe it does not answer is sent in an interval's mean half, the third two intervals later, and waits. */
const detection = 1 + 2 * 2 + 1;
/** Seconds that a call spends at a server and on the way to it. */
const inside = 0.00025 + 0.008 + 0.0005 + (1 - writeShare) * 0.002 + writeShare * 0.004;

const hungServer = statistic<Failed>({
  name: 'report-load/hung-server',
  what: 'vertical, 300 requests/s: one of four servers hangs for good; requests that fail',
  source: 'rate × share × detection, and those inside when it hangs',
  firstSeed: baseSeed + 2000,
  seeds: hungRuns,
  run: (seed) => {
    const { engine } = runLab({
      scenario: 'vertical',
      seed,
      until: seconds(20),
      dos: [`${seconds(4 + 2 * phaseOf(seed, hungRuns))}us hang api-1`],
      keepJourneys: false,
    });
    return { failed: engine.totals().classes.reduce((sum, { failed }) => sum + failed, 0) };
  },
  judge: (samples) => {
    const expected = 300 * 0.25 * (detection + inside);
    return [
      mean({
        name: 'failed requests',
        values: samples.map(({ failed }) => failed),
        expected,
        halfWidthAtMost: 0.1 * expected,
      }),
    ];
  },
});

type Saturated = Readonly<{ takenOut: number; failedShare: number }>;

const saturatedRuns = 20;
const saturatedRate = 20_000;

/**
 * Twelve busy slots between the servers and eight connections: a closed network, of product form. 1 ms of service and 0.5 ms
 * of wire without waiting, 2 ms at one of eight.
 */
function saturatedThroughput(): number {
  let factor = 1;
  let weights = 1;
  let throughput = 0;
  for (let atDatabase = 1; atDatabase <= 12; atDatabase += 1) {
    const busy = Math.min(atDatabase, 8);
    factor *= ((12 - atDatabase + 1) / 0.0015) * (0.002 / busy);
    weights += factor;
    throughput += (factor * busy) / 0.002;
  }
  return throughput / weights;
}

function saturated(healthCheck: 'queued' | 'separate', forSeconds: number): Statistic {
  return statistic<Saturated>({
    name: `report-load/saturated-servers-${healthCheck}`,
    what: `three-tier with 20,000 requests/s, ten times what it is made for, probes ${healthCheck}: servers taken out in ${forSeconds} s`,
    source:
      'Kubernetes issue 110083: a probe that waits like a request fails with the requests, one with a place of its own never',
    firstSeed: baseSeed + 3000,
    seeds: saturatedRuns,
    checkedSeeds: 1,
    run: (seed) => {
      const { story, engine } = runLab({
        scenario: 'three-tier',
        seed,
        until: seconds(forSeconds),
        sets: [`users.arrivalRate=${saturatedRate}`, `api.healthCheck=${healthCheck}`],
        keepJourneys: false,
      });
      const { classes } = engine.totals();
      const sum = (key: 'ok' | 'failed'): number => classes.reduce((total, one) => total + one[key], 0);
      return {
        takenOut: new Set(eventsOf(story, 'markedDown').map(({ values }) => values.server)).size,
        failedShare: sum('failed') / (sum('failed') + sum('ok')),
      };
    },
    judge: (samples) => {
      const out = samples.map(({ takenOut }) => takenOut);
      if (healthCheck === 'queued') {
        const why = 'five of six probes find a full line';
        return [
          count({
            name: 'runs in which all four were taken out',
            runs: out.map((n) => n === 4),
            least: saturatedRuns,
            why,
          }),
        ];
      }
      const expected = 1 - saturatedThroughput() / saturatedRate;
      return [
        count({ name: 'runs in which one was taken out', runs: out.map((n) => n > 0), most: 0, why: 'none' }),
        mean({
          name: 'share of the requests that fail',
          values: samples.map(({ failedShare }) => failedShare),
          expected,
          halfWidthAtMost: 0.01,
        }),
      ];
    },
  });
}

export const reportLoad: readonly Statistic[] = [
  deadStandby,
  hungServer,
  saturated('queued', 30),
  saturated('separate', 10),
];
