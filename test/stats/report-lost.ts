// Public reports about clients that do not hear of a failover, played: their writes go to the old primary, and are lost.
import { assert } from '../../src/base/assert.ts';
import { journeyHeader, requestFates } from '../../src/engine/telemetry/records.ts';
import { eventsOf, hopsOf, type LabRun, runLab, seconds } from '../support/engine-lab.ts';
import { sentinelRecording } from '../support/sentinel-reference.ts';
import { count, mean, sameDistribution } from './judge.ts';
import { type Statistic, statistic } from './statistic.ts';

const baseSeed = 20_261_133;
const runs = 40;

/** Micros, spread evenly over a second, so that no phase of a timer is favoured. */
const spread = (seed: number): number =>
  seconds(5) + Math.round((((seed - baseSeed) % runs) + 0.5) * (1_000_000 / runs));

const writesPerSecond = 30;
const load = [`users.arrivalRate=${writesPerSecond}`, 'users.writeRatio=1', 'database.startupMillis=0'];
const isolated = [1, 2, 3].map((number) => `1s cut sentinel-${number}->api-4 both`);
/** Writes a second through one of four servers. */
const share = writesPerSecond / 4;

/** As in the recordings, whose old primary returned in step with the links made anew at the switch. */
const afterReconfigured = seconds(2.61 + 0.08);
const recordedKills = sentinelRecording().runs.filter(({ fault }) => fault === 'KILL');
const recordedConversions = recordedKills.flatMap(({ rejoinDetail }) =>
  rejoinDetail === undefined ? [] : [rejoinDetail.convertEvents[0]![0] / 1000],
);
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

type Split = Readonly<{ conversion: number; writes: number }>;

const uninformed = statistic<Split>({
  name: 'report-lost/uninformed-client',
  what:
    'vertical with 30 writes/s, api-4 cut off from the sentinels: the primary crashes, is replaced and returns 2.61 s after the ' +
    'switch; seconds until it is converted, and split-brain writes meanwhile',
  source:
    'rate × share × time to conversion; times to conversion recorded of Redis 7.0.15, test/reference/sentinel.json',
  firstSeed: baseSeed + 1000,
  seeds: runs,
  run: (seed) => {
    const at = spread(seed);
    const play = (until: number, forHowLong: string): LabRun =>
      runLab({
        scenario: 'vertical',
        seed,
        until,
        sets: load,
        dos: [...isolated, `${at}us crash db-primary${forHowLong}`],
        keepJourneys: false,
      });
    const reconfigured = eventsOf(play(at + seconds(8), '').story, 'replicaReconfigured')[0];
    assert(reconfigured !== undefined, 'the other replica follows');
    const backAt = reconfigured.time + afterReconfigured;
    const { story, engine } = play(backAt + seconds(13), ` for ${backAt - at}us`);
    const converted = eventsOf(story, 'convertedToReplica')[0];
    assert(converted !== undefined, 'the old primary is converted');
    return {
      conversion: (converted.time - backAt) / 1_000_000,
      writes: engine.totals().splitBrainWrites,
    };
  },
  judge: (samples) => {
    const expected = share * meanOf(recordedConversions);
    return [
      mean({
        name: 'split-brain writes',
        values: samples.map(({ writes }) => writes),
        expected,
        halfWidthAtMost: 0.1 * expected,
      }),
      mean({
        name: 'split-brain writes beyond rate × share × time to conversion',
        values: samples.map(({ writes, conversion }) => writes - share * conversion),
        expected: 0,
        halfWidthAtMost: 0.1 * expected,
      }),
      sameDistribution(
        'seconds to conversion',
        samples.map(({ conversion }) => conversion),
        recordedConversions,
      ),
    ];
  },
});

type Told = Readonly<{ told: number; switched: number; untold: number; conversion: number; later: number }>;

const away = 60;
/** Asynchronous replication: confirmed within the delay before the crash, and lost with the primary. */
const replicationDelay = 0.05;

const told = statistic<Told>({
  name: 'report-lost/told-and-not-told',
  what:
    'vertical with 30 writes/s, api-4 cut off from the sentinels: the primary is away for 60 s; seconds of writes that a server which is told ' +
    'loses (refused, or confirmed and lost), and api-4',
  source:
    'refused until the client knows the new primary, and rate × delay; not told: refused for 60 s, then confirmed and lost until the conversion',
  firstSeed: baseSeed + 2000,
  seeds: runs,
  run: (seed) => {
    const at = spread(seed);
    const until = at + seconds(away + 25);
    const run = runLab({
      scenario: 'vertical',
      seed,
      until,
      sets: load,
      dos: [...isolated, `${at}us crash db-primary for ${away}s`],
    });
    const { journeys, blueprint, story, engine } = run;
    const converted = eventsOf(story, 'convertedToReplica')[0];
    assert(converted !== undefined, 'the old primary is converted');
    const lone = blueprint.components.findIndex(({ id }) => id === 'api-4');
    const failed = requestFates.indexOf('failed');
    const writes = journeys.flatMap((journey) => {
      const arrivedAt = journey[journeyHeader.arrivedAt]!;
      const isLone = hopsOf(journey).some(({ to }) => to === lone);
      return [{ arrivedAt, isLone, isFailed: journey[journeyHeader.fate] === failed }];
    });
    const failures = writes.filter(({ isFailed }) => isFailed);
    const { lostWrites, splitBrainWrites } = engine.totals();
    const ofLone = failures.filter(({ isLone, arrivedAt }) => isLone && arrivedAt < converted.time).length;
    const switches = eventsOf(story, 'clientSwitched').map(({ time }) => time - at);
    return {
      told:
        failures.filter(({ isLone }) => !isLone).length / (3 * share) +
        (lostWrites - splitBrainWrites) / writesPerSecond,
      switched: meanOf(switches) / 1_000_000,
      untold: (ofLone + splitBrainWrites) / share,
      conversion: (converted.time - at) / 1_000_000,
      later: writes.filter(
        ({ isLone, isFailed, arrivedAt }) => isLone && !isFailed && arrivedAt > converted.time,
      ).length,
    };
  },
  judge: (samples) => {
    const secondsAfter = samples.map(({ told: lost, switched }) => lost - switched);
    return [
      mean({
        name: 'told: seconds of writes lost',
        values: samples.map((one) => one.told),
        expected: 2.4,
        halfWidthAtMost: 0.24,
      }),
      mean({
        name: 'told: seconds of writes lost beyond the time until it was told',
        values: secondsAfter,
        expected: replicationDelay,
        halfWidthAtMost: 0.24,
      }),
      mean({
        name: 'not told: seconds of writes lost',
        values: samples.map(({ untold }) => untold),
        expected: away + meanOf(recordedConversions),
        halfWidthAtMost: 2,
      }),
      mean({
        name: 'not told: seconds of writes lost beyond the time until the conversion',
        values: samples.map(({ untold, conversion }) => untold - conversion),
        expected: 0,
        halfWidthAtMost: 2,
      }),
      count({
        name: 'not told: runs with a write that went well after the conversion',
        runs: samples.map(({ later }) => later > 0),
        most: 0,
        why: 'none: a replica takes no writes',
      }),
    ];
  },
});

export const reportLost: readonly Statistic[] = [uninformed, told];
