/**
 * Users: they keep coming whether or not they are served, either as on a tape, or as an open Poisson source (Kleinrock,
 * Queueing Systems I, ch. 2). Gap, class, key and client of the n-th arrival are drawn by n, so the same requests come whatever happens to
 * the servers. A change of rate rescales what is left of the present gap; rate 0 disarms the source.
 */

import { copyPlain } from '../../base/plain.ts';
import { type Micros, microsFromMillis, microsPerSecond } from '../../base/units.ts';
import { requestClasses } from '../../engine/description.ts';
import { noCall } from '../../engine/kernel/calls.ts';
import { createZipf, unitExponential, type ZipfTable, zipfKey } from '../../engine/kernel/distributions.ts';
import { drawUnit, purposes } from '../../engine/kernel/draws.ts';
import { eventKind } from '../../engine/kernel/event-kinds.ts';
import { createAsk } from '../../engine/model/asks.ts';
import type { Component } from '../../engine/model/component.ts';
import type { KindModel } from '../../engine/model/kind-model.ts';
import { sendCall } from '../../engine/model/transport.ts';
import type { World } from '../../engine/model/world.ts';
import type { Tape } from '../../engine/tape.ts';
import { cause, type FailureCause, failureCauses } from '../../engine/telemetry/causes.ts';
import {
  costOf,
  createOutageTracker,
  noteEnd,
  type OutageTracker,
} from '../../engine/telemetry/outage-tracker.ts';
import { usersParameters } from './spec.ts';

const readClass = 0;
const writeClass = 1;
const entryAsk = createAsk('entry');
/** Requests that one source may send, 2^40: ids of two sources never meet. */
const ordinalsPerSource = 1_099_511_627_776;

export class Users implements Component {
  readonly index: number;
  readonly slots = 0;
  readonly queueCapacity = 0;
  private readonly world: World;
  private readonly target: number;
  /** Which source of users this is, whatever else is listed before it. */
  private readonly source: number;
  private readonly zipf: ZipfTable;
  private ratePerMicro: number;
  private writeRatio: number;
  private timeoutMicros: Micros;
  private readonly clients: number;
  private readonly tape: Tape | undefined;
  /** Ordinal of the source's next arrival, and its exact time in Micros, fraction kept; while disarmed, the unit gap left. */
  private ordinal = 0;
  private nextAt = 0;
  private unitGapLeft = 0;
  private handle = -1;
  private outages: OutageTracker[] = requestClasses.map(createOutageTracker);

  constructor(world: World, index: number) {
    this.world = world;
    this.index = index;
    const listedBefore = world.blueprint.components.slice(0, index);
    this.source = listedBefore.filter((component) => component.traits.includes('source')).length;
    this.target = world.links.serversOf(index)[0] ?? -1;
    this.tape = world.blueprint.tape;
    this.zipf = createZipf(world.value(index, 'keys'), world.value(index, 'zipfExponent'));
    this.clients = world.value(index, 'clients');
    this.ratePerMicro = world.value(index, 'arrivalRate') / microsPerSecond;
    this.writeRatio = world.value(index, 'writeRatio');
    this.timeoutMicros = microsFromMillis(world.value(index, 'clientTimeoutMillis'));
  }

  onStart(): void {
    if (this.tape !== undefined) {
      this.awaitTape(this.tape);
      return;
    }
    this.unitGapLeft = this.unitGap();
    if (this.ratePerMicro > 0) this.arm();
  }

  /** An arrival (the source's only timer). */
  onTimer(): void {
    const { world } = this;
    const request = this.admit();
    this.ordinal += 1;
    if (this.tape === undefined) {
      this.nextAt += this.unitGap() / this.ratePerMicro;
      this.schedule();
    } else this.awaitTape(this.tape);
    world.meters.enter(this.index, world.now);
    world.journeys.onArrival(request);
    sendCall(world, this.index, this.target, request, noCall, 1, this.timeoutMicros, entryAsk);
  }

  onReply(call: number): void {
    const { world } = this;
    const { calls, requests } = world;
    const request = calls.request[call] as number;
    const causeCode = calls.cause[call] as number;
    const rootId = causeCode === cause.none ? 0 : (calls.rootId[call] as number);
    const classIndex = requests.class[request] as number;
    const arrivedAt = requests.arrivedAt[request] as number;
    if (causeCode === cause.none && classIndex === writeClass) this.acknowledge(request);
    world.classMeters.onEnd(
      classIndex,
      arrivedAt,
      world.now,
      causeCode,
      rootId,
      requests.isStale[request] === 1,
    );
    world.meters.leave(this.index, world.now, arrivedAt, causeCode);
    world.journeys.onEnd(request, causeCode, rootId, world.classMeters.isSlow(world.now - arrivedAt));
    this.trackOutage(classIndex, causeCode, rootId);
    this.release(request);
  }

  onParameterChanged(path: string): void {
    const value = this.world.value(this.index, path);
    if (path === 'writeRatio') this.writeRatio = value;
    if (path === 'clientTimeoutMillis') this.timeoutMicros = microsFromMillis(value);
    if (path === 'arrivalRate' && this.tape === undefined) this.changeRate(value / microsPerSecond);
  }

