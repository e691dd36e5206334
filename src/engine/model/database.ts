/**
 * Database node: connections and a bounded waiting line; a primary that ships its log after a delay and, with
 * `waitForReplicas`, confirms a write only when so many replicas hold it (PostgreSQL `synchronous_commit`, Redis WAIT);
 * replicas that apply the log and answer reads with what they have. A confirmed write survives only where its log went.
 */
import { copyPlain } from '../../base/plain.ts';
import { type Micros, microsFromMillis, microsPerMilli, microsPerSecond } from '../../base/units.ts';
import { requestClasses } from '../description.ts';
import type { PreparedDistribution } from '../kernel/distributions.ts';
import { cause } from '../telemetry/causes.ts';
import type { Component } from './component.ts';
import { messageKind } from './message-kinds.ts';
import type { NodePosition, ReplicatedStore } from './replicated-store.ts';
import { answerSentinel } from './sentinel-answers.ts';
import { ServiceCenter } from './service-center.ts';
import { setTimer } from './timers.ts';
import { finishCall, sendMessage } from './transport.ts';
import { beginWork, drawDemand, serviceOf } from './work.ts';
import type { World } from './world.ts';

const writeClass = requestClasses.indexOf('write');
const shipTimer = 0;
const heartbeatTimer = 1;
/** A primary repeats to its replicas how far it has shipped, and a detached replica asks to be attached, this often. */
const heartbeat: Micros = microsPerSecond;

interface Attached {
  readonly replica: number;
  applied: number;
}

interface WaitingWrite {
  readonly call: number;
  readonly offset: number;
}

export class Database implements Component {
  readonly index: number;
  private readonly world: World;
  private readonly center: ServiceCenter;
  private readonly store: ReplicatedStore;
  private readonly sentinels: readonly number[];
  private service: PreparedDistribution;
  /** Survive a crash: the role in its configuration, whom it follows, and its log. */
  role: 'primary' | 'replica';
  follows: number;
  lineage = 0;
  offset = 0;
  /** Lost in a crash. */
  private attached: Attached[] = [];
  private waiting: WaitingWrite[] = [];
  /** How far the log has been sent to those attached: a repetition must not run ahead of the delay. */
  private shipped = 0;
  /** Since when the link to the primary is known to be broken, −1 = up. */
  linkDownSince: Micros = -1;

  constructor(world: World, index: number, store: ReplicatedStore) {
    this.world = world;
    this.index = index;
    this.store = store;
    this.sentinels = world.links
      .neighboursOf(index)
      .filter((other) => world.blueprint.components[other]?.kind === 'sentinel');
    this.service = serviceOf(world, index);
    this.role = store.primary === index ? 'primary' : 'replica';
    this.follows = store.primary;
    this.center = new ServiceCenter(
      world,
      index,
      world.value(index, 'connections'),
      world.value(index, 'queueCapacity'),
      (call) => this.start(call),
    );
  }

  get slots(): number {
    return this.center.slots;
  }

  get queueCapacity(): number {
    return this.center.queueCapacity;
  }

  get position(): NodePosition {
    return { index: this.index, lineage: this.lineage, offset: this.offset };
  }

  onStart(): void {
    const { world, index } = this;
    setTimer(world, index, heartbeatTimer, 0, heartbeat);
    const isNew = world.now === 0;
    if (this.role === 'primary') {
      if (isNew)
        this.attached = this.store.nodes
          .filter((node) => node !== index)
          .map((replica) => ({ replica, applied: 0 }));
      else this.tellReturn();
    } else if (!isNew) {
      this.linkDownSince = world.now;
      this.askToFollow();
    }
  }

  onCall(call: number): void {
    const isWrite = this.world.calls.class[call] === writeClass;
    if (isWrite && this.role !== 'primary') {
      finishCall(this.world, call, cause.readOnly, this.store.electedBy);
    } else this.center.admit(call);
  }

  onWorkEnded(call: number): void {
    if (this.world.calls.class[call] === writeClass) this.commit(call);
    else this.answerRead(call);
  }

  onTimer(timer: number, payload: number): void {
    if (timer === heartbeatTimer) {
      setTimer(this.world, this.index, heartbeatTimer, 0, heartbeat);
      if (this.role === 'primary') this.ship(this.shipped);
      else if (this.linkDownSince >= 0) this.askToFollow();
    } else if (this.role === 'primary') {
      // A timer of an earlier primacy may name an offset that this lineage has not reached.
      this.shipped = Math.max(this.shipped, Math.min(payload, this.offset));
      this.ship(this.shipped);
    }
  }

