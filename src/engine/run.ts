/**
 * The run loop: events in total order, commands in between, seconds closed on the way. A command stamped t applies after
 * every event due at or before t. How a run is cut into calls changes nothing in it.
 */
import { assert } from '../base/assert.ts';
import { copyPlain } from '../base/plain.ts';
import type { Micros } from '../base/units.ts';
import type { Blueprint } from './blueprint.ts';
import type { Command, StampedCommand } from './command.ts';
import { deliver } from './deliver.ts';
import { applyCommand } from './fault/apply-command.ts';
import { buildWorld, startWorld } from './model/build.ts';
import type { World } from './model/world.ts';
import { Seconds } from './seconds.ts';
import { Tap, type TapObserver } from './tap.ts';
import { ComponentReport } from './telemetry/component-report.ts';
import type { HistorySink } from './telemetry/records.ts';

export class Run {
  readonly world: World;
  /** Time up to which every event has been delivered. */
  now: Micros = 0;
  readonly report: ComponentReport;
  private readonly seconds: Seconds;
  /** The scenario's own schedule and the log from outside; each sorted by time, with how many were applied. */
  private readonly planned: readonly StampedCommand[];
  private plannedDone = 0;
  private log: readonly StampedCommand[] = [];
  private logDone = 0;
  /** Of both, what comes next: its stamp, which may be in the past; Infinity when there is none. */
  private nextCommandAt: Micros = Number.POSITIVE_INFINITY;
  /** The next instant at which something is closed: a second, the warm-up. */
  private nextBoundaryAt: Micros = 0;

  constructor(blueprint: Blueprint, seed: number, sink: HistorySink, observer?: TapObserver) {
    this.world = buildWorld(blueprint, seed, sink);
    if (observer !== undefined) this.world.tap = new Tap(this.world, observer);
    this.seconds = new Seconds(this.world, sink);
    this.report = new ComponentReport(this.world, blueprint.warmupMicros);
    this.planned = blueprint.schedule;
    this.findNextCommand();
    this.findNextBoundary();
    startWorld(this.world);
  }

  /** Delivers what is due up to `until`; stops after `maxEvents`. True when `until` was reached. */
  until(until: Micros, maxEvents: number): boolean {
    for (let left = maxEvents; ; ) {
      const commandAt = Math.max(this.now, this.nextCommandAt);
      const due = Math.min(until, commandAt);
      left -= this.deliverBy(due, left);
      if (left === 0 && this.world.calendar.peekTime() <= due) return false;
      if (commandAt > until) break;
      this.applyNext(commandAt);
    }
    this.moveTo(Math.max(this.now, until));
    return true;
  }

  /** Delivers one event due by `limit` (with the commands before it), or moves to `limit`. */
  step(limit: Micros): boolean {
    const { world } = this;
    const { calendar } = world;
    for (;;) {
      const commandAt = Math.max(this.now, this.nextCommandAt);
      if (calendar.popBy(Math.min(limit, commandAt))) {
        this.moveTo(calendar.time);
        deliver(world);
        return true;
      }
      if (commandAt > limit) break;
      this.applyNext(commandAt);
    }
    this.moveTo(Math.max(this.now, limit));
    return false;
  }

  /** The whole log, sorted by time; its beginning must be what was already applied. */
  setLog(log: readonly StampedCommand[]): void {
    assert(log.length >= this.logDone, 'a log keeps the commands that were applied');
    this.log = log;
    this.findNextCommand();
  }

