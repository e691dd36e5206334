/**
 * Database node: connections and a bounded waiting line; a primary that, with `waitForReplicas`, confirms a write only
 * when so many replicas hold it (PostgreSQL `synchronous_commit`, Redis WAIT); replicas that answer reads with what they
 * have applied. A confirmed write survives only where its log went (`log-replication.ts`).
 */

import { copyPlain } from '../../base/plain.ts';
import { microsFromMillis } from '../../base/units.ts';
import type { Component } from '../../engine/model/component.ts';
import { ConnectionLimit } from '../../engine/model/connection-limit.ts';
import { Errands } from '../../engine/model/errands.ts';
import { type KindModel, processFaults } from '../../engine/model/kind-model.ts';
import { LogReplication } from '../../engine/model/log-replication.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import { tryNotes } from '../../engine/model/payloads.ts';
import type { ReplicatedStore } from '../../engine/model/replicated-store.ts';
import { answerSentinel } from '../../engine/model/sentinel-answers.ts';
import { ServiceCenter } from '../../engine/model/service-center.ts';
import type { Site } from '../../engine/model/site.ts';
import { ServiceTime } from '../../engine/model/work.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import { callVerbs, type HealthState } from '../../engine/telemetry/records.ts';
import { databaseParameters } from './spec.ts';

const writeVerb = callVerbs.indexOf('write');
const signInVerb = callVerbs.indexOf('signIn');

/** Committed, and keeping its connection until enough replicas hold it. */
interface WaitingWrite {
  readonly call: number;
  readonly offset: number;
}

type Config = ParameterValues<typeof databaseParameters>;

export class Database implements Component {
  readonly index: number;
  readonly center: ServiceCenter;
  readonly replication: LogReplication;
  private readonly site: Site;
  private readonly errands: Errands;
  private readonly limit: ConnectionLimit;
  private readonly store: ReplicatedStore;
  private readonly sentinels: readonly number[];
  private readonly reading: ServiceTime;
  private readonly writing: ServiceTime;
  private waiting: WaitingWrite[] = [];
  /** Replicas that must hold a write before it is confirmed. */
  private neededReplicas = 0;
  private isCheckedInTurn = false;

  constructor(site: Site, store: ReplicatedStore) {
    this.site = site;
    this.index = site.index;
    this.store = store;
    this.sentinels = site.neighbours('watcher');
    this.reading = new ServiceTime(site);
    this.writing = new ServiceTime(site);
    this.replication = new LogReplication(site, store, {
      onHeld: () => this.confirmWaiting(),
      onDemoted: () => this.refuseWaiting(),
    });
    this.limit = new ConnectionLimit(site);
    this.errands = new Errands(site, 'connection', (message) => this.hear(message));
    this.center = new ServiceCenter(
      site,
      (call) => (this.isWrite(call) ? this.writing : this.reading).begin(call),
      (errand) => this.errands.run(errand),
    );
    this.configure(site.config());
  }

  onStart(): void {
    this.replication.onStart();
  }

  onCall(call: number): void {
    if (!this.limit.admit(call)) return;
    if (this.isWrite(call) && !this.replication.isPrimary) {
      this.site.finish(call, cause.readOnly, this.store.electedBy);
    } else this.center.admit(call);
  }

  onWorkEnded(call: number): void {
    if (this.isWrite(call)) this.commit(call);
    else this.answerRead(call);
  }

  onTimer(timer: number, payload: number): void {
    this.replication.onTimer(timer, payload);
  }

  onMessage(message: number): void {
    const { site, sentinels } = this;
    const isChecked = sentinels.includes(site.messages.from[message] as number);
    if (isChecked && this.isCheckedInTurn) this.errands.admit(message, this.center);
    else this.hear(message);
  }

  onReply(): void {}

  condition(): HealthState | undefined {
    return this.replication.condition;
  }

  rootOfWait(): number {
    if (this.waiting.length === 0) return 0;
    return this.replication.rootOfWait(this.neededReplicas);
  }

  canConfirm(): number | undefined {
    const { canConfirm } = this.replication;
    const needed = this.neededReplicas;
    return this.waiting.length > 0 && canConfirm < needed ? canConfirm : undefined;
  }

