/**
 * Station: c servers and one waiting line, the M/M/c of the textbooks (Kleinrock, Queueing Systems I, ch. 3) when
 * arrivals are Poisson and service is exponential. Checked against the closed forms.
 */

import type { Component } from '../../engine/model/component.ts';
import { type KindModel, processFaults } from '../../engine/model/kind-model.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import { ProbeAnswers } from '../../engine/model/probe-answer.ts';
import { ServiceCenter } from '../../engine/model/service-center.ts';
import type { Site } from '../../engine/model/site.ts';
import { ServiceTime } from '../../engine/model/work.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import { stationParameters } from './spec.ts';

type Config = ParameterValues<typeof stationParameters>;

export class Station implements Component {
  readonly index: number;
  readonly center: ServiceCenter;
  private readonly site: Site;
  private readonly service: ServiceTime;
  private readonly probes: ProbeAnswers;

  constructor(site: Site) {
    this.site = site;
    this.index = site.index;
    this.service = new ServiceTime(site);
    this.probes = new ProbeAnswers(site);
    this.center = new ServiceCenter(
      site,
      (call) => this.service.begin(call),
      (errand) => this.probes.run(errand),
    );
    this.configure(site.config());
  }

  onCall(call: number): void {
    this.center.admit(call);
  }

  onWorkEnded(call: number): void {
    this.center.finish(call, cause.none, 0);
  }

  onMessage(message: number): void {
    this.probes.take(message, this.center);
  }

  onReply(): void {}
  onTimer(): void {}
  onStart(): void {}

  onCrash(): void {
    this.center.clear();
    this.probes.clear();
  }

  configure(next: Config): void {
    this.service.configure(next.meanServiceMillis, next);
    this.center.resize(next.servers, next.queueCapacity);
  }

  onResume(): void {
    this.center.resume();
  }

  save() {
    return { center: this.center.save(), errands: this.probes.save() };
  }

  load(plain: ReturnType<Station['save']>): void {
    this.center.load(plain.center);
    this.probes.load(plain.errands);
    // What was edited before the checkpoint is in the parameters, not in `plain`.
    this.configure(this.site.config());
  }
}

export const model = {
  name: 'station',
  parameters: stationParameters,
  faults: processFaults,
  traits: ['server'],
  serves: ['http', 'upstream'],
  needs: {},
  control: [],
  create: (site) => new Station(site),
} as const satisfies KindModel;
