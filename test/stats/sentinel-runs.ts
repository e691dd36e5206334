// The 32 recorded failovers of Redis Sentinel 7.0.15, run by run, against a thousand made by the algorithm alone in each
// cell, and a hundred in which the old primary returns. Each recorded sentinel's own sequence of events occurs here, letter
// for letter; no two events of leader and follower stand in an order that never occurs here; the times lie within what
// occurs here, 100 ms aside (as distributions they are compared in test/conformance/sentinel-summary.test.ts).
import { assert } from '../../src/base/assert.ts';
import { kindOf, kindsOf, precedences, storiesOf, violated } from '../support/sentinel-order.ts';
import { type SentinelRun, sentinelCells, sentinelRecording } from '../support/sentinel-reference.ts';
import { isAmong, simulateRun, writerOf } from '../support/sentinel-runs.ts';
import { count, sameDistribution } from './judge.ts';
import type { Figure, Statistic } from './statistic.ts';
import { statistic } from './statistic.ts';

interface RecordedRun extends SentinelRun {
  readonly rejoin: boolean;
  readonly writer: { readonly gapMs: number; readonly firstAckAfterMs: number };
}

type Fault = SentinelRun['fault'];
type Run = Readonly<{
  downAfter: number;
  events: SentinelRun['events'];
  /** By milestone, then when a write succeeded, the writer's gap, its first acknowledgement: milliseconds. */
  times: readonly number[];
  back: Readonly<{ converted: readonly number[]; readOnly: number }> | null;
}>;

const runsPerCell = 1000;
const returnsPerCell = 100;
const source = '32 recorded failovers of Redis Sentinel 7.0.15, test/reference/sentinel.json';

const milestones = [
  '+sdown',
  '+odown',
  '+elected-leader',
  '+selected-slave',
  '+promoted-slave',
  '+switch-master',
];

const timesOf = ({ events }: Pick<SentinelRun, 'events'>): readonly number[] =>
  milestones.map((name) => {
    const found = events.find((event) => event[2] === name);
    assert(found !== undefined, `a run without ${name}`);
    return found[0];
  });

/** Both cells of a fault in turn: the order of events does not depend on down-after, and shows what can happen. */
const cellsOf = (fault: Fault) => sentinelCells.filter((cell) => cell.fault === fault);

function simulate(fault: Fault, index: number, rejoin: boolean): Run {
  const cell = cellsOf(fault)[index % 2]!;
  const place = index >> 1;
  const run = simulateRun(cell, place, rejoin);
  const { gapMs, firstAckAfterMs } = writerOf(run, place / (rejoin ? returnsPerCell : runsPerCell));
  const detail = run.rejoinDetail;
  return {
    downAfter: cell.downAfter,
    events: run.events,
    times: [...timesOf(run), run.firstWriteAcceptedByNewPrimaryMs, gapMs, firstAckAfterMs],
    back:
      detail === undefined
        ? null
        : {
            converted: detail.convertEvents.map(([ms]) => ms),
            readOnly: detail.firstReadOnlyAfterBackMs,
          },
  };
}

const recordedRuns = (fault: Fault, rejoin: boolean): readonly RecordedRun[] =>
  (sentinelRecording().runs as readonly RecordedRun[]).filter(
    (run) => run.fault === fault && run.rejoin === rejoin,
  );

const protocol = [
  'leader +odown master → leader +try-failover',
  'leader +try-failover → leader +elected-leader',
  'leader +vote-for-leader → leader +elected-leader',
  'leader +elected-leader → leader +selected-slave',
  'leader +failover-state-wait-promotion → leader +promoted-slave',
  'leader +promoted-slave → follower +config-update-from',
  'follower +vote-for-leader → follower +switch-master',
  'follower +switch-master → leader +switch-master',
];