  onMessage(message: number): void {
    const { messages } = this.world;
    const from = messages.from[message] as number;
    if (answerSentinel(this.world, this, message, this.sentinels)) return;
    switch (messages.kind[message]) {
      case messageKind.log:
        this.apply(from, messages.p0[message] as number, messages.p1[message] as number);
        break;
      case messageKind.logApplied:
        this.noteApplied(from, messages.p0[message] as number, messages.p1[message] as number);
        break;
      case messageKind.syncRequest:
        this.attach(from);
        break;
      case messageKind.connectionClosed:
        if (this.role === 'replica' && from === this.follows && this.linkDownSince < 0)
          this.linkDownSince = this.world.now;
        this.attached = this.attached.filter((entry) => entry.replica !== from);
        break;
      case messageKind.promote:
        this.promote(from, messages.p0[message] as number, messages.p1[message] as number);
        break;
      case messageKind.reconfigure:
        this.follow(messages.p0[message] as number, from, messages.p1[message] as number);
        break;
      default:
        break;
    }
  }

  onReply(): void {}

  /** Writes wait for replicas: for one that is unwell or cut off, or that has not joined this primary since it was elected. */
  rootOfWait(): number {
    const { world, index, store } = this;
    if (this.waiting.length === 0) return 0;
    const others = store.nodes.filter((node) => node !== index);
    for (const node of others) {
      const root =
        (world.processes.unwellBy[node] as number) ||
        world.links.cutRoot(world.links.direction(index, node)) ||
        world.links.cutRoot(world.links.direction(node, index));
      if (root !== 0) return root;
    }
    return this.attached.length < others.length ? store.electedBy : 0;
  }

  onCrash(): void {
    this.center.clear();
    this.attached = [];
    this.waiting = [];
    this.shipped = 0;
    this.store.endSplit(this.index);
  }

  onParameterChanged(): void {
    const { world, index } = this;
    this.service = serviceOf(world, index);
    this.center.resize(world.value(index, 'connections'), world.value(index, 'queueCapacity'));
    this.confirmWaiting();
  }

  onResume(): void {
    this.center.resume();
    this.confirmWaiting();
  }

  save() {
    const { role, follows, lineage, offset, shipped, linkDownSince } = this;
    return {
      scalars: { role, follows, lineage, offset, shipped, linkDownSince },
      attached: copyPlain(this.attached),
      waiting: copyPlain(this.waiting),
      center: this.center.save(),
    };
  }

  load(plain: ReturnType<Database['save']>): void {
    Object.assign(this, plain.scalars);
    this.attached = copyPlain(plain.attached);
    this.waiting = copyPlain(plain.waiting);
    this.center.load(plain.center);
    this.service = serviceOf(this.world, this.index);
    this.center.slots = this.world.value(this.index, 'connections');
    this.center.queueCapacity = this.world.value(this.index, 'queueCapacity');
  }

  private start(call: number): void {
    const isWrite = this.world.calls.class[call] === writeClass;
    const mean =
      this.world.value(this.index, isWrite ? 'meanWriteMillis' : 'meanReadMillis') * microsPerMilli;
    beginWork(this.world, call, drawDemand(this.world, call, this.service, mean));
  }

  private answerRead(call: number): void {
    const { calls, requests } = this.world;
    const request = calls.request[call] as number;
    if (request >= 0 && this.store.isStale(this.lineage, this.offset, calls.key[call] as number)) {
      requests.isStale[request] = 1;
    }
    this.end(call, cause.none, 0);
  }

  private commit(call: number): void {
    const { world, store } = this;
    const { calls, requests } = world;
    // Made a replica while the write was at work: nothing may be written any more.
    if (this.role !== 'primary') {
      this.end(call, cause.readOnly, store.electedBy);
      return;
    }
    this.offset = store.commit(this.lineage);
    const request = calls.request[call] as number;
    if (request >= 0) {
      requests.writeNode[request] = this.index;
      requests.writeLineage[request] = this.lineage;
      requests.writeOffset[request] = this.offset;
      requests.writtenAt[request] = world.now;
    }
    const delay = microsFromMillis(world.value(this.index, 'replicationDelayMillis'));
    if (this.attached.length > 0) setTimer(world, this.index, shipTimer, this.offset, delay);
    if (world.value(this.index, 'waitForReplicas') === 0) this.confirm(call, this.offset);
    else this.waiting.push({ call, offset: this.offset });
  }

