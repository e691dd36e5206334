/**
 * Station: c servers and one waiting line, the M/M/c of the textbooks (Kleinrock, Queueing Systems I, ch. 3) when
 * arrivals are Poisson and service is exponential. Checked against the closed forms.
 */
import { cause } from '../telemetry/causes.ts';
import type { Component } from './component.ts';
import { answerProbe } from './probe-answer.ts';
import { ServiceCenter, type ServiceCenterPlain } from './service-center.ts';
import { finishCall } from './transport.ts';
import { ServiceTime } from './work.ts';
import type { World } from './world.ts';

export class Station implements Component {
  readonly index: number;
  private readonly world: World;
  private readonly center: ServiceCenter;
  private readonly service: ServiceTime;

  constructor(world: World, index: number) {
    this.world = world;
    this.index = index;
    this.service = new ServiceTime(world, index, 'meanServiceMillis');
    this.center = new ServiceCenter(
      world,
      index,
      world.value(index, 'servers'),
      world.value(index, 'queueCapacity'),
      (call) => this.service.begin(call),
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
    this.center.release();
    finishCall(this.world, call, cause.none, 0);
  }

  onMessage(message: number): void {
    answerProbe(this.world, this.index, message);
  }

  onReply(): void {}
  onTimer(): void {}
  onStart(): void {}

  onCrash(): void {
    this.center.clear();
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

  save(): unknown {
    return this.center.save();
  }

  load(plain: ServiceCenterPlain): void {
    this.center.load(plain);
    // What was edited before the checkpoint is in the world's values, not in `plain`.
    this.onParameterChanged();
  }
}
