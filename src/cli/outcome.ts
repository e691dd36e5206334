/** Drives the engine to the end and collects what the reports are made of. */
import { type InputProblem, type Result, succeed } from '../base/result.ts';
import type { Blueprint } from '../engine/blueprint.ts';
import type { ComponentTotals, Engine } from '../engine/engine-contract.ts';
import type { Readings } from '../engine/telemetry/layout.ts';
import type { ClassTotals, HistorySink, RunTotals } from '../engine/telemetry/records.ts';
import type { StoryEvent } from '../engine/telemetry/story.ts';
import type { PreparedRun } from './prepare.ts';
import type { Replayed } from './replay.ts';

export type CreateEngine = (blueprint: Blueprint, seed: number, sink: HistorySink) => Engine;

export interface Outcome {
  readonly scenario: string;
  readonly seed: number;
  readonly traceHash: string;
  readonly totals: RunTotals;
  /** Without classes that this run does not have. */
  readonly classes: readonly ClassTotals[];
  readonly latencies: ReturnType<Engine['latencies']>;
  readonly components: readonly ComponentTotals[];
  /** At the end of the run. */
  readonly readings: Readings;
  /** Sorted by (time, id). */
  readonly story: readonly StoryEvent[];
  readonly blueprint: Blueprint;
  readonly replayed: Replayed | undefined;
}

export function simulate(run: PreparedRun, createEngine: CreateEngine): Result<Outcome, InputProblem> {
  const { blueprint, seed, until, log, replayed } = run;
  const story: StoryEvent[] = [];
  const ignore = (): void => undefined;
  const sink: HistorySink = {
    story: (event) => void story.push(event),
    second: ignore,
    ledger: ignore,
    journey: ignore,
  };
  const engine = createEngine(blueprint, seed, sink);
  engine.schedule(log);
  while (!engine.runUntil(until));
  const totals = engine.totals();
  const { classes } = engine.describe();
  return succeed({
    scenario: blueprint.name,
    seed,
    traceHash: engine.traceHash(),
    totals,
    classes: totals.classes.filter(({ arrived }, index) => arrived > 0 || (classes[index]?.share ?? 0) > 0),
    latencies: engine.latencies(),
    components: engine.componentTotals(),
    readings: engine.readings(),
    story: story.sort((a, b) => a.time - b.time || a.id - b.id),
    blueprint,
    replayed,
  });
}

/** Sums counts that are kept per class. */
export function summed(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const one of counts) {
    for (const [key, count] of Object.entries(one)) {
      if (count > 0) sums.set(key, (sums.get(key) ?? 0) + count);
    }
  }
  return Object.fromEntries(sums);
}

/** Failures by story id; '0' is the engine's word for "no root known". */
export function failuresByRoot({ classes }: Outcome): Record<string, number> {
  const { '0': unattributed, ...roots } = summed(classes.map((one) => one.failuresByRoot));
  return unattributed === undefined ? roots : { ...roots, unattributed };
}
