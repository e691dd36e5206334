/**
 * External service: somebody else's, such as a payment provider. How it is built is not known, only how it answers: after
 * a latency that does not depend on how many ask, sometimes with an error, sometimes not at all.
 */
import { type Micros, microsFromMillis, microsPerSecond } from '../../base/units.ts';
import { purposes } from '../../engine/kernel/draws.ts';
import type { Component } from '../../engine/model/component.ts';
import { type KindModel, processFaults } from '../../engine/model/kind-model.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import { tryNotes } from '../../engine/model/payloads.ts';
import type { Site } from '../../engine/model/site.ts';
import { ServiceTime } from '../../engine/model/work.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import { callVerbs } from '../../engine/telemetry/records.ts';
import { externalServiceParameters } from './spec.ts';

/** A call that hangs is let go after the longest timeout that a caller can have. */
const longestHang: Micros = 600 * microsPerSecond;

/** In the notes of a call that was done and hangs now. */
const hungAfter = 1;
const writeVerb = callVerbs.indexOf('write');

type Config = ParameterValues<typeof externalServiceParameters>;

export class ExternalService implements Component {
  readonly index: number;
  private readonly site: Site;
  private readonly latency: ServiceTime;
  private errorRatio = 0;
  private hangRatio = 0;
  private hangs: Config['hangs'] = 'before';
  private keyRetention: Micros = 0;

  constructor(site: Site) {
    this.site = site;
    this.index = site.index;
    this.latency = new ServiceTime(site);
    this.configure(site.config());
  }

  onCall(call: number): void {
    const { site } = this;
    site.begin(call);
    // There are no slots to wait for: a call waits only while the process hangs.
    site.meter.recordWaiting(site.calls.reachedAt[call] as number);
    if (this.hangs === 'before' && this.drawsHang(call)) site.work(call, longestHang);
    else this.latency.begin(call);
  }

  onWorkEnded(call: number): void {
    const { site } = this;
    const isDone = site.notes.has(call, hungAfter);
    if (!isDone && this.draw(call, purposes.serviceError) < this.errorRatio) {
      site.finish(call, cause.errored, site.blame.editedBy);
      return;
    }
    if (!isDone) this.perform(call);
    if (isDone || this.hangs === 'before' || !this.drawsHang(call)) site.finish(call, cause.none, 0);
    else {
      site.notes.add(call, hungAfter);
      site.work(call, longestHang);
    }
  }

  onMessage(): void {}
  onReply(): void {}
  onTimer(): void {}
  onStart(): void {}
  onCrash(): void {}

  configure(next: Config): void {
    const shape = { serviceDistribution: 'logNormal', serviceCv: next.latencyCv } as const;
    this.latency.configure(next.meanLatencyMillis, shape);
    this.errorRatio = next.errorRatio;
    this.hangRatio = next.hangRatio;
    this.hangs = next.hangs;
    this.keyRetention = microsFromMillis(next.keyRetentionMillis);
  }

  save(): object {
    return {};
  }

  load(): void {
    this.configure(this.site.config());
  }

  /** Does what a write asks for, unless its key is remembered: then it is answered as before. */
  private perform(call: number): void {
    const { site, index } = this;
    const { operations, notes, calls } = site;
    if (calls.verb[call] !== writeVerb) return;
    const before = operations.before(call);
    const isKnown =
      notes.has(call, tryNotes.withKey) &&
      before.some(
        ({ hadKey, callee, at }) => hadKey && callee === index && site.now - at <= this.keyRetention,
      );
    if (!isKnown) operations.onDone(call, before.length > 0);
  }

  private drawsHang(call: number): boolean {
    return this.draw(call, purposes.serviceHang) < this.hangRatio;
  }

  private draw(call: number, purpose: number): number {
    const { calls } = this.site;
    return this.site.draw(purpose, calls.ordinal[call] as number, calls.drawKey[call] as number, 0);
  }
}

export const model = {
  name: 'external-service',
  parameters: externalServiceParameters,
  faults: processFaults,
  traits: ['external'],
  serves: ['api'],
  needs: {},
  control: [],
  create: (site) => new ExternalService(site),
} as const satisfies KindModel;
