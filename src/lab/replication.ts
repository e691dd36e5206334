/**
 * The runs of one seed: one undisturbed, and from a checkpoint of it at the time of the fault one for each component.
 * So all of them share everything before the fault, to the last bit, and nothing before it is simulated twice.
 */
import { type Micros, microsPerSecond } from '../base/units.ts';
import type { Command, StampedCommand } from '../engine/command.ts';
import type { createEngine } from '../engine/engine.ts';
import type { Checkpoint, Engine } from '../engine/engine-contract.ts';
import { drawUnit, purposes } from '../engine/kernel/draws.ts';
import type { StoreInstrument } from '../engine/telemetry/instrument-names.ts';
import { readerOf } from '../engine/telemetry/layout.ts';
import {
  databaseRoles,
  type HistorySink,
  type LedgerSpan,
  type RunTotals,
} from '../engine/telemetry/records.ts';
import type { StoryEvent } from '../engine/telemetry/story.ts';
import { closingCommands, withTapeUntil } from './closing.ts';
import type { KillOptions } from './kill-options.ts';

export type CreateEngine = typeof createEngine;

/** What became of a window's requests, from the fault (or the time at which it would have come) on. */
export interface Observation {
  /** By id. */
  readonly classes: Readonly<Record<string, ClassCounts>>;
  readonly lostWrites: number;
  readonly lostSessions: number;
  /** Sorted by (time, id). */
  readonly story: readonly StoryEvent[];
}

export interface ClassCounts {
  readonly arrived: number;
  readonly failed: number;
  readonly downtimeSeconds: number;
}

/** Small enough to be stopped between two without a noticeable wait. */
const eventsPerStep = 50_000;

/** Its phase within the second is drawn, so that no periodic timer always stands alike when it strikes. */
export const faultTime = ({ faultAfter }: KillOptions, seed: number): Micros =>
  faultAfter + Math.floor(drawUnit(seed, purposes.faultTime, 0, 0, 0) * microsPerSecond);

export class Replication {
  readonly faultAt: Micros;
  /** Nodes that are primary of their store when the fault strikes. */
  primaries: ReadonlySet<string> = new Set();
  private readonly options: KillOptions;
  private readonly log: readonly StampedCommand[];
  private readonly endSecond: number;
  private readonly engine: Engine;
  private story: StoryEvent[] = [];
  private spans: LedgerSpan[] = [];
  private before: RunTotals | undefined;
  private fork: Checkpoint | undefined;

  constructor(options: KillOptions, seed: number, create: CreateEngine) {
    this.options = options;
    this.faultAt = faultTime(options, seed);
    this.endSecond = Math.floor(options.until / microsPerSecond);
    const sink: HistorySink = {
      story: (event) => void this.story.push(event),
      ledger: (span) => void this.spans.push(span),
      second: () => undefined,
      journey: () => undefined,
    };
    const { blueprint, until } = options;
    const inWindow = options.log.filter(({ at }) => at <= until);
    this.log = [...inWindow, ...closingCommands(blueprint, until)];
    this.engine = create(withTapeUntil(blueprint, until), seed, sink);
  }

  /** Comes first: the others fork from it. */
  *undisturbed(): Generator<undefined, Observation> {
    this.engine.schedule(this.log);
    yield* this.runTo(this.faultAt);
    this.before = this.engine.totals();
    this.fork = this.engine.save();
    const readings = this.engine.readings();
    const primary = databaseRoles.indexOf('primary');
    this.primaries = new Set(
      this.options.blueprint.components
        .map(({ id }) => id)
        .filter((id) => readerOf<StoreInstrument>(readings, id)('role') === primary),
    );
    return yield* this.observe();
  }

  *killed(component: string): Generator<undefined, Observation> {
    const { log } = this;
    const kind = this.options.fault;
    this.engine.load(this.fork as Checkpoint);
    const command: Command = { kind, component };
    const withFault: StampedCommand[] = [...log, { at: this.faultAt, command }];
    // Stable: the fault comes after what was applied at its time already.
    this.engine.schedule(withFault.sort((a, b) => a.at - b.at));
    return yield* this.observe();
  }

  private *observe(): Generator<undefined, Observation> {
    const { until, blueprint } = this.options;
    this.story = [];
    this.spans = [];
    yield* this.runTo(until);
    const { lostWrites, lostSessions } = this.engine.totals();
    let end = this.engine.totals();
    const isOver = (): boolean =>
      end.classes.every((one) => one.inFlight === 0 && one.judgedUntilSecond >= this.endSecond);
    while (!isOver()) {
      yield* this.runTo(this.engine.now + microsPerSecond);
      end = this.engine.totals();
    }
    const classes = blueprint.classes.map(({ id }, index) => [id, this.countsOf(index, end)] as const);
    return {
      classes: Object.fromEntries(classes),
      lostWrites: lostWrites - (this.before?.lostWrites ?? 0),
      lostSessions: lostSessions - (this.before?.lostSessions ?? 0),
      story: this.story.sort((a, b) => a.time - b.time || a.id - b.id),
    };
  }

  private countsOf(index: number, end: RunTotals): ClassCounts {
    const [from, to] = [this.before?.classes[index], end.classes[index]];
    const firstSecond = Math.floor(this.faultAt / microsPerSecond);
    const secondsInside = ({ fromSecond, toSecond }: LedgerSpan): number =>
      Math.max(0, Math.min(toSecond, this.endSecond) - Math.max(fromSecond, firstSecond));
    return {
      arrived: (to?.arrived ?? 0) - (from?.arrived ?? 0),
      failed: (to?.failed ?? 0) - (from?.failed ?? 0),
      downtimeSeconds: this.spans
        .filter((span) => span.class === index && span.down)
        .reduce((sum, span) => sum + secondsInside(span), 0),
    };
  }

  private *runTo(time: Micros): Generator<undefined, void> {
    while (!this.engine.runUntil(time, eventsPerStep)) yield;
  }
}