  onCall(): void {}
  onWorkEnded(): void {}
  onMessage(): void {}
  onCrash(): void {}

  save() {
    const { ordinal, nextAt, unitGapLeft, handle } = this;
    return { ordinal, nextAt, unitGapLeft, handle, outages: copyPlain(this.outages) };
  }

  load(plain: ReturnType<Users['save']>): void {
    this.ordinal = plain.ordinal;
    this.nextAt = plain.nextAt;
    this.unitGapLeft = plain.unitGapLeft;
    this.handle = plain.handle;
    this.outages = copyPlain(plain.outages);
    this.ratePerMicro = this.world.value(this.index, 'arrivalRate') / microsPerSecond;
    this.writeRatio = this.world.value(this.index, 'writeRatio');
    this.timeoutMicros = microsFromMillis(this.world.value(this.index, 'clientTimeoutMillis'));
  }

  private admit(): number {
    const { world } = this;
    const { requests } = world;
    const id = this.source * ordinalsPerSource + this.ordinal;
    const request = requests.open(this.index, id, world.now);
    if (this.tape === undefined) this.drawRequest(request);
    else this.readRequest(request, this.tape);
    world.classMeters.onArrival(requests.class[request] as number, world.now);
    return request;
  }

  private drawRequest(request: number): void {
    const { ordinal, source } = this;
    const { requests, seed } = this.world;
    const isWrite = drawUnit(seed, purposes.requestClass, ordinal, source, 0) < this.writeRatio;
    requests.class[request] = isWrite ? writeClass : readClass;
    requests.key[request] = zipfKey(this.zipf, drawUnit(seed, purposes.requestKey, ordinal, source, 0));
    const client = drawUnit(seed, purposes.requestClient, ordinal, source, 0);
    requests.client[request] = Math.floor(client * this.clients);
  }

  private readRequest(request: number, { classes, keys, clients }: Tape): void {
    const { ordinal } = this;
    const { requests } = this.world;
    requests.class[request] = classes[ordinal] as number;
    requests.key[request] = keys[ordinal] as number;
    requests.client[request] = clients[ordinal] as number;
  }

  /** The next arrival on the tape; after the last one nobody comes any more. */
  private awaitTape({ offsets }: Tape): void {
    if (this.ordinal >= offsets.length) return;
    this.nextAt = offsets[this.ordinal] as number;
    this.schedule();
  }

  private unitGap(): number {
    return unitExponential(this.world.seed, purposes.arrivalGap, this.ordinal, this.source);
  }

  private arm(): void {
    this.nextAt = this.world.now + this.unitGapLeft / this.ratePerMicro;
    this.schedule();
  }

  private schedule(): void {
    const at = Math.max(this.world.now, Math.round(this.nextAt));
    this.handle = this.world.calendar.schedule(at, eventKind.arrival, this.index, 0, 0);
  }

  private changeRate(ratePerMicro: number): void {
    const { world } = this;
    if (this.ratePerMicro > 0) {
      world.calendar.cancel(this.handle);
      this.unitGapLeft = Math.max(0, this.nextAt - world.now) * this.ratePerMicro;
    }
    this.ratePerMicro = ratePerMicro;
    if (ratePerMicro > 0) this.arm();
  }

  /** The user holds the confirmation: from now on this write must not be lost. */
  private acknowledge(request: number): void {
    const { requests } = this.world;
    if (requests.writeOffset[request] === 0) return;
    for (const store of this.world.stores) store.onAcknowledged(request);
  }

  private trackOutage(classIndex: number, causeCode: number, rootId: number): void {
    const { world } = this;
    const tracker = this.outages[classIndex] as OutageTracker;
    const change = noteEnd(tracker, world.now, causeCode !== cause.none, rootId);
    if (change === undefined) return;
    const name = requestClasses[classIndex] as string;
    if (change === 'opened') {
      const failureCause = failureCauses[causeCode] as FailureCause;
      const { openedAt, openedBy, endsBefore, failuresBefore } = tracker;
      const before = { endedBefore: endsBefore, failedBefore: failuresBefore };
      const values = { class: name, failureCause, ...costOf(tracker), ...before };
      tracker.storyId = world.story.tell('requestsFailing', this.index, openedAt, openedBy, values);
      return;
    }
    const lastedMicros = tracker.goodSince - tracker.openedAt;
    const values = { class: name, ...costOf(tracker), lastedMicros };
    world.story.tell('requestsResumed', this.index, tracker.goodSince, tracker.storyId, values);
  }

  /** The request has ended: its calls are freed as soon as their callees are done. */
  private release(request: number): void {
    const { calls, requests } = this.world;
    let call = requests.firstCall[request] as number;
    while (call !== noCall) call = calls.orphan(call);
    requests.close(request);
  }
}

export const model = {
  name: 'users',
  parameters: usersParameters,
  faults: [],
  traits: ['source'],
  serves: [],
  needs: {
    entry: {
      protocol: 'http',
      count: 'one',
      allowed: 'exactly one request link: to a CDN, a balancer, an app server or a station',
    },
  },
  control: [],
  create: (world, index) => new Users(world, index),
} as const satisfies KindModel;
