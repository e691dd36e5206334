/**
 * Station: c servers and one waiting line, the M/M/c of the textbooks (Kleinrock, Queueing Systems I, ch. 3) when
 * arrivals are Poisson and service is exponential. Checked against the closed forms.
 */

import type { Component } from '../../engine/model/component.ts';
import { type KindModel, processFaults } from '../../engine/model/kind-model.ts';
import { ProbeAnswers } from '../../engine/model/probe-answer.ts';
import { ServiceCenter } from '../../engine/model/service-center.ts';
import { ServiceTime } from '../../engine/model/work.ts';
import type { World } from '../../engine/model/world.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import { stationParameters } from './spec.ts';

export class Station implements Component {
  readonly index: number;
  private readonly world: World;
  private readonly center: ServiceCenter;
  private readonly service: ServiceTime;
  private readonly probes: ProbeAnswers;

  constructor(world: World, index: number) {
    this.world = world;
    this.index = index;
    this.service = new ServiceTime(world, index, 'meanServiceMillis');
    this.probes = new ProbeAnswers(world, index);
    this.center = new ServiceCenter(
      world,
      index,
      world.value(index, 'servers'),
      world.value(index, 'queueCapacity'),
      (call) => this.service.begin(call),
      (errand) => this.probes.run(errand),
    );
  }

  get slots(): number {
    return this.center.slots;
  }

  get queueCapacity(): number {
    return this.center.queueCapacity;
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

  onParameterChanged(): void {
    this.service.refresh();
    this.center.resize(
      this.world.value(this.index, 'servers'),
      this.world.value(this.index, 'queueCapacity'),
    );
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
    // What was edited before the checkpoint is in the world's values, not in `plain`.
    this.onParameterChanged();
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
  create: (world, index) => new Station(world, index),
} as const satisfies KindModel;
