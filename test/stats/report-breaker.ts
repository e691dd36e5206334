// A payment provider that hangs, played: reads never ask it, and wait all the same for the slots that writes hold.
// Without a layer of the call policy, with each layer alone, and what a breaker sends before it opens.
import { falseTripProbability } from '../../src/algorithms/resilience/breaker-odds.ts';
import { cause } from '../../src/engine/telemetry/causes.ts';
import { classColumn } from '../../src/engine/telemetry/records.ts';
import type { ScenarioSource } from '../../src/scenario/scenario.ts';
import { createLatencyTally } from '../../src/session/sparse-latency.ts';
import { eventsOf, figureInRow, hopsOf, type LabRun, runLab, seconds } from '../support/engine-lab.ts';
import { shop, shopOf } from '../support/shop.ts';
import { boundedMean, count, mean } from './judge.ts';
import { type Figure, type Statistic, statistic } from './statistic.ts';

const baseSeed = 20_261_141;
const arrivalRate = 400;
const writeShare = 0.05;
const servers = 4;
const slots = 16;
/** Seconds. */
const timeout = 5;
const hangsAt = 20;
const hang = [`${hangsAt}s hang payment`];
const noBreaker = 'api.service.breaker=off';
const openFor = 60;
/** Failures that open the breaker of one server. */
const threshold = 5;
/** Payments a second of one server. */
const rate = (arrivalRate * writeShare) / servers;

type Reads = Readonly<{ p99Ratio: number; failedShare: number; failed: number }>;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Reads that end in the seconds [from, to): p99 of those answered (seconds), and those that fail. */
function readsIn({ rows }: LabRun, from: number, to: number) {
  const wanted = rows.filter(({ second }) => second >= from && second < to);
  const tally = createLatencyTally();
  for (const { sparse } of wanted.flatMap(({ latencies }) => latencies.filter((row) => row.class === 0)))
    tally.add(sparse);
  const total = (column: number): number => sum(wanted.map(({ classes }) => classes[column]!));
  const failed = total(classColumn.failed);
  return {
    p99: (tally.quantile(0.99) ?? Number.NaN) / 1_000_000,
    failed,
    failedShare: failed / (failed + total(classColumn.ok)),
  };
}

/** Reads from `from` to `to`, compared with those of 5 to 20 s. */
function compared(run: LabRun, from: number, to: number): Reads {
  const before = readsIn(run, 5, hangsAt);
  const { p99, failed, failedShare } = readsIn(run, from, to);
  return { p99Ratio: p99 / before.p99, failedShare, failed };
}

/** The shop whose orders are paid within a transaction: each holds a connection to the database meanwhile. */
const transactional = shopOf(writeShare, {
  checkout: [
    { do: 'work' },
    {
      do: 'hold',
      of: 'database',
      steps: [
        { do: 'ask', of: 'service' },
        { do: 'ask', of: 'database' },
      ],
    },
  ],
});

const readRuns = 40;

type Span = readonly [from: number, to: number];

function hanging(
  name: string,
  sets: readonly string[],
  what: string,
  [from, to]: Span = [25, 60],
  scenario: ScenarioSource = shop,
) {
  return {
    name: `report-breaker/${name}`,
    what: `breaker, payment hangs for good at 20 s, ${what}: reads from ${from} to ${to} s, and p99 compared with 5 to 20 s`,
    seeds: readRuns,
    run: (seed: number): Reads => {
      const options = { scenario, seed, sets, dos: hang, keepJourneys: false } as const;
      return compared(runLab({ ...options, until: seconds(to) }), from, to);
    },
  };
}

/** Reads wait for what writes hold: their p99 is five times as long at least, and a tenth of them fails. */
const judgeHarmed = (samples: readonly Reads[], halfWidthAtMost: number): readonly Figure[] => [
  boundedMean({
    name: 'p99 of reads, times that before',
    values: samples.map(({ p99Ratio }) => p99Ratio),
    least: 5,
    halfWidthAtMost,
  }),
  boundedMean({
    name: 'share of the reads that fail',
    values: samples.map(({ failedShare }) => failedShare),
    least: 0.1,
    halfWidthAtMost: 0.04,
  }),
];

const unguarded = statistic<Reads>({
  ...hanging('no-layer', [noBreaker], 'no breaker'),
  source:
    '20 payments/s × 5 s = 100 slots wanted of 64: reads wait for slots, and a full line turns them away',
  firstSeed: baseSeed,
  judge: (samples) => judgeHarmed(samples, 10),
});

/** Seconds of a slot for one request: its service, then a read at the database, or a payment that times out. */
const meanHold = 0.008 + (1 - writeShare) * (2 * 0.00025 + 0.002) + writeShare * timeout;

