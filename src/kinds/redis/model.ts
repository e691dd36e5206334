/**
 * Redis node: one thread that looks keys up, stores them and answers sentinels, a replica that repeats the primary's operations, nothing on
 * disk. Look-aside cache: whoever misses asks the database and puts the answer here. It also keeps the sessions: a client
 * whose session is gone must sign in again. Only a primary takes commands; sentinels replace it as they do a database's.
 */

import { type Micros, microsFromMillis } from '../../base/units.ts';
import { drawUnit, purposes } from '../../engine/kernel/draws.ts';
import { CacheMeter } from '../../engine/model/cache-meter.ts';
import type { Component } from '../../engine/model/component.ts';
import { Errands } from '../../engine/model/errands.ts';
import { type KindModel, processFaults } from '../../engine/model/kind-model.ts';
import { LogReplication } from '../../engine/model/log-replication.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import { found, toPut } from '../../engine/model/redis-commands.ts';
import type { ReplicatedStore } from '../../engine/model/replicated-store.ts';
import { answerSentinel } from '../../engine/model/sentinel-answers.ts';
import { ServiceCenter } from '../../engine/model/service-center.ts';
import type { Site } from '../../engine/model/site.ts';
import { ServiceTime } from '../../engine/model/work.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import { callVerbs, type HealthState } from '../../engine/telemetry/records.ts';
import { backlogLength, RedisContent } from './content.ts';
import { redisParameters } from './spec.ts';

const readVerb = callVerbs.indexOf('read');
const getVerb = callVerbs.indexOf('get');

type Config = ParameterValues<typeof redisParameters>;

export class Redis implements Component {
  readonly index: number;
  readonly center: ServiceCenter;
  readonly replication: LogReplication;
  readonly content: RedisContent;
  private readonly site: Site;
  private readonly meter: CacheMeter;
  private readonly errands: Errands;
  private readonly store: ReplicatedStore;
  private readonly sentinels: readonly number[];
  private readonly command: ServiceTime;
  private config: Config;
  private entryTtl: Micros = 0;
  private sessionTtl: Micros = 0;
  /** What it held when it died, as long as nobody knows whether that counts. */
  private emptied = { entries: 0, sessions: 0 };

  constructor(site: Site, store: ReplicatedStore) {
    this.site = site;
    this.index = site.index;
    this.store = store;
    this.sentinels = site.neighbours('watcher');
    this.config = site.config();
    this.content = new RedisContent(this.config.maxEntries, site.keyCount, site.clientCount);
    this.meter = new CacheMeter(site, this.content.table);
    this.command = new ServiceTime(site);
    this.replication = new LogReplication(site, store, {
      onHeld: () => undefined,
      onDemoted: () => undefined,
      onApplied: (from, before, after) => this.repeat(from, before, after),
      onFullSync: (from) => this.takeOver(from),
      onPromoted: (from, offset) => this.tellLoss(from, offset),
    });
    this.errands = new Errands(site, 'connection', (message) => this.hear(message));
    this.center = new ServiceCenter(
      site,
      (call) => this.command.begin(call),
      (errand) => this.errands.run(errand),
    );
    this.configure(this.config);
  }

  onStart(): void {
    if (this.site.now === 0) this.warm();
    else this.tellEmptied();
    this.replication.onStart();
  }

  onCall(call: number): void {
    if (this.replication.isPrimary) this.center.admit(call);
    else this.site.finish(call, cause.readOnly, this.store.electedBy);
  }

  onWorkEnded(call: number): void {
    const { site, replication } = this;
    // Made a replica while the command waited or ran.
    if (!replication.isPrimary) {
      this.center.finish(call, cause.readOnly, this.store.electedBy);
      return;
    }
    if (site.calls.verb[call] === getVerb) this.get(call);
    else this.put(call);
    this.center.finish(call, cause.none, 0);
  }

  /** The thread that runs commands reads every connection, sentinels' and replicas' too: each message waits its turn. */
  onMessage(message: number): void {
    this.errands.admit(message, this.center);
  }

  onTimer(timer: number, payload: number): void {
    this.replication.onTimer(timer, payload);
  }

  onReply(): void {}

  condition(): HealthState | undefined {
    return this.replication.condition;
  }

  onCrash(): void {
    const { content } = this;
    const sessions = content.sessions;
    this.emptied = { entries: content.table.size - sessions, sessions };
    content.table.clear();
    this.center.clear();
    this.errands.clear();
    this.replication.onCrash();
  }

  configure(next: Config): void {
    this.config = next;
    this.command.configure(next.meanCommandMillis, next);
    this.replication.delay = microsFromMillis(next.replicationDelayMillis);
    this.entryTtl = microsFromMillis(next.entryTtlMillis);
    this.sessionTtl = microsFromMillis(next.sessionTtlMillis);
    this.content.table.resize(next.maxEntries);
    this.center.resize(1, next.queueCapacity);
  }

  onResume(): void {
    this.center.resume();
  }

