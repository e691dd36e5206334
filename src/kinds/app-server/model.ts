/**
 * App server: a slot is taken, the request's own work is served, then others are called; the slot stays taken until they
 * have answered or the server has lost patience. With a cache it looks there first (is the client signed in, is the
 * value at hand), signs the client in if need be, asks the database, and puts the answer into the cache (look-aside).
 */

import { type Micros, microsFromMillis } from '../../base/units.ts';
import { type Ask, createAsk } from '../../engine/model/asks.ts';
import { CacheClient } from '../../engine/model/cache-client.ts';
import type { Component } from '../../engine/model/component.ts';
import { type KindModel, processFaults } from '../../engine/model/kind-model.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import { ProbeAnswers } from '../../engine/model/probe-answer.ts';
import { found, toPut } from '../../engine/model/redis-commands.ts';
import { ServiceCenter } from '../../engine/model/service-center.ts';
import type { Site } from '../../engine/model/site.ts';
import { StoreClient } from '../../engine/model/store-client.ts';
import { ServiceTime } from '../../engine/model/work.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import { callVerbs } from '../../engine/telemetry/records.ts';
import { appServerParameters } from './spec.ts';

const verb = {
  read: callVerbs.indexOf('read'),
  write: callVerbs.indexOf('write'),
  get: callVerbs.indexOf('get'),
  put: callVerbs.indexOf('put'),
  signIn: callVerbs.indexOf('signIn'),
};

const asks = {
  get: createAsk('cache', { verb: 'get' }),
  put: createAsk('cache', { verb: 'put' }),
  signIn: createAsk('database', { verb: 'signIn' }),
  query: createAsk('database'),
};

/** In the `notes` of a call that is being served: the session must be stored; the cache is passed by. */
const own = { newSession: 1, passBy: 2 };

type Config = ParameterValues<typeof appServerParameters>;

export class AppServer implements Component {
  readonly index: number;
  private readonly site: Site;
  private readonly center: ServiceCenter;
  private readonly database: StoreClient;
  private readonly cache: CacheClient;
  private readonly service: ServiceTime;
  private readonly probes: ProbeAnswers;
  private databaseTimeout: Micros = 0;
  private cacheTimeout: Micros = 0;
  /** A confirmed write removes the cached entry instead of putting the new value there. */
  private removesOnWrite = true;

  constructor(site: Site) {
    this.site = site;
    this.index = site.index;
    this.service = new ServiceTime(site);
    this.database = new StoreClient(site, 'sql');
    this.cache = new CacheClient(site);
    this.probes = new ProbeAnswers(site);
    this.center = new ServiceCenter(
      site,
      (call) => this.service.begin(call),
      (errand) => this.probes.run(errand),
    );
    this.configure(site.config());
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
    this.cache.onStart();
  }

  onCall(call: number): void {
    this.center.admit(call);
  }

  onWorkEnded(call: number): void {
    if (!this.cache.isAbsent) this.lookUp(call);
    else if (this.database.isAbsent) this.center.finish(call, cause.none, 0);
    else this.query(call, this.site.calls.class[call] as number, undefined, 1, 0);
  }

  onReply(child: number): void {
    const { site } = this;
    const { calls } = site;
    const call = calls.parent[child] as number;
    const asked = calls.verb[child] as number;
    const causeCode = calls.cause[child] as number;
    const rootId = causeCode === cause.none ? 0 : (calls.rootId[child] as number);
    // An answer that came late held its slot all that time; a refusal or a broken connection gave it back.
    const hasHeld = causeCode === cause.timedOut || causeCode === cause.rejectedByFullQueue;
    if (rootId !== 0 && hasHeld && this.center.queueLength > 0) site.blame.keep(rootId);
    if (asked === verb.get || asked === verb.put) {
      this.cache.note(calls.callee[child] as number, causeCode, rootId);
      if (asked === verb.put) this.center.finish(call, cause.none, 0);
      else this.onLookedUp(call, child, causeCode);
      return;
    }
    if (causeCode !== cause.none && asked === verb.write) this.database.onPrimaryFailed();
    if (calls.mayGoElsewhere[child] === 1 && asked !== verb.write) {
      const attempt = (calls.attempt[child] as number) + 1;
      this.query(call, asked, site.triedFor(call, asked), attempt, rootId);
    } else if (causeCode !== cause.none) this.center.finish(call, causeCode, rootId);
    else if (asked === verb.signIn) this.query(call, calls.class[call] as number, undefined, 1, 0);
    else this.onQueried(call, child);
  }