/** Slots go round nearly in step: many waves of 5 s. */
const waves: Span = [30, 150];
const probesApart = [noBreaker, 'api.healthCheck=separate'];

const renewal = statistic<Reads>({
  ...hanging('no-layer-probes-apart', probesApart, 'no breaker, probes apart', waves),
  source:
    'renewal reward: 64 slots ÷ the mean time that a request holds one; the rest of 400/s is turned away',
  firstSeed: baseSeed,
  judge: (samples) => {
    const expected = 1 - (servers * slots) / meanHold / arrivalRate;
    return [
      mean({
        name: 'share of the reads that fail',
        values: samples.map(({ failedShare }) => failedShare),
        expected,
        halfWidthAtMost: 0.05 * expected,
      }),
    ];
  },
});

/** Reads are as fast as before the fault, and none of `reads` a run fails. */
const harmless = (samples: readonly Pick<Reads, 'p99Ratio' | 'failed'>[], reads: string) => [
  boundedMean({
    name: 'p99 of reads, times that before',
    values: samples.map(({ p99Ratio }) => p99Ratio),
    most: 1.2,
    halfWidthAtMost: 0.1,
  }),
  count({
    name: 'runs in which a read failed',
    runs: samples.map(({ failed }) => failed > 0),
    most: 0,
    why: `none, of ${reads} reads a run`,
  }),
];

function guarded(name: string, sets: string | readonly string[], what: string, source: string): Statistic {
  return statistic<Reads>({
    ...hanging(name, [noBreaker, ...[sets].flat()], `no breaker, ${what}`),
    source,
    firstSeed: baseSeed,
    judge: (samples) => [...harmless(samples, '13,300')],
  });
}

const loops = ['api.concurrency=eventLoop', 'api.meanServiceMillis=2'];

const holdingLoop = statistic<Reads>({
  ...hanging(
    'event-loop-holds',
    [noBreaker, ...loops, 'api.database.pool.size=9'],
    'no breaker, event loops that hold one of 9 pooled connections across the payment',
    [25, 60],
    transactional,
  ),
  source: '5 payments/s × 5 s = 25 connections wanted of 9 a server: reads wait for one, 10 s at most',
  firstSeed: baseSeed,
  judge: (samples) => judgeHarmed(samples, 60),
});

/** Mean calls of one server that the hang finds on the wire to the provider (10 ms) or at work there (0.2 s). */
const caught = rate * (0.01 + 0.2);
/** That a server has sent fewer than `n` calls which hang, where `expected` is their mean: Poisson. */
const fewer = (n: number, expected: number): number => 1 - falseTripProbability(expected, n);
const below = Array.from({ length: threshold }, (_, index) => index + 1);
/** Mean seconds from the hang to the sending of a server's fifth call that hangs: ∫ P(fewer than five by t) dt. */
const fifthSent = sum(below.map((n) => fewer(n, caught))) / rate;
/** That a breaker opens later than `after` seconds after the hang, 5 or more. */
const opensLater = (after: number): number => fewer(threshold, caught + rate * (after - timeout));

type Guard = Reads &
  Readonly<{ openedAfter: readonly number[]; hung: number; turned: number; probes: number }>;

/** Slots of all servers, and those that come free before the last failure opens. */
const mostHung = servers * (slots + threshold - 1);

const openingRuns = 200;

/** Calls that reach `payment` in the seconds [from, to). */
function paymentsIn({ rows, blueprint }: LabRun, from: number, to: number): number {
  const index = blueprint.components.findIndex(({ id }) => id === 'payment');
  const wanted = rows.filter(({ second }) => second >= from && second < to);
  return sum(wanted.map((row) => figureInRow(row, { index, id: 'payment' }, 'arrived')));
}

function playGuard(seed: number): Guard {
  const until = hangsAt + openFor + 16;
  const options = { scenario: shop, seed, dos: hang, keepJourneys: false } as const;
  const run = runLab({ ...options, until: seconds(until) });
  const opened = eventsOf(run.story, 'breakerOpened').map(({ time }) => time / 1_000_000);
  const last = Math.max(...opened);
  const quietFrom = Math.ceil(last + 0.01);
  const quietTo = Math.floor(Math.min(...opened) + openFor);
  const { failuresByCause } = run.engine.totals().classes[1]!;
  const probes = paymentsIn(run, quietTo, until);
  return {
    ...compared(run, 30, 60),
    openedAfter: opened.map((at) => at - hangsAt),
    // Each call that hangs fails its write, probes too.
    hung: failuresByCause.timedOut! - eventsOf(run.story, 'breakerReopened').length,
    turned: paymentsIn(run, quietFrom, quietTo),
    probes,
  };
}