function judgeEvents(recorded: readonly RecordedRun[], runs: readonly Run[]): readonly Figure[] {
  const stories = new Set(runs.flatMap(storiesOf));
  const kinds = kindsOf(runs);
  const orders = precedences(runs, 100);
  const learned = new Set(orders.map(({ first, then }) => `${first} → ${then}`));
  const all = (name: string, holds: readonly boolean[], why: string): Figure =>
    count({ name, runs: holds, least: holds.length, why });
  return [
    all(
      'recorded sequences of one sentinel that occur here',
      recorded.flatMap(storiesOf).map((story) => stories.has(story)),
      'letter for letter, leader and followers apart',
    ),
    all(
      'recorded events whose kind occurs here',
      recorded.flatMap(({ events }) => events.map((event) => kinds.has(kindOf(event)))),
      'each',
    ),
    all(
      'recorded runs that keep every order that all runs here keep',
      recorded.map((run) => violated(run, orders).length === 0),
      `happened-before of ${orders.length} pairs of events, each pair seen at least a hundred times`,
    ),
    all(
      'orders of the protocol among those learned',
      protocol.map((order) => learned.has(order)),
      'Redis Sentinel’s documentation and source',
    ),
  ];
}

function judgeTimes(recorded: readonly RecordedRun[], runs: readonly Run[]): Figure {
  const holds = recorded.flatMap((run) => {
    const alike = runs.filter(({ downAfter }) => downAfter === run.downAfter);
    const { gapMs, firstAckAfterMs } = run.writer;
    const times = [...timesOf(run), run.firstWriteAcceptedByNewPrimaryMs, gapMs, firstAckAfterMs];
    return times.map((time, place) =>
      isAmong(
        time,
        alike.map((one) => one.times[place]!),
      ),
    );
  });
  return count({
    name: 'recorded times within those that occur here',
    runs: holds,
    least: holds.length,
    why: 'milestones, first write accepted, the writer’s gap and first acknowledgement; one timer period of 100 ms aside',
  });
}

function judgeReturns(recorded: readonly RecordedRun[], runs: readonly Run[]): readonly Figure[] {
  const detail = recorded.map(({ rejoinDetail }) => rejoinDetail!);
  return [
    // Two that hear of it in the same breath both say so; seen about once in a hundred here.
    count({
      name: 'runs in which one or two sentinels convert the old primary',
      runs: runs.map(({ back }) => back!.converted.length === 1 || back!.converted.length === 2),
      least: runs.length,
      why: 'each sentinel converts what calls itself primary and is not, once',
    }),
    sameDistribution(
      'return to conversion, ms',
      runs.map(({ back }) => back!.converted[0]!),
      detail.map(({ convertEvents }) => convertEvents[0]![0]),
      0.01,
    ),
    sameDistribution(
      'return to read-only, ms',
      runs.map(({ back }) => back!.readOnly),
      detail.map(({ firstReadOnlyAfterBackMs }) => firstReadOnlyAfterBackMs),
      0.01,
    ),
  ];
}

const faults = ['STOP', 'KILL'] as const;

const failovers = faults.map((fault) =>
  statistic<Run>({
    name: `sentinel-runs/${fault.toLowerCase()}`,
    what: `failovers by the sentinel algorithm alone after ${fault}, run by run: what happens, in which order, when`,
    source,
    firstSeed: 0,
    seeds: runsPerCell * 2,
    run: (seed) => simulate(fault, seed, false),
    judge: (samples) => {
      const recorded = recordedRuns(fault, false);
      return [...judgeEvents(recorded, samples), judgeTimes(recorded, samples)];
    },
  }),
);

const returns = faults.map((fault) =>
  statistic<Run>({
    name: `sentinel-runs/${fault.toLowerCase()}-and-return`,
    what: `the same, until the old primary has returned and was made a replica`,
    source,
    firstSeed: 0,
    seeds: returnsPerCell * 2,
    run: (seed) => simulate(fault, seed, true),
    judge: (samples) => {
      const recorded = recordedRuns(fault, true);
      return [
        ...judgeEvents(recorded, samples),
        judgeTimes(recorded, samples),
        ...judgeReturns(recorded, samples),
      ];
    },
  }),
);

export const sentinelRuns: readonly Statistic[] = [...failovers, ...returns];