  private confirm(call: number, offset: number): void {
    this.store.publish(this.lineage, offset, this.world.calls.key[call] as number);
    this.end(call, cause.none, 0);
  }

  private end(call: number, causeCode: number, rootId: number): void {
    this.center.release();
    finishCall(this.world, call, causeCode, rootId);
  }

  private ship(offset: number): void {
    const { messages } = this.world;
    for (const { replica } of this.attached) {
      const message = sendMessage(this.world, messageKind.log, this.index, replica);
      if (message < 0) continue;
      messages.p0[message] = this.lineage;
      messages.p1[message] = offset;
    }
  }

  private apply(from: number, lineage: number, offset: number): void {
    const { world, store } = this;
    if (this.role !== 'replica' || from !== this.follows) return;
    // Another lineage: what this node has beyond the fork was never there for anyone else, and goes.
    if (lineage !== this.lineage) {
      this.offset = store.follow(this.lineage, this.offset, lineage);
      this.lineage = lineage;
    }
    this.linkDownSince = -1;
    if (offset > this.offset) this.offset = offset;
    const message = sendMessage(world, messageKind.logApplied, this.index, from);
    if (message < 0) return;
    world.messages.p0[message] = this.lineage;
    world.messages.p1[message] = this.offset;
  }

  private noteApplied(from: number, lineage: number, offset: number): void {
    const entry = this.attached.find((candidate) => candidate.replica === from);
    if (entry === undefined || lineage !== this.lineage || offset <= entry.applied) return;
    entry.applied = offset;
    this.confirmWaiting();
    if (this.store.primary === this.index) this.store.prune();
  }

  /** Confirms the writes that enough replicas hold by now, oldest first. */
  private confirmWaiting(): void {
    if (!this.world.processes.isReady(this.index)) return;
    const needed = this.world.value(this.index, 'waitForReplicas');
    while (this.waiting.length > 0) {
      const { call, offset } = this.waiting[0] as WaitingWrite;
      const holders = this.attached.reduce((count, entry) => count + (entry.applied >= offset ? 1 : 0), 0);
      if (holders < needed) return;
      this.waiting.shift();
      this.confirm(call, offset);
    }
  }

  private attach(replica: number): void {
    if (this.role !== 'primary') return;
    if (!this.attached.some((entry) => entry.replica === replica))
      this.attached.push({ replica, applied: 0 });
    const message = sendMessage(this.world, messageKind.log, this.index, replica);
    if (message < 0) return;
    this.world.messages.p0[message] = this.lineage;
    this.world.messages.p1[message] = this.offset;
  }

  private askToFollow(): void {
    sendMessage(this.world, messageKind.syncRequest, this.index, this.follows);
  }

  /** A sentinel says: you are the primary now. */
  private promote(by: number, storyId: number, epoch: number): void {
    if (this.role === 'primary') return;
    this.role = 'primary';
    this.follows = this.index;
    this.linkDownSince = -1;
    this.attached = [];
    this.shipped = 0;
    this.lineage = this.store.promote(this.index, this.position, storyId, by, epoch);
  }

  /** A sentinel says: follow that node. */
  private follow(primary: number, by: number, storyId: number): void {
    const { world, store } = this;
    if (primary === this.index || primary === this.follows) return;
    const wasPrimary = this.role === 'primary';
    this.role = 'replica';
    this.follows = primary;
    this.linkDownSince = world.now;
    this.attached = [];
    for (const { call } of this.waiting.splice(0)) this.end(call, cause.readOnly, store.electedBy);
    this.askToFollow();
    if (!wasPrimary) return;
    const discarded = store.endSplit(this.index);
    const values = { primary: world.idOf(primary), by: world.idOf(by), discarded };
    world.story.tell('convertedToReplica', this.index, world.now, storyId, values);
  }

  /** It does not know that another was elected while it was away. */
  private tellReturn(): void {
    const { world, store } = this;
    if (store.primary === this.index) return;
    world.story.tell(
      'oldPrimaryReturned',
      this.index,
      world.now,
      world.processes.startedBy[this.index] as number,
      {
        primary: world.idOf(store.primary),
      },
    );
  }
}
