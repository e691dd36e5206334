// Two hundred failovers of the real engine per cell against eight recorded ones of Redis Sentinel 7.0.15: one two-sample
// Kolmogorov–Smirnov test per phase and cell. The scenario is `vertical` without traffic, each client linked to one
// sentinel only, so that the moment a client is told is the moment its sentinel switched.
import type { StoryEvent } from '../../src/engine/telemetry/story.ts';
import { vertical } from '../../src/scenario/templates/vertical.ts';
import { runLab, seconds } from '../support/engine-lab.ts';
import { mulberry } from '../support/mulberry.ts';
import { recordingMachine } from '../support/sentinel-lab.ts';
import {
  isIn,
  type PhaseSamples,
  type SentinelCell,
  type SentinelEvent,
  type SentinelRun,
  samplePhases,
  sentinelCells,
  sentinelPhases,
  sentinelRecording,
} from '../support/sentinel-reference.ts';
import { sameDistribution } from './judge.ts';
import { type Statistic, statistic } from './statistic.ts';

const baseSeed = 20_261_108;
const runsPerCell = 200;

/** Micros: from a sentinel to its client, one way. */
const clientDelay = 250;

const scenario = {
  ...vertical,
  components: vertical.components.filter((component) => component.id !== 'api-4'),
  links: [
    ...vertical.links.filter((link) => link.from !== 'sentinel' || link.to !== 'api'),
    ...[1, 2, 3].map((number) => ({
      from: `sentinel-${number}`,
      to: `api-${number}`,
      carries: 'control' as const,
      oneWayDelayMillis: clientDelay / 1000,
    })),
  ],
};

/** The recordings' name and detail of a story event, and when it happened; undefined for what they do not hold. */
function redisEvent(event: StoryEvent): readonly [time: number, name: string, detail: string] | undefined {
  const { time } = event;
  switch (event.kind) {
    case 'suspected':
      return [time, '+sdown', event.values.target === 'db-primary' ? 'master' : event.values.target];
    case 'agreedDown':
      return [time, '+odown', 'master'];
    case 'electionStarted':
      return [time, '+try-failover', ''];
    case 'leaderElected':
      return [time, '+elected-leader', ''];
    case 'replicaChosen':
      return [time, '+selected-slave', ''];
    case 'switchAnnounced':
      return [time, '+promoted-slave', ''];
    case 'clientSwitched':
      return [time - clientDelay, '+switch-master', ''];
    default:
      return undefined;
  }
}

/** The sentinels were started together a few seconds before each recorded fault, so their PINGs were still in step. */
function simulate(cell: SentinelCell, seed: number): SentinelRun {
  const random = mulberry(seed);
  const faultAt = seconds(5 + random());
  const { story } = runLab({
    scenario,
    seed,
    until: faultAt + seconds(6) + cell.downAfter * 1000,
    sets: ['users.arrivalRate=0', `sentinel.downAfterMillis=${cell.downAfter}`],
    dos: [`${faultAt}us ${cell.fault === 'KILL' ? 'crash' : 'hang'} db-primary`],
  });
  const events: SentinelEvent[] = [];
  for (const event of story) {
    const found = redisEvent(event);
    if (found === undefined) continue;
    const [time, name, detail] = found;
    // The recordings hold when a listener heard of it.
    const late = -recordingMachine.observerLateMean * Math.log(1 - random());
    events.push([Math.round((time - faultAt) / 1000 + late), Number(event.component.at(-1)), name, detail]);
  }
  const promoted = story.find((event) => event.kind === 'promoted')?.time ?? Number.NaN;
  return {
    ...cell,
    run: seed,
    events: events.sort((a, b) => a[0] - b[0]),
    firstWriteAcceptedByNewPrimaryMs:
      (promoted - faultAt) / 1000 + recordingMachine.writeProbePeriod * random(),
  };
}

export const failoverPhases: readonly Statistic[] = sentinelCells.map((cell, index) =>
  statistic<PhaseSamples>({
    name: `failover-phases/${cell.fault.toLowerCase()}-${cell.downAfter}`,
    what: `phases of the engine's failover, ms: ${cell.fault} of the primary, down-after ${cell.downAfter} ms`,
    source: 'eight recorded failovers of Redis Sentinel 7.0.15, test/reference/sentinel.json',
    firstSeed: baseSeed + 10_000 * index,
    seeds: runsPerCell,
    run: (seed) => samplePhases([simulate(cell, seed)]),
    judge: (samples) => {
      const recorded = samplePhases(sentinelRecording().runs.filter((run) => isIn(cell, run)));
      return sentinelPhases.map((phase) =>
        sameDistribution(
          phase,
          samples.flatMap((sample) => sample[phase]),
          recorded[phase],
        ),
      );
    },
  }),
);