const breakerOn = statistic<Guard>({
  name: 'report-breaker/breaker',
  what: 'breaker as it is, payment hangs for good at 20 s: when the four breakers open, and what is sent from then on; reads from 30 to 60 s',
  source:
    'each opens 5 s after its fifth call that hangs was sent: Poisson, 5/s and a mean of 1.05 inside when it hangs; 60 s later one probe each',
  firstSeed: baseSeed + 1000,
  seeds: openingRuns,
  run: playGuard,
  judge: (samples) => [
    mean({
      name: 'seconds from the hang until a breaker opens',
      values: samples.map(({ openedAfter }) => sum(openedAfter) / servers),
      expected: timeout + fifthSent,
      halfWidthAtMost: 0.1,
    }),
    mean({
      name: 'share of the breakers that open later than 6 s after the hang',
      values: samples.map(({ openedAfter }) => openedAfter.filter((after) => after > 6).length / servers),
      expected: opensLater(6),
      halfWidthAtMost: 0.06,
    }),
    mean({
      name: 'share of the runs in which one opens later than 7 s after the hang',
      values: samples.map(({ openedAfter }) => (Math.max(...openedAfter) > 7 ? 1 : 0)),
      expected: 1 - (1 - opensLater(7)) ** servers,
      halfWidthAtMost: 0.1,
    }),
    count({
      name: 'runs in which a call reached payment between the last opening and the first half-opening',
      runs: samples.map(({ turned }) => turned > 0),
      most: 0,
      why: 'none',
    }),
    count({
      name: 'runs in which one call of each server was sent when it half-opened',
      runs: samples.map(({ probes }) => probes === servers),
      least: openingRuns,
      why: 'every one: each is sent one probe, which hangs',
    }),
    boundedMean({
      name: 'calls that hang until all four are open',
      values: samples.map(({ hung }) => hung),
      most: mostHung,
      halfWidthAtMost: 4,
    }),
    count({
      name: 'runs in which more calls hung',
      runs: samples.map(({ hung }) => hung > mostHung),
      most: 0,
      why: 'none beyond 4 · (16 + 4): a server has 16 slots, and four timeouts give one back before the fifth opens',
    }),
    ...harmless(samples, '11,400'),
  ],
});

type Hung = Readonly<{ hung: readonly number[] }>;

const hungRuns = 200;

const undisturbed = statistic<Hung>({
  name: 'report-breaker/calls-until-open',
  what: 'breaker with 200 slots a server, so that payments never take all: calls that hang until all four breakers are open',
  source:
    'four times five that open it and Poisson of rate × timeout, dealt in turn to four: variance rate × timeout × (1 − share of writes × 3/4)',
  firstSeed: baseSeed + 2000,
  seeds: hungRuns,
  run: (seed) => {
    const { journeys, blueprint } = runLab({
      scenario: shop,
      seed,
      until: seconds(40),
      sets: ['api.slots=200'],
      dos: hang,
    });
    const place = (name: string): number => blueprint.components.findIndex(({ id }) => id === name);
    const hops = journeys.flatMap(hopsOf).filter(({ to }) => to === place('payment'));
    const ofServer = (name: string): number =>
      hops.filter(({ from, cause: ended }) => from === place(name) && ended === cause.timedOut).length;
    return { hung: ['api-1', 'api-2', 'api-3', 'api-4'].map(ofServer) };
  },
  judge: (samples) => {
    const each = threshold + rate * timeout;
    const variance = rate * timeout * (1 - writeShare * (1 - 1 / servers));
    return [
      mean({
        name: 'calls that hang',
        values: samples.map(({ hung }) => sum(hung)),
        expected: servers * each,
        halfWidthAtMost: 0.05 * servers * each,
      }),
      mean({
        name: 'variance over the calls of one server',
        values: samples.map(({ hung }) => sum(hung.map((calls) => (calls - each) ** 2)) / servers),
        expected: variance,
        halfWidthAtMost: 0.2 * variance,
      }),
    ];
  },
});

export const reportBreaker: readonly Statistic[] = [
  unguarded,
  renewal,
  guarded(
    'short-timeout',
    'api.serviceTimeoutMillis=200',
    'but a timeout of 0.2 s',
    '20 payments/s × 0.2 s = 4 slots of 64, as many as while payment answers',
  ),
  guarded(
    'bulkhead',
    'api.service.bulkhead.limit=10',
    'but a bulkhead of 10',
    'at most 10 of 16 slots wait for payment; reads need 1.1',
  ),
  guarded(
    'event-loop',
    loops,
    'but event loops, with work of 2 ms',
    'a payment that waits keeps nothing from a read',
  ),
  holdingLoop,
  breakerOn,
  undisturbed,
];