  save() {
    const { world } = this;
    const calls = world.calls.save();
    return {
      now: this.now,
      done: [this.plannedDone, this.logDone],
      events: world.events,
      loadRaisedBy: world.loadRaisedBy,
      storyNextId: world.story.nextId,
      values: copyPlain(world.values),
      calendar: world.calendar.save(),
      calls,
      versions: world.versions.save(calls.slots),
      notes: world.notes.save(calls.slots),
      permits: world.permits.save(calls.slots),
      operations: world.operations.save(),
      policyTrails: world.policyTrails.save(),
      connections: world.serverConnections.save(calls.slots),
      origins: world.origins.save(calls.slots),
      requests: world.requests.save(),
      messages: world.messages.save(),
      links: world.links.save(),
      processes: world.processes.save(),
      meters: world.meters.save(),
      edgeMeters: world.edgeMeters.save(),
      panel: world.panel.save(),
      classMeters: world.classMeters.save(),
      journeys: world.journeys.save(),
      traceHash: world.traceHash.save(),
      stores: world.stores.map((store) => store.save()),
      components: world.components.map((component) => component.save()),
      seconds: this.seconds.save(),
      report: this.report.save(),
    };
  }

  load(plain: ReturnType<Run['save']>): void {
    const { world } = this;
    this.now = plain.now;
    world.now = plain.now;
    [this.plannedDone, this.logDone] = plain.done as [number, number];
    this.log = [];
    world.events = plain.events;
    world.loadRaisedBy = plain.loadRaisedBy;
    world.story.nextId = plain.storyNextId;
    plain.values.forEach((values, index) => {
      Object.assign(world.values[index] as object, values);
      world.refreshConfig(index);
    });
    world.calendar.load(plain.calendar);
    world.calls.load(plain.calls);
    world.versions.load(plain.calls.slots, plain.versions);
    world.notes.load(plain.calls.slots, plain.notes);
    world.permits.load(plain.permits);
    world.operations.load(plain.operations);
    world.policyTrails.load(plain.policyTrails);
    world.serverConnections.load(plain.connections);
    world.origins.load(plain.origins);
    world.requests.load(plain.requests);
    world.messages.load(plain.messages);
    world.links.load(plain.links as never);
    world.processes.load(plain.processes);
    world.meters.load(plain.meters);
    world.edgeMeters.load(plain.edgeMeters);
    world.panel.load(plain.panel);
    world.classMeters.load(plain.classMeters);
    world.journeys.load(plain.journeys);
    world.traceHash.load(plain.traceHash);
    plain.stores.forEach((store, index) => {
      world.stores[index]?.load(store);
    });
    plain.components.forEach((component, index) => {
      world.component(index).load(component as never);
    });
    this.seconds.load(plain.seconds);
    this.report.load(plain.report);
    this.findNextCommand();
    this.findNextBoundary();
  }

  /** Delivers at most `most` of the events due by `due`, before which no command stands; returns how many. */
  private deliverBy(due: Micros, most: number): number {
    const { world } = this;
    const { calendar } = world;
    let delivered = 0;
    for (; delivered < most && calendar.popBy(due); delivered += 1) {
      this.moveTo(calendar.time);
      deliver(world);
    }
    return delivered;
  }

  private findNextCommand(): void {
    const planned = this.planned[this.plannedDone]?.at ?? Number.POSITIVE_INFINITY;
    const logged = this.log[this.logDone]?.at ?? Number.POSITIVE_INFINITY;
    this.nextCommandAt = Math.min(planned, logged);
  }

  private applyNext(at: Micros): void {
    this.moveTo(at);
    const planned = this.planned[this.plannedDone];
    const logged = this.log[this.logDone];
    if (planned !== undefined && (logged === undefined || planned.at <= logged.at)) {
      this.plannedDone += 1;
      this.apply(planned.command);
    } else if (logged !== undefined) {
      this.logDone += 1;
      this.apply(logged.command);
    }
    this.findNextCommand();
  }

  private apply(command: Command): void {
    this.world.tap?.command(command);
    applyCommand(this.world, command);
  }

  private moveTo(time: Micros): void {
    if (time >= this.nextBoundaryAt) {
      this.report.advanceTo(time);
      this.seconds.advanceTo(time);
      this.findNextBoundary();
    }
    this.now = time;
    this.world.now = time;
  }

  private findNextBoundary(): void {
    this.nextBoundaryAt = Math.min(this.report.warmAt, this.seconds.closesAt);
  }
}
