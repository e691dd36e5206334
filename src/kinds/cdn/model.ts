/**
 * CDN with a web application firewall in front of the origin: drops what its rules forbid, answers reads of cacheable
 * keys that it holds, passes the rest on and keeps the answers for their time to live. A write that the origin confirmed
 * on the way through removes its key (RFC 9111, section 4.4). It holds no slot: the edge is many machines.
 */

import { hashString, mix32 } from '../../base/hash.ts';
import { type Micros, microsFromMillis, microsPerSecond } from '../../base/units.ts';
import { drawUnit, purposes } from '../../engine/kernel/draws.ts';
import { createAsk } from '../../engine/model/asks.ts';
import { CacheMeter } from '../../engine/model/cache-meter.ts';
import { CacheTable } from '../../engine/model/cache-table.ts';
import type { Component } from '../../engine/model/component.ts';
import { idleFaults, type KindModel } from '../../engine/model/kind-model.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import { ServerPool } from '../../engine/model/server-pool.ts';
import type { Site } from '../../engine/model/site.ts';
import { cause, type FailureCause, failureCauses } from '../../engine/telemetry/causes.ts';
import { callVerbs } from '../../engine/telemetry/records.ts';
import { cdnParameters } from './spec.ts';

const originAsk = createAsk('origin');
const readVerb = callVerbs.indexOf('read');
const writeVerb = callVerbs.indexOf('write');
const cacheableSalt = hashString('cacheable');
const blockedSalt = hashString('blocked');

/** Reads in a row that the origin fails, and for how long, before it counts as lost: an overloaded one fails ten in 2 ms. */
const failuresToLose = 10;
const microsToLose: Micros = microsPerSecond;

/** Failed reads in a row, when the first of them ended and what its root was, the hits until then, and what was told. */
const present = () => ({ failures: 0, since: 0, rootId: 0, hits: 0, storyId: 0 });

/** Is this number among the share of all numbers that a salt picks? The same ones in every run. */
const isAmong = (number: number, salt: number, ratio: number): boolean =>
  mix32(number ^ salt) < ratio * 4_294_967_296;

type Config = ParameterValues<typeof cdnParameters>;

export class Cdn implements Component {
  readonly index: number;
  private readonly site: Site;
  private readonly origin: number;
  /** Of one: nobody else has what the edge asks for. */
  private readonly origins: ServerPool;
  private readonly table: CacheTable;
  private readonly meter: CacheMeter;
  private config: Config;
  private ttl: Micros = 0;
  private originTimeout: Micros = 0;
  private absence = present();
  /** What it held when it died, told when it is back. */
  private emptied = 0;

  constructor(site: Site) {
    this.site = site;
    this.index = site.index;
    this.origin = site.servers[0] ?? -1;
    this.origins = new ServerPool(site, site.servers, { rule: 'firstAvailable' });
    this.config = site.config();
    this.table = new CacheTable(this.config.cacheCapacity, site.keyCount);
    this.meter = new CacheMeter(site, this.table);
    this.configure(this.config);
  }

  onStart(): void {
    const { site } = this;
    this.origins.onStart();
    if (site.now === 0) this.warm();
    else if (this.emptied > 0) {
      const startedBy = site.blame.returnOf(this.index);
      site.tell('cacheEmptied', site.now, startedBy, {
        entries: this.emptied,
        sessions: 0,
      });
      this.emptied = 0;
    }
  }

  onCall(call: number): void {
    const { site } = this;
    const { calls } = site;
    if (this.isDropped(call)) {
      site.finish(call, cause.rejectedByRule, site.blame.editedBy);
      return;
    }
    const key = calls.key[call] as number;
    if (site.wantedBy(call) === readVerb && this.isCacheable(key)) {
      const slot = this.table.find(key, site.now);
      this.meter.lookUp(slot >= 0);
      if (slot >= 0) {
        site.versions.set(call, this.table.lineageAt(slot), this.table.offsetAt(slot));
        site.noteIfStale(call);
        site.finish(call, cause.none, 0);
        return;
      }
    }
    site.send(call, this.origins.pick(call, undefined), 1, this.originTimeout, originAsk);
  }

