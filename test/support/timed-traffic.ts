// Requests that come at instants which a test names, through servers whose times are fixed: then every moment of every
// call can be said beforehand, to the microsecond.

import { classVerbs } from '../../src/engine/description.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { journeyHeader } from '../../src/engine/telemetry/records.ts';
import type { TemplateId } from '../../src/scenario/templates/index.ts';
import {
  blueprintOf,
  commandsOf,
  emptyHistory,
  type Hop,
  hopsOf,
  type LabRun,
  sinkInto,
} from './engine-lab.ts';

/** A request by its arrival in milliseconds; a read of key 0 by client 0 unless it says otherwise. */
export interface Arrival {
  readonly at: number;
  readonly write?: boolean;
  readonly key?: number;
  readonly client?: number;
}

interface TimedRun {
  readonly scenario: TemplateId | object;
  /** Ascending. */
  readonly arrivals: readonly (number | Arrival)[];
  readonly untilMillis: number;
  readonly dos?: readonly string[];
  readonly sets?: readonly string[];
  readonly seed?: number;
}

export function runTimed(given: TimedRun): LabRun {
  const { scenario, untilMillis, dos = [], sets = [], seed = 1 } = given;
  const arrivals = given.arrivals.map((one) => (typeof one === 'number' ? { at: one } : one));
  const numbers = (of: (arrival: Arrival) => number): number[] => arrivals.map(of);
  const compiled = blueprintOf(scenario, sets);
  const tape = {
    contentHash: 'timed',
    offsets: Float64Array.from(numbers(({ at }) => Math.round(at * 1_000))),
    classes: Uint8Array.from(numbers(({ write }) => classVerbs.indexOf(write === true ? 'write' : 'read'))),
    keys: Int32Array.from(numbers(({ key }) => key ?? 0)),
    clients: Int32Array.from(numbers(({ client }) => client ?? 0)),
    keyCount: 100,
    clientCount: 100,
  };
  const blueprint = { ...compiled, tape };
  const history = emptyHistory();
  const engine = createEngine(blueprint, seed, sinkInto(history));
  engine.schedule(commandsOf(blueprint, dos));
  engine.runUntil(untilMillis * 1_000);
  history.story.sort((a, b) => a.time - b.time || a.id - b.id);
  return { ...history, blueprint, engine };
}

/** Ended journeys in order of arrival. */
export function journeysOf(run: LabRun): readonly Float64Array[] {
  return [...run.journeys].sort((a, b) => a[journeyHeader.ordinal]! - b[journeyHeader.ordinal]!);
}

export interface TimedHop {
  readonly to: string;
  /** Milliseconds; −1 where it has not happened. */
  readonly sent: number;
  readonly reached: number;
  readonly started: number;
  readonly held: number;
  readonly finished: number;
  readonly returned: number;
  readonly cause: number;
  readonly attempt: number;
}

/** The calls of the n-th request, in the order in which they were sent. */
export function callsOf(run: LabRun, ordinal: number): readonly TimedHop[] {
  const journey = run.journeys.find((one) => one[journeyHeader.ordinal] === ordinal);
  if (journey === undefined) throw new Error(`request ${ordinal} has not ended`);
  const millis = (micros: number) => (micros < 0 ? -1 : micros / 1_000);
  return hopsOf(journey).map((hop: Hop) => ({
    to: run.blueprint.components[hop.to]!.id,
    sent: millis(hop.sentAt),
    reached: millis(hop.reachedAt),
    started: millis(hop.startedAt),
    held: millis(hop.heldSince),
    finished: millis(hop.finishedAt),
    returned: millis(hop.returnedAt),
    cause: hop.cause,
    attempt: hop.attempt,
  }));
}
