/**
 * Every kill in one table: each component that can suffer the fault suffers it alone, in as many replications as asked
 * for. Seed by seed and not component by component, so that a matrix that is stopped early still compares all of them.
 */
import { assert } from '../base/assert.ts';
import { microsPerSecond } from '../base/units.ts';
import { consequencesOf, detectedAfter, type Kill, recoveredAfter } from './consequences.ts';
import { type KillOptions, killSeeds } from './kill-options.ts';
import { type KillOutcome, type KillReport, makeReport, type Outcome } from './kill-report.ts';
import { type CreateEngine, type Observation, Replication } from './replication.ts';

export interface KillProgress {
  readonly runsDone: number;
  readonly runs: number;
  /** Replication under way, counted from 1. */
  readonly replication: number;
  /** Being killed; undefined in the undisturbed run. */
  readonly component: string | undefined;
}

export interface KillMatrix {
  /** Simulates a little more; true when all is done. Whoever drives it may stop at any time. */
  advance(): boolean;
  progress(): KillProgress;
  /** Of the replications that are complete. */
  report(): KillReport;
}

export function victimsOf({ blueprint, fault }: Pick<KillOptions, 'blueprint' | 'fault'>): readonly string[] {
  return blueprint.components.filter(({ faults }) => faults.includes(fault)).map(({ id }) => id);
}

export function createKillMatrix(options: KillOptions, create: CreateEngine): KillMatrix {
  const { seeds, until, faultAfter } = options;
  assert(seeds >= killSeeds.least && seeds <= killSeeds.most, 'seeds: within bounds');
  assert(until >= faultAfter + 2 * microsPerSecond, 'until: leaves a window');
  const victims = victimsOf(options);
  const undisturbed: Outcome[] = [];
  const killed = new Map<string, KillOutcome[]>(victims.map((id) => [id, []]));
  const runs = seeds * (victims.length + 1);
  let progress: KillProgress = { runsDone: 0, runs, replication: 1, component: undefined };

  function* replicate(replication: number): Generator<undefined, void> {
    const note = (component: string | undefined, isDone: boolean): void => {
      progress = { ...progress, replication, component, runsDone: progress.runsDone + (isDone ? 1 : 0) };
    };
    note(undefined, false);
    const twins = new Replication(options, options.seed + replication - 1, create);
    const baseline = yield* twins.undisturbed();
    note(undefined, true);
    yield;
    const outcomes: [string, KillOutcome][] = [];
    for (const component of victims) {
      note(component, false);
      const observation = yield* twins.killed(component);
      outcomes.push([component, outcomeOf(options, observation, killOf(options, twins, component))]);
      note(component, true);
      yield;
    }
    // All at once: rows never mix replications that some components have and others have not.
    const { story: _, ...counts } = baseline;
    undisturbed.push(counts);
    for (const [component, outcome] of outcomes) killed.get(component)?.push(outcome);
    yield;
  }

  function* replicateAll(): Generator<undefined, void> {
    for (let replication = 1; replication <= seeds; replication += 1) yield* replicate(replication);
  }

  const work = replicateAll();
  return {
    advance: () => work.next().done === true,
    progress: () => progress,
    report: () => makeReport(options, { undisturbed, killed }),
  };
}

function killOf({ fault, until }: KillOptions, twins: Replication, component: string): Kill {
  return { fault, component, at: twins.faultAt, until, primaries: twins.primaries };
}

function outcomeOf({ blueprint }: KillOptions, { story, ...counts }: Observation, kill: Kill): KillOutcome {
  const consequences = consequencesOf(story, kill);
  const recoveries = blueprint.classes.map(({ id }) => [id, recoveredAfter(consequences, id, kill)]);
  return {
    ...counts,
    detectedAfter: detectedAfter(consequences, kill),
    recoveredAfter: Object.fromEntries(recoveries) as KillOutcome['recoveredAfter'],
  };
}