  onReply(child: number): void {
    const { site } = this;
    const { calls } = site;
    const call = calls.parent[child] as number;
    const causeCode = calls.cause[child] as number;
    this.origins.onEnded(child);
    // What it holds stands in for reads only; that writes fail is no news of the origin as a whole.
    if (site.wantedBy(child) === readVerb) this.noteOrigin(causeCode, calls.rootId[child] as number);
    if (causeCode === cause.none) this.keep(child);
    site.versions.copy(child, call);
    site.finish(call, causeCode, causeCode === cause.none ? 0 : (calls.rootId[child] as number));
  }

  onCrash(): void {
    this.emptied = this.table.size;
    this.table.clear();
    this.absence = present();
  }

  configure(next: Config): void {
    this.config = next;
    this.ttl = microsFromMillis(next.ttlMillis);
    this.originTimeout = microsFromMillis(next.originTimeoutMillis);
    this.table.resize(next.cacheCapacity);
  }

  onWorkEnded(): void {}
  onMessage(): void {}
  onTimer(): void {}

  save() {
    const { absence, emptied } = this;
    return { table: this.table.save(), origins: this.origins.save(), absence: { ...absence }, emptied };
  }

  load(plain: ReturnType<Cdn['save']>): void {
    this.configure(this.site.config());
    this.table.load(plain.table);
    this.origins.load(plain.origins);
    this.emptied = plain.emptied;
    this.absence = { ...plain.absence };
  }

  /** A read at the origin has ended. It counts as lost while none succeeds. */
  private noteOrigin(causeCode: number, rootId: number): void {
    const { site, absence } = this;
    const origin = site.nameOf(this.origin);
    const { hits } = this.meter;
    if (causeCode === cause.none) {
      if (absence.storyId !== 0) {
        const values = { origin, hits: hits - absence.hits, lastedMicros: site.now - absence.since };
        site.tell('originBack', site.now, absence.storyId, values);
      }
      this.absence = present();
      return;
    }
    absence.failures += 1;
    if (absence.failures === 1) Object.assign(absence, { since: site.now, rootId, hits });
    const isLost = absence.failures >= failuresToLose && site.now - absence.since >= microsToLose;
    if (absence.storyId !== 0 || !isLost) return;
    const values = { origin, failureCause: failureCauses[causeCode] as FailureCause };
    absence.storyId = site.tell('originLost', absence.since, absence.rootId, values);
  }

  private isCacheable(key: number): boolean {
    return isAmong(key, cacheableSalt, this.config.cacheableKeys);
  }

  private isDropped(call: number): boolean {
    const { calls, seed } = this.site;
    if (
      this.config.blockedClients > 0 &&
      isAmong(calls.client[call] as number, blockedSalt, this.config.blockedClients)
    )
      return true;
    const { matchedRequests } = this.config;
    if (matchedRequests === 0) return false;
    return drawUnit(seed, purposes.ruleMatch, calls.ordinal[call] as number, 0, 0) < matchedRequests;
  }

  private keep(child: number): void {
    const { calls, versions, now } = this.site;
    const key = calls.key[child] as number;
    if (this.site.wantedBy(child) === writeVerb) this.table.remove(key);
    else if (this.isCacheable(key))
      this.table.put(key, now + this.ttl, versions.lineageOf(child), versions.offsetOf(child));
  }

  /** As after a while of service: the most popular keys that may be kept, each somewhere in its time to live. */
  private warm(): void {
    const { site } = this;
    if (this.config.cacheStart !== 'warm') return;
    const capacity = this.config.cacheCapacity;
    const keys: number[] = [];
    for (let key = 0; key < site.keyCount && keys.length < capacity; key += 1) {
      if (this.isCacheable(key)) keys.push(key);
    }
    for (const key of keys.reverse()) {
      const age = drawUnit(site.seed, purposes.cacheAge, key, site.drawKey, 0);
      this.table.put(key, Math.ceil(age * this.ttl), 0, 0);
    }
  }
}

export const model = {
  name: 'cdn',
  parameters: cdnParameters,
  faults: idleFaults,
  traits: ['cache'],
  serves: ['http'],
  needs: {
    origin: { protocol: 'origin', count: 'one', allowed: 'exactly one origin: a balancer or an app server' },
  },
  control: [],
  create: (site) => new Cdn(site),
} as const satisfies KindModel;