  save() {
    return {
      replication: this.replication.save(),
      content: this.content.save(),
      center: this.center.save(),
      errands: this.errands.save(),
      emptied: { ...this.emptied },
    };
  }

  load(plain: ReturnType<Redis['save']>): void {
    this.configure(this.site.config());
    this.replication.load(plain.replication);
    this.content.load(plain.content);
    this.center.load(plain.center);
    this.errands.load(plain.errands);
    this.emptied = { ...plain.emptied };
  }

  private hear(message: number): void {
    const { replication, sentinels } = this;
    if (!answerSentinel(this.site, replication, message, sentinels)) replication.onMessage(message);
  }

  /** Is the client signed in, and, for a read, which version of the key is at hand? */
  private get(call: number): void {
    const { site, content } = this;
    const { calls, notes, versions } = site;
    const client = calls.client[call] as number;
    if (this.find(content.sessionsFrom + client) >= 0) notes.add(call, found.session);
    if (site.wantedBy(call) !== readVerb) return;
    const slot = this.find(calls.key[call] as number);
    this.meter.lookUp(slot >= 0);
    if (slot < 0) return;
    notes.add(call, found.entry);
    versions.set(call, content.table.lineageAt(slot), content.table.offsetAt(slot));
  }

  /** What has expired is removed when it is asked for, and its replicas are told to. */
  private find(key: number): number {
    const { table } = this.content;
    const wasHeld = table.holds(key);
    const slot = table.find(key, this.site.now);
    if (wasHeld && slot < 0) this.content.remove(this.replication.append(), key);
    return slot;
  }

  private put(call: number): void {
    const { calls, notes, versions, now } = this.site;
    const key = calls.key[call] as number;
    if (notes.has(call, toPut.session))
      this.set(this.content.sessionsFrom + (calls.client[call] as number), now + this.sessionTtl, 0, 0);
    if (notes.has(call, toPut.entry))
      this.set(key, now + this.entryTtl, versions.lineageOf(call), versions.offsetOf(call));
    if (notes.has(call, toPut.removal)) this.content.remove(this.replication.append(), key);
  }

  private set(key: number, expiresAt: Micros, lineage: number, offset: number): void {
    const { content, replication } = this;
    // Its replicas do not see the reads, so they must be told who has to go.
    const victim = content.table.victimOf(key);
    if (victim >= 0) content.remove(replication.append(), victim);
    content.set(replication.append(), key, expiresAt, lineage, offset);
  }

  private repeat(from: number, before: number, after: number): void {
    const source = this.store.member(from) as Redis;
    if (after - before > backlogLength) this.takeOver(from);
    else this.content.repeat(source.content, before, after);
  }

  /** A source that died meanwhile has nothing to take over; its connection closes, and the replica asks again. */
  private takeOver(from: number): void {
    if (!this.site.blame.isDown(from)) this.content.takeOver((this.store.member(from) as Redis).content);
  }

  /** It was promoted: what the old primary had taken in after the last operation this one got is gone. */
  private tellLoss(from: number, offset: number): void {
    const { site, store, index } = this;
    const old = store.member(from) as Redis;
    const { entries, sessions } = old.content.setAfter(offset, old.replication.offset);
    if (entries + sessions === 0) return;
    store.noteLostSessions(sessions);
    const values = { entries, sessions, primary: site.nameOf(index) };
    site.tellOfMember('cacheEntriesLost', from, store.electedBy, values);
  }

  /** Still the elected primary, and empty: what it held is gone for everyone, for its replicas follow it. */
  private tellEmptied(): void {
    const { site, store, index, emptied } = this;
    this.emptied = { entries: 0, sessions: 0 };
    if (store.primary !== index || emptied.entries + emptied.sessions === 0) return;
    store.noteLostSessions(emptied.sessions);
    const startedBy = site.blame.returnOf(index);
    site.tell('cacheEmptied', site.now, startedBy, emptied);
  }

  /** As after a while of service: every client signed in, and the most popular keys, each somewhere in its time to live. */
  private warm(): void {
    const { site, content } = this;
    const { seed, keyCount, clientCount } = site;
    const owner = site.drawKeyOf(this.store.nodes[0] as number);
    if (this.config.cacheStart !== 'warm') return;
    const capacity = this.config.maxEntries;
    const age = (key: number): number => drawUnit(seed, purposes.cacheAge, key, owner, 0);
    const sessions = Math.min(clientCount, capacity);
    for (let key = Math.min(keyCount, capacity - sessions) - 1; key >= 0; key -= 1)
      content.table.put(key, Math.ceil(age(key) * this.entryTtl), 0, 0);
    for (let client = 0; client < sessions; client += 1)
      content.table.put(keyCount + client, Math.ceil(age(keyCount + client) * this.sessionTtl), 0, 0);
  }
}

export const model = {
  name: 'redis',
  parameters: redisParameters,
  faults: processFaults,
  traits: ['replicated', 'cache'],
  serves: ['kv'],
  needs: {},
  control: ['own kind'],
  create: (site) => new Redis(site, site.storeOf(site.index)),
} as const satisfies KindModel;
