/**
 * Runs of the whole engine for the bench. `full` keeps everything it is told, as a session does for as long as a frame;
 * `silent` makes neither journeys nor rows; `bare` has no instruments at all. These two replace the instruments of
 * one run by stubs, so the engine needs no switch for it; the trace hash shows that what happens stays the same.
 */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { Dependency } from '../../src/engine/model/dependency.ts';
import { Run } from '../../src/engine/run.ts';
import { cause } from '../../src/engine/telemetry/causes.ts';
import type { HistorySink } from '../../src/engine/telemetry/records.ts';

export const silentSink: HistorySink = { story() {}, second() {}, ledger() {}, journey() {} };

/** Keeps what came within the last second: as much as a frame ever holds. */
export function frameSink(): HistorySink {
  let kept: unknown[] = [];
  return {
    story: (event) => void kept.push(event),
    second: (row) => {
      kept = [row];
    },
    ledger: (span) => void kept.push(span),
    journey: (journey) => void kept.push(journey),
  };
}

/** `unguarded`: full telemetry, but the calls of servers go past call policies and connection pools, which have to be off. */
export type Telemetry = 'full' | 'silent' | 'bare' | 'unguarded';

export interface Outcome {
  readonly traceHash: string;
  readonly events: number;
}

export function playEngine(blueprint: Blueprint, telemetry: Telemetry, seconds: number): Outcome {
  const run = new Run(blueprint, 1, telemetry === 'full' ? frameSink() : silentSink);
  if (telemetry === 'unguarded') unguard(run);
  else if (telemetry !== 'full') silence(run);
  if (telemetry === 'bare') strip(run);
  run.until(seconds * 1_000_000, Number.POSITIVE_INFINITY);
  return { traceHash: run.world.traceHash.digest(), events: run.world.events };
}

/** No journey is sampled or written, no row is made. */
function silence({ world }: Run): void {
  world.journeys.onArrival = () => {};
  world.journeys.onEnd = () => {};
}

/** Nothing is measured: no integrals, counts, histograms, ledger. */
function strip({ world }: Run): void {
  const { meters, classMeters } = world;
  for (const name of ['touch', 'enter', 'queue', 'occupy', 'recordWaiting', 'leave', 'touchAll'] as const)
    meters[name] = () => {};
  classMeters.onArrival = () => {};
  classMeters.onEnd = () => {};
  classMeters.isSlow = () => false;
  classMeters.closeSecond = () => ({ classes: new Float64Array(0), latencies: [] });
}

/** What a dependency asks its policy and its pool, answered without them. */
function unguard({ world }: Run): void {
  for (const component of world.components) {
    const { dependencies = [] } = component as { readonly dependencies?: readonly Dependency[] };
    for (const { policy, pool } of dependencies) {
      policy.onFirstTry = () => {};
      policy.admit = () => cause.none;
      policy.onSent = () => {};
      policy.onEnded = () => {};
      pool.heldTo = () => -1;
      pool.take = () => true;
      pool.onSent = () => {};
      pool.onEnded = () => {};
    }
  }
}