  onMessage(message: number): void {
    if (this.probes.take(message, this.center)) return;
    this.database.onMessage(message);
    this.cache.nodes.onMessage(message);
  }

  onTimer(): void {}

  timeoutOf(call: number): string {
    const asked = this.site.calls.verb[call] as number;
    return asked === verb.get || asked === verb.put ? 'cacheTimeoutMillis' : 'databaseTimeoutMillis';
  }

  onCrash(): void {
    this.center.clear();
    this.probes.clear();
  }

  configure(next: Config): void {
    this.service.configure(next.meanServiceMillis, next);
    this.databaseTimeout = microsFromMillis(next.databaseTimeoutMillis);
    this.cacheTimeout = microsFromMillis(next.cacheTimeoutMillis);
    this.removesOnWrite = next.cacheOnWrite === 'remove';
    this.center.resize(next.slots, next.queueCapacity);
  }

  onResume(): void {
    this.center.resume();
  }

  save() {
    const { center, database, cache, probes } = this;
    return { center: center.save(), database: database.save(), cache: cache.save(), errands: probes.save() };
  }

  load(plain: ReturnType<AppServer['save']>): void {
    this.center.load(plain.center);
    this.probes.load(plain.errands);
    this.database.load(plain.database);
    this.cache.load(plain.cache);
    this.configure(this.site.config());
  }

  private lookUp(call: number): void {
    if (this.cache.primary >= 0) this.askCache(call, asks.get, 0);
    else {
      this.site.notes.add(call, own.passBy);
      this.query(call, this.site.calls.class[call] as number, undefined, 1, 0);
    }
  }

  private onLookedUp(call: number, get: number, causeCode: number): void {
    const { calls, notes, versions } = this.site;
    const wanted = calls.class[call] as number;
    if (causeCode !== cause.none) notes.add(call, own.passBy);
    else if (!notes.has(get, found.session)) {
      notes.add(call, own.newSession);
      this.query(call, verb.signIn, undefined, 1, 0);
      return;
    } else if (notes.has(get, found.entry) && wanted === verb.read) {
      versions.copy(get, call);
      this.site.noteIfStale(call);
      this.center.finish(call, cause.none, 0);
      return;
    }
    this.query(call, wanted, undefined, 1, 0);
  }

  /** The database has answered well: is there something for the cache in it? */
  private onQueried(call: number, query: number): void {
    const { site, cache } = this;
    const { calls, notes, versions } = site;
    versions.copy(query, call);
    const isWrite = calls.class[call] === verb.write;
    if (cache.isAbsent || notes.has(call, own.passBy) || cache.primary < 0) {
      if (isWrite && !cache.isAbsent) cache.noteMissedWrite();
      this.center.finish(call, cause.none, 0);
      return;
    }
    const removes = isWrite && this.removesOnWrite;
    const session = notes.has(call, own.newSession) ? toPut.session : 0;
    this.askCache(call, asks.put, session | (removes ? toPut.removal : toPut.entry));
  }

  private askCache(call: number, ask: Ask, notes: number): void {
    const { site } = this;
    const asked = site.send(call, this.cache.primary, 1, this.cacheTimeout, ask);
    site.notes.add(asked, notes);
    if (ask === asks.put) site.versions.copy(call, asked);
  }

  /** Asks the database for what the request wants, or to sign its client in. */
  private query(
    call: number,
    what: number,
    tried: ReadonlySet<number> | undefined,
    attempt: number,
    lastRoot: number,
  ): void {
    const { site, database } = this;
    const node = what === verb.write ? database.primary : database.nodeForRead(tried);
    if (node < 0) {
      this.center.finish(call, tried === undefined ? cause.unroutable : cause.refused, lastRoot);
      return;
    }
    const ask = what === verb.signIn ? asks.signIn : asks.query;
    site.send(call, node, attempt, this.databaseTimeout, ask);
  }
}

export const model = {
  name: 'app-server',
  parameters: appServerParameters,
  faults: processFaults,
  traits: ['server', 'client'],
  serves: ['http', 'origin', 'upstream'],
  needs: {
    cache: { protocol: 'kv', count: 'any', onlyWith: 'database', allowed: 'a database behind the cache' },
    database: { protocol: 'sql', count: 'any' },
  },
  control: [],
  create: (site) => new AppServer(site),
} as const satisfies KindModel;
