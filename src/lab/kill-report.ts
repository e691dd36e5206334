/** From the outcomes of single runs to rows: excess over the undisturbed run of the same seed, with intervals. */
import { type Micros, microsPerSecond } from '../base/units.ts';
import type { StoppingFault } from '../engine/command.ts';
import type { RequestClass } from '../engine/description.ts';
import type { KillOptions } from './kill-options.ts';
import type { ClassCounts } from './replication.ts';
import { type CountSummary, countSummary, type TimeSummary, timeSummary } from './summaries.ts';

/** One run, without its story. */
export interface Outcome {
  /** By id. */
  readonly classes: Readonly<Record<string, ClassCounts>>;
  readonly lostWrites: number;
  readonly lostSessions: number;
}

export interface KillOutcome extends Outcome {
  /** Infinity: not in the window. */
  readonly detectedAfter: Micros;
  /** Undefined: no outage. Infinity: not over when the window ended. */
  readonly recoveredAfter: Readonly<Record<string, Micros | undefined>>;
}

export interface KillRow {
  readonly component: string;
  readonly detected: TimeSummary;
  readonly lostWrites: CountSummary;
  readonly lostSessions: CountSummary;
  readonly classes: readonly {
    readonly id: string;
    readonly failed: CountSummary;
    readonly downtimeSeconds: CountSummary;
    readonly recovered: TimeSummary;
  }[];
}

export interface KillReport {
  readonly scenario: string;
  readonly fault: StoppingFault;
  /** Of the first replication. */
  readonly seed: number;
  readonly seedsAsked: number;
  /** Replications that are complete, and so in the rows. */
  readonly seeds: number;
  readonly faultAfter: Micros;
  readonly until: Micros;
  /** How long every run was watched after its fault, at least. */
  readonly watched: Micros;
  /** Cannot suffer the fault. */
  readonly spared: readonly string[];
  readonly classes: readonly RequestClass[];
  /** Worst first. */
  readonly kills: readonly KillRow[];
}

/** Outcomes of whole replications, in order of seed. */
export interface Outcomes {
  readonly undisturbed: readonly Outcome[];
  readonly killed: ReadonlyMap<string, readonly KillOutcome[]>;
}

export function makeReport(options: KillOptions, { undisturbed, killed }: Outcomes): KillReport {
  const { blueprint, fault, seed, faultAfter, until } = options;
  const classes = blueprint.classes.filter(({ id }) =>
    undisturbed.some((run) => countsOf(run, id).arrived > 0),
  );
  const whole = undisturbed.length === 0 ? [] : [...killed];
  const kills = whole.map(([component, runs]) => rowOf(component, classes, runs, undisturbed));
  return {
    scenario: blueprint.name,
    fault,
    seed,
    seedsAsked: options.seeds,
    seeds: undisturbed.length,
    faultAfter,
    until,
    watched: until - faultAfter - microsPerSecond,
    spared: blueprint.components.filter(({ id }) => !killed.has(id)).map(({ id }) => id),
    classes,
    kills: kills.sort(worstFirst),
  };
}

const countsOf = (run: Outcome, id: string): ClassCounts => run.classes[id] as ClassCounts;

function rowOf(
  component: string,
  classes: readonly RequestClass[],
  runs: readonly KillOutcome[],
  undisturbed: readonly Outcome[],
): KillRow {
  const counts = (pick: (run: Outcome) => number): CountSummary =>
    countSummary(runs.map(pick), undisturbed.map(pick));
  return {
    component,
    detected: timeSummary(runs.map((run) => run.detectedAfter)),
    lostWrites: counts((run) => run.lostWrites),
    lostSessions: counts((run) => run.lostSessions),
    classes: classes.map(({ id }) => ({
      id,
      failed: counts((run) => countsOf(run, id).failed),
      downtimeSeconds: counts((run) => countsOf(run, id).downtimeSeconds),
      recovered: timeSummary(runs.map((run) => run.recoveredAfter[id])),
    })),
  };
}

/** By downtime, then failures, then lost writes; then by name, so that the order never depends on chance. */
function worstFirst(a: KillRow, b: KillRow): number {
  const sum = (row: KillRow, of: 'downtimeSeconds' | 'failed'): number =>
    row.classes.reduce((total, one) => total + one[of].mean, 0);
  return (
    sum(b, 'downtimeSeconds') - sum(a, 'downtimeSeconds') ||
    sum(b, 'failed') - sum(a, 'failed') ||
    b.lostWrites.mean - a.lostWrites.mean ||
    (a.component < b.component ? -1 : 1)
  );
}
