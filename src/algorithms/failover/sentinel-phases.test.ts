// Two hundred simulated failovers per cell against eight recorded ones of Redis Sentinel 7.0.15: one two-sample
// Kolmogorov–Smirnov test per phase and cell. Set SHOW=1 to see the table.
import { describe, expect, it } from 'vitest';
import { kolmogorovSmirnov } from '../../../test/support/kolmogorov-smirnov.ts';
import {
  isIn,
  type SentinelRun,
  samplePhases,
  sentinelCells,
  sentinelPhases,
  sentinelRecording,
} from '../../../test/support/sentinel-reference.ts';
import { leaderOf, simulateRun } from '../../../test/support/sentinel-runs.ts';

const runsPerCell = 200;
const familyError = 0.01;
const show = process.env.SHOW !== undefined;
const recording = sentinelRecording();

const leaderStory = [
  '+sdown',
  '+odown',
  '+try-failover',
  '+vote-for-leader',
  '+elected-leader',
  '+selected-slave',
  '+failover-state-wait-promotion',
  '+promoted-slave',
  '+slave-reconf-sent',
  '+slave-reconf-done',
  '+failover-end',
  '+switch-master',
];

/** What the leader went through, in order, up to its own switch. */
function storyOfLeader(run: SentinelRun): string[] {
  const leader = leaderOf(run);
  const own = run.events.filter(
    (event) =>
      event[1] === leader &&
      leaderStory.includes(event[2]) &&
      (event[2] !== '+sdown' || event[3].startsWith('master')),
  );
  return own.slice(0, own.findIndex((event) => event[2] === '+switch-master') + 1).map((event) => event[2]);
}

function storyOfFollowers(run: SentinelRun): string[][] {
  const leader = leaderOf(run);
  return [1, 2, 3]
    .filter((sentinel) => sentinel !== leader)
    .map((sentinel) =>
      run.events
        .filter((event) => event[1] === sentinel && ['+vote-for-leader', '+switch-master'].includes(event[2]))
        .map((event) => event[2]),
    );
}

describe('failover phases against Redis Sentinel 7.0.15', () => {
  const comparisons = sentinelCells.length * sentinelPhases.length;
  it.each(sentinelCells)('$fault, down-after $downAfter ms', (cell) => {
    const recorded = recording.runs.filter((run) => isIn(cell, run));
    expect(recorded).toHaveLength(8);
    const simulated = Array.from({ length: runsPerCell }, (_, run) => simulateRun(cell, run));
    const ours = samplePhases(simulated);
    const theirs = samplePhases(recorded);
    for (const phase of sentinelPhases) {
      const test = kolmogorovSmirnov(ours[phase], theirs[phase]);
      if (show) {
        const median = (of: number[]): number =>
          Math.round(of.toSorted((a, b) => a - b)[of.length >> 1] ?? Number.NaN);
        console.log(
          `${cell.fault} ${cell.downAfter} ${phase.padEnd(32)} D ${test.distance.toFixed(3)} p ${test.p.toFixed(4)} ` +
            `n ${test.sizes.join('/')} median ${median(ours[phase])} / ${median(theirs[phase])} ms`,
        );
      }
      expect(test.p * comparisons, phase).toBeGreaterThan(familyError);
    }
    for (const run of [...recorded, ...simulated]) {
      expect(storyOfLeader(run)).toEqual(leaderStory);
      for (const story of storyOfFollowers(run))
        expect(story).toEqual(['+vote-for-leader', '+switch-master']);
    }
  });
});
