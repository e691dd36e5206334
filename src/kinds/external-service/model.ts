/**
 * External service: somebody else's, such as a payment provider. How it is built is not known, only how it answers: after
 * a latency that does not depend on how many ask, sometimes with an error, sometimes not at all.
 */
import { type Micros, microsPerSecond } from '../../base/units.ts';
import { purposes } from '../../engine/kernel/draws.ts';
import type { Component } from '../../engine/model/component.ts';
import { type KindModel, processFaults } from '../../engine/model/kind-model.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import type { Site } from '../../engine/model/site.ts';
import { ServiceTime } from '../../engine/model/work.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import { externalServiceParameters } from './spec.ts';

/** A call that hangs is let go after the longest timeout that a caller can have. */
const longestHang: Micros = 600 * microsPerSecond;

type Config = ParameterValues<typeof externalServiceParameters>;

export class ExternalService implements Component {
  readonly index: number;
  private readonly site: Site;
  private readonly latency: ServiceTime;
  private errorRatio = 0;
  private hangRatio = 0;

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
    if (this.draw(call, purposes.serviceHang) < this.hangRatio) site.work(call, longestHang);
    else this.latency.begin(call);
  }

  onWorkEnded(call: number): void {
    const { site } = this;
    const isError = this.draw(call, purposes.serviceError) < this.errorRatio;
    site.finish(call, isError ? cause.errored : cause.none, isError ? site.blame.editedBy : 0);
  }

  onMessage(): void {}
  onReply(): void {}
  onTimer(): void {}
  onStart(): void {}
  onCrash(): void {}

  configure({ meanLatencyMillis, latencyCv, errorRatio, hangRatio }: Config): void {
    this.latency.configure(meanLatencyMillis, { serviceDistribution: 'logNormal', serviceCv: latencyCv });
    this.errorRatio = errorRatio;
    this.hangRatio = hangRatio;
  }

  save(): object {
    return {};
  }

  load(): void {
    this.configure(this.site.config());
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