  onCrash(): void {
    this.center.clear();
    this.errands.clear();
    this.limit.clear();
    this.waiting = [];
    this.replication.onCrash();
  }

  configure(next: Config): void {
    this.reading.configure(next.meanReadMillis, next);
    this.writing.configure(next.meanWriteMillis, next);
    this.replication.delay = microsFromMillis(next.replicationDelayMillis);
    this.neededReplicas = next.waitForReplicas;
    this.isCheckedInTurn = next.healthCheck === 'queued';
    this.limit.configure(next.connectionLimit);
    this.center.resize(next.connections, next.queueCapacity);
    this.confirmWaiting();
  }

  onResume(): void {
    this.center.resume();
    this.confirmWaiting();
  }

  save() {
    return {
      replication: this.replication.save(),
      waiting: copyPlain(this.waiting),
      center: this.center.save(),
      errands: this.errands.save(),
      limit: this.limit.save(),
    };
  }

  load(plain: ReturnType<Database['save']>): void {
    this.replication.load(plain.replication);
    this.waiting = copyPlain(plain.waiting);
    this.center.load(plain.center);
    this.errands.load(plain.errands);
    this.limit.load(plain.limit);
    this.configure(this.site.config());
  }

  private hear(message: number): void {
    const { replication, sentinels } = this;
    if (!answerSentinel(this.site, replication, message, sentinels)) replication.onMessage(message);
  }

  private isWrite(call: number): boolean {
    return this.site.calls.verb[call] === writeVerb;
  }

  private answerRead(call: number): void {
    const { calls, versions } = this.site;
    versions.set(call, this.store.named(this.replication.lineage), this.replication.offset);
    if (calls.verb[call] !== signInVerb) this.site.noteIfStale(call);
    this.center.finish(call, cause.none, 0);
  }

  private commit(call: number): void {
    const { site, replication } = this;
    const { versions } = site;
    // Made a replica while the write was at work: nothing may be written any more.
    if (!replication.isPrimary) {
      this.center.finish(call, cause.readOnly, this.store.electedBy);
      return;
    }
    const offset = this.offsetOf(call);
    versions.set(call, this.store.named(replication.lineage), offset);
    site.noteWrite(call, replication.lineage, offset);
    // What an earlier try has written may be held by enough replicas already: no acknowledgement of it is to come.
    const needed = this.neededReplicas;
    if (needed === 0 || replication.holders(offset) >= needed) this.confirm(call, offset);
    else {
      versions.hold(call, site.now);
      this.waiting.push({ call, offset });
    }
  }

  /** Where in the log the write stands now: appended, or, if its key is there, where an earlier try of it has put it. */
  private offsetOf(call: number): number {
    const { replication, store, site } = this;
    const { lineage } = replication;
    const before = site.operations.before(call).filter((done) => store.holds(done, lineage));
    const known = before.find(({ hadKey }) => hadKey);
    if (known !== undefined && site.notes.has(call, tryNotes.withKey)) return known.offset;
    const offset = replication.append();
    site.versions.set(call, store.named(lineage), offset);
    site.operations.onDone(call, before.length > 0);
    return offset;
  }

  private confirm(call: number, offset: number): void {
    this.site.tap?.confirmed(call, this.replication.lineage, offset);
    this.store.publish(this.replication.lineage, offset, this.site.calls.key[call] as number);
    this.center.finish(call, cause.none, 0);
  }

  /** Confirms the writes that enough replicas hold by now, oldest first. */
  private confirmWaiting(): void {
    if (!this.site.isReady) return;
    const needed = this.neededReplicas;
    while (this.waiting.length > 0) {
      const { call, offset } = this.waiting[0] as WaitingWrite;
      if (this.replication.holders(offset) < needed) return;
      this.waiting.shift();
      this.confirm(call, offset);
    }
  }

  private refuseWaiting(): void {
    for (const { call } of this.waiting.splice(0))
      this.center.finish(call, cause.readOnly, this.store.electedBy);
  }
}

export const model = {
  name: 'database',
  parameters: databaseParameters,
  faults: processFaults,
  traits: ['replicated'],
  serves: ['sql'],
  needs: {},
  control: ['own kind'],
  create: (site) => new Database(site, site.storeOf(site.index)),
} as const satisfies KindModel;
