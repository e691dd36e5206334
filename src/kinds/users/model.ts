/**
 * Users: they keep coming whether or not they are served, either as on a tape, or as an open Poisson source (Kleinrock,
 * Queueing Systems I, ch. 2). Gap, class, key and client of the n-th arrival are drawn by n, so the same requests come whatever happens to
 * the servers. A change of rate rescales what is left of the present gap; rate 0 disarms the source. Each
 * class of requests has its share, its patience and its outages.
 */

import { copyPlain } from '../../base/plain.ts';
import { type Micros, microsFromMillis, microsPerSecond } from '../../base/units.ts';
import { createZipf, unitExponential, type ZipfTable, zipfKey } from '../../engine/kernel/distributions.ts';
import { purposes } from '../../engine/kernel/draws.ts';
import { createAsk } from '../../engine/model/asks.ts';
import type { Component } from '../../engine/model/component.ts';
import type { KindModel } from '../../engine/model/kind-model.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import type { Site } from '../../engine/model/site.ts';
import type { Tape } from '../../engine/tape.ts';
import { cause, type FailureCause, failureCauses } from '../../engine/telemetry/causes.ts';
import {
  costOf,
  createOutageTracker,
  noteEnd,
  type OutageTracker,
} from '../../engine/telemetry/outage-tracker.ts';
import { usersParameters } from './spec.ts';

const entryAsk = createAsk('entry');
/** Requests that one source may send, 2^40: ids of two sources never meet. */
const ordinalsPerSource = 1_099_511_627_776;

type Config = ParameterValues<typeof usersParameters>;

export class Users implements Component {
  readonly index: number;
  private readonly site: Site;
  private readonly target: number;
  /** Which source of users this is, whatever else is listed before it. */
  private readonly source: number;
  private readonly zipf: ZipfTable;
  private ratePerMicro = 0;
  /** Of each class the shares of it and of all listed behind it: a draw goes to the last class whose sum is above it. */
  private sharesFrom: readonly number[] = [];
  /** The first class with a share: what rounding leaves over is its. */
  private firstDrawn = 0;
  private timeouts: readonly Micros[] = [];
  private readonly clients: number;
  private readonly tape: Tape | undefined;
  /** Ordinal of the source's next arrival, and its exact time in Micros, fraction kept; while disarmed, the unit gap left. */
  private ordinal = 0;
  private nextAt = 0;
  private unitGapLeft = 0;
  private arrivalSlot = -1;
  /** Arrivals come from now on: an edit of the rate moves the next one. */
  private hasBegun = false;
  private outages: OutageTracker[];

  constructor(site: Site) {
    this.site = site;
    this.index = site.index;
    this.source = site.countBefore('source');
    this.target = site.servers[0] ?? -1;
    this.tape = site.tape;
    this.outages = site.classes.map(createOutageTracker);
    const config: Config = site.config();
    this.zipf = createZipf(config.keys, config.zipfExponent);
    this.clients = config.clients;
    this.configure(config);
  }

  onStart(): void {
    this.hasBegun = true;
    if (this.tape !== undefined) {
      this.awaitTape(this.tape);
      return;
    }
    this.unitGapLeft = this.unitGap();
    if (this.ratePerMicro > 0) this.arm();
  }

  /** An arrival (the source's only timer). */
  onTimer(): void {
    const { site } = this;
    const classIndex = this.nextClass();
    const request = this.admit(classIndex);
    this.ordinal += 1;
    if (this.tape === undefined) {
      this.nextAt += this.unitGap() / this.ratePerMicro;
      this.schedule();
    } else this.awaitTape(this.tape);
    site.sendRequest(this.target, request, this.timeouts[classIndex] as Micros, entryAsk);
  }

  onReply(call: number): void {
    const { site } = this;
    const { calls } = site;
    const classIndex = calls.class[call] as number;
    const causeCode = calls.cause[call] as number;
    const rootId = causeCode === cause.none ? 0 : (calls.rootId[call] as number);
    site.endRequest(call);
    this.trackOutage(classIndex, causeCode, rootId);
  }

  configure(next: Config): void {
    const { classes } = this.site;
    const shares = classes.map(
      ({ share, verb }) => share ?? (verb === 'write' ? next.writeRatio : 1 - next.writeRatio),
    );
    this.sharesFrom = shares.map((_, index) =>
      shares.slice(index).reduceRight((sum, share) => sum + share, 0),
    );
    this.firstDrawn = shares.findIndex((share) => share > 0);
    const usual = microsFromMillis(next.clientTimeoutMillis);
    this.timeouts = classes.map(({ clientTimeoutMicros }) => clientTimeoutMicros ?? usual);
    if (this.tape === undefined) this.changeRate(next.arrivalRate / microsPerSecond);
  }

