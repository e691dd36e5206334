/** The engine behind its door: see `engine-contract.ts`. */
import type { Blueprint } from './blueprint.ts';
import type { StampedCommand } from './command.ts';
import { describeWorld } from './describe.ts';
import type { Checkpoint, Engine } from './engine-contract.ts';
import { gaugesOf } from './model/gauges.ts';
import type { World } from './model/world.ts';
import { Run } from './run.ts';
import type { TapObserver } from './tap.ts';
import type { HistorySink, RunTotals } from './telemetry/records.ts';

/** Writes end there: it does not pass them on. */
const doesWrites = ({ blueprint }: World, component: number): boolean =>
  blueprint.components[component]?.model.serves.some(
    (protocol) => protocol === 'sql' || protocol === 'api',
  ) === true;

/**
 * A new run at time 0. The blueprint must come from `scenario/compile`, which has checked it. Tests may give an
 * `observer` that is told what the model does (`tap.ts`).
 */
export function createEngine(
  blueprint: Blueprint,
  seed: number,
  sink: HistorySink,
  observer?: TapObserver,
): Engine {
  const run = new Run(blueprint, seed, sink, observer);
  const { world } = run;
  return {
    get now() {
      return run.now;
    },
    runUntil: (until, maxEvents = Number.POSITIVE_INFINITY) => run.until(until, maxEvents),
    step: (limit) => run.step(limit),
    schedule: (log: readonly StampedCommand[]) => run.setLog(log),
    save: (): Checkpoint => ({ time: run.now, layout: world.panel.layout.id, state: run.save() }),
    load: (checkpoint) => run.load(checkpoint.state as ReturnType<Run['save']>),
    describe: () => describeWorld(world),
    get layout() {
      return world.panel.layout;
    },
    readings: () => ({ layout: world.panel.layout, values: world.panel.present() }),
    gauges: () => gaugesOf(world),
    journeysInFlight: () => world.journeys.inFlight(),
    totals: (): RunTotals => ({
      time: run.now,
      events: world.events,
      classes: world.classMeters.totals(),
      lostWrites: world.stores.reduce((sum, store) => sum + store.lostWrites, 0),
      splitBrainWrites: world.stores.reduce((sum, store) => sum + store.splitBrainWrites, 0),
      outcomeUnknown: world.edgeMeters.total('outcomeUnknown', (callee) => doesWrites(world, callee)),
      doneTwice: world.edgeMeters.total('doneTwice', () => true),
      lostSessions: world.stores.reduce((sum, store) => sum + store.lostSessions, 0),
      journeyRatio: world.journeys.ratio,
    }),
    componentTotals: () => run.report.totals(run.now),
    latencies: () => world.classMeters.latencies(),
    traceHash: () => world.traceHash.digest(),
  };
}
