/**
 * App server: a slot is taken, the request's own work is served, then the database is called; the slot stays taken until
 * the database has answered or the server has lost patience. Reads go to the replicas in turn (next one on a refusal),
 * writes to the node it believes to be primary.
 */
import { microsFromMillis } from '../../base/units.ts';
import { requestClasses } from '../description.ts';
import { cause } from '../telemetry/causes.ts';
import type { Component } from './component.ts';
import { DatabaseClient } from './database-client.ts';
import { answerProbe } from './probe-answer.ts';
import { ServiceCenter } from './service-center.ts';
import { finishCall, sendCall } from './transport.ts';
import { triedFor } from './tried.ts';
import { ServiceTime } from './work.ts';
import type { World } from './world.ts';

const writeClass = requestClasses.indexOf('write');

export class AppServer implements Component {
  readonly index: number;
  private readonly world: World;
  private readonly center: ServiceCenter;
  private readonly database: DatabaseClient;
  private readonly service: ServiceTime;

  constructor(world: World, index: number) {
    this.world = world;
    this.index = index;
    this.service = new ServiceTime(world, index, 'meanServiceMillis');
    this.database = new DatabaseClient(world, index);
    this.center = new ServiceCenter(
      world,
      index,
      world.value(index, 'slots'),
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

  /** The node it sends writes to, −1 without a database. */
  get believedPrimary(): number {
    return this.database.primary;
  }

  onStart(): void {
    this.database.onStart();
  }

  onCall(call: number): void {
    this.center.admit(call);
  }

  onWorkEnded(call: number): void {
    if (this.database.isAbsent) this.end(call, cause.none, 0);
    else this.query(call, undefined, 1, 0);
  }

  onReply(child: number): void {
    const { world } = this;
    const { calls } = world;
    const call = calls.parent[child] as number;
    const causeCode = calls.cause[child] as number;
    const rootId = causeCode === cause.none ? 0 : (calls.rootId[child] as number);
    if (rootId !== 0 && this.center.queueLength > 0) world.processes.blamedOn[this.index] = rootId;
    const isWrite = calls.class[call] === writeClass;
    if (causeCode !== cause.none && isWrite) this.database.onWriteFailed();
    if (calls.wasRefused[child] === 1 && !isWrite) {
      this.query(call, triedFor(world, call), (calls.attempt[child] as number) + 1, rootId);
    } else this.end(call, causeCode, rootId);
  }

  onMessage(message: number): void {
    if (!answerProbe(this.world, this.index, message)) this.database.onMessage(message);
  }

  onTimer(): void {}

  onCrash(): void {
    this.center.clear();
  }

  onParameterChanged(): void {
    const { world, index } = this;
    this.service.refresh();
    this.center.resize(world.value(index, 'slots'), world.value(index, 'queueCapacity'));
  }

  onResume(): void {
    this.center.resume();
  }

  save() {
    return { center: this.center.save(), database: this.database.save() };
  }

  load(plain: ReturnType<AppServer['save']>): void {
    this.center.load(plain.center);
    this.database.load(plain.database);
    this.onParameterChanged();
  }

  private query(
    call: number,
    tried: ReadonlySet<number> | undefined,
    attempt: number,
    lastRoot: number,
  ): void {
    const { world } = this;
    const { calls } = world;
    const isWrite = calls.class[call] === writeClass;
    const node = isWrite ? this.database.primary : this.database.nodeForRead(tried);
    if (node < 0) {
      this.end(call, tried === undefined ? cause.unroutable : cause.refused, lastRoot);
      return;
    }
    const timeout = microsFromMillis(world.value(this.index, 'databaseTimeoutMillis'));
    sendCall(world, this.index, node, calls.request[call] as number, call, attempt, timeout);
  }

  private end(call: number, causeCode: number, rootId: number): void {
    this.center.release();
    finishCall(this.world, call, causeCode, rootId);
  }
}