  timeoutOf(call: number): string | undefined {
    const { calls, classes } = this.site;
    const own = classes[calls.class[call] as number]?.clientTimeoutMicros;
    return own === undefined ? 'clientTimeoutMillis' : undefined;
  }

  onCall(): void {}
  onWorkEnded(): void {}
  onMessage(): void {}
  onCrash(): void {}

  save() {
    const { ordinal, ratePerMicro, nextAt, unitGapLeft, arrivalSlot } = this;
    return { ordinal, ratePerMicro, nextAt, unitGapLeft, arrivalSlot, outages: copyPlain(this.outages) };
  }

  load(plain: ReturnType<Users['save']>): void {
    this.ordinal = plain.ordinal;
    this.nextAt = plain.nextAt;
    this.unitGapLeft = plain.unitGapLeft;
    this.arrivalSlot = plain.arrivalSlot;
    this.outages = copyPlain(plain.outages);
    this.ratePerMicro = plain.ratePerMicro;
    this.configure(this.site.config());
  }

  private admit(classIndex: number): number {
    const { site, ordinal, tape } = this;
    const id = this.source * ordinalsPerSource + ordinal;
    if (tape === undefined) return site.openRequest(id, classIndex, this.drawKey(), this.drawClient());
    const { keys, clients } = tape;
    return site.openRequest(id, classIndex, keys[ordinal] as number, clients[ordinal] as number);
  }

  private nextClass(): number {
    const { tape, sharesFrom } = this;
    if (tape !== undefined) return tape.classes[this.ordinal] as number;
    const drawn = this.site.draw(purposes.requestClass, this.ordinal, this.source, 0);
    let index = sharesFrom.length - 1;
    while (index > this.firstDrawn && drawn >= (sharesFrom[index] as number)) index -= 1;
    return index;
  }

  private drawKey(): number {
    return zipfKey(this.zipf, this.site.draw(purposes.requestKey, this.ordinal, this.source, 0));
  }

  private drawClient(): number {
    const share = this.site.draw(purposes.requestClient, this.ordinal, this.source, 0);
    return Math.floor(share * this.clients);
  }

  /** The next arrival on the tape; after the last one nobody comes any more. */
  private awaitTape({ offsets }: Tape): void {
    if (this.ordinal >= offsets.length) return;
    this.nextAt = offsets[this.ordinal] as number;
    this.schedule();
  }

  private unitGap(): number {
    return unitExponential(this.site.seed, purposes.arrivalGap, this.ordinal, this.source);
  }

  private arm(): void {
    this.nextAt = this.site.now + this.unitGapLeft / this.ratePerMicro;
    this.schedule();
  }

  private schedule(): void {
    const at = Math.max(this.site.now, Math.round(this.nextAt));
    this.arrivalSlot = this.site.arriveAt(at);
  }

  private changeRate(ratePerMicro: number): void {
    const { site } = this;
    if (ratePerMicro === this.ratePerMicro) return;
    if (this.ratePerMicro > 0 && this.hasBegun) {
      site.cancelArrival(this.arrivalSlot);
      this.unitGapLeft = Math.max(0, this.nextAt - site.now) * this.ratePerMicro;
    }
    this.ratePerMicro = ratePerMicro;
    if (ratePerMicro > 0 && this.hasBegun) this.arm();
  }

  private trackOutage(classIndex: number, causeCode: number, rootId: number): void {
    const { site } = this;
    const tracker = this.outages[classIndex] as OutageTracker;
    const change = noteEnd(tracker, site.now, causeCode !== cause.none, rootId);
    if (change === undefined) return;
    const name = (site.classes[classIndex] as { id: string }).id;
    if (change === 'opened') {
      const failureCause = failureCauses[causeCode] as FailureCause;
      const { openedAt, openedBy, endsBefore, failuresBefore } = tracker;
      const before = { endedBefore: endsBefore, failedBefore: failuresBefore };
      const values = { class: name, failureCause, ...costOf(tracker), ...before };
      tracker.storyId = site.tell('requestsFailing', openedAt, openedBy, values);
      return;
    }
    const lastedMicros = tracker.goodSince - tracker.openedAt;
    const values = { class: name, ...costOf(tracker), lastedMicros };
    site.tell('requestsResumed', tracker.goodSince, tracker.storyId, values);
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
  create: (site) => new Users(site),
} as const satisfies KindModel;
