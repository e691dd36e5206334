// Two hundred failovers of the real engine per cell against eight recorded ones of Redis Sentinel 7.0.15: one two-sample
// Kolmogorov–Smirnov test per phase and cell. SHOW=1 prints the table. The scenario is `vertical` without traffic, each
// client linked to one sentinel only, so that the moment a client is told is the moment its sentinel switched.
import { describe, expect, it } from 'vitest';
import type { StoryEvent } from '../../src/engine/telemetry/story.ts';
import { vertical } from '../../src/scenario/templates/vertical.ts';
import { runLab, seconds } from '../support/engine-lab.ts';
import { kolmogorovSmirnov } from '../support/kolmogorov-smirnov.ts';
import { mulberry } from '../support/mulberry.ts';
import { recordingMachine } from '../support/sentinel-lab.ts';
import {
  isIn,
  type SentinelCell,
  type SentinelEvent,
  type SentinelRun,
  samplePhases,
  sentinelCells,
  sentinelPhases,
  sentinelRecording,
} from '../support/sentinel-reference.ts';

const baseSeed = 20_261_108;
const runsPerCell = 200;
const familyError = 0.01;
const show = process.env.SHOW !== undefined;
const recording = sentinelRecording();
const comparisons = sentinelCells.length * sentinelPhases.length;

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
function simulate(cell: SentinelCell, run: number): SentinelRun {
  const seed = baseSeed + 10_000 * sentinelCells.indexOf(cell) + run;
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
    run,
    events: events.sort((a, b) => a[0] - b[0]),
    firstWriteAcceptedByNewPrimaryMs:
      (promoted - faultAt) / 1000 + recordingMachine.writeProbePeriod * random(),
  };
}

describe(`the engine's failover phases against Redis Sentinel 7.0.15, base seed ${baseSeed}`, () => {
  it.each(sentinelCells)('$fault, down-after $downAfter ms', { timeout: 300_000 }, (cell) => {
    const recorded = recording.runs.filter((run) => isIn(cell, run));
    expect(recorded).toHaveLength(8);
    const simulated = Array.from({ length: runsPerCell }, (_, run) => simulate(cell, run));
    const ours = samplePhases(simulated);
    const theirs = samplePhases(recorded);
    for (const phase of sentinelPhases) {
      const { distance, p, sizes } = kolmogorovSmirnov(ours[phase], theirs[phase]);
      if (show) {
        const median = (of: number[]): number => of.toSorted((a, b) => a - b)[of.length >> 1] ?? Number.NaN;
        console.log(
          `${cell.fault} ${cell.downAfter} ${phase.padEnd(32)} D ${distance.toFixed(3)} p ${p.toFixed(4)} ` +
            `n ${sizes.join('/')} median ${median(ours[phase]).toFixed(0)} / ${median(theirs[phase]).toFixed(0)} ms`,
        );
      }
      expect(p * comparisons, phase).toBeGreaterThan(familyError);
    }
  });
});
