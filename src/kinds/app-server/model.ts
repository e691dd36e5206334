/**
 * App server: runs a route (`route.ts`) for every call. With threads a slot is kept from the route's beginning to its end,
 * also while others are asked, until they answer or time out. With an event loop only work keeps others from theirs.
 */

import { microsFromMillis } from '../../base/units.ts';
import { ApiClient } from '../../engine/model/api-client.ts';
import { CacheClient } from '../../engine/model/cache-client.ts';
import type { Component } from '../../engine/model/component.ts';
import { Dependency } from '../../engine/model/dependency.ts';
import { EventLoop } from '../../engine/model/event-loop.ts';
import { type KindModel, processFaults } from '../../engine/model/kind-model.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import { mountPool, poolInstruments } from '../../engine/model/pool-readings.ts';
import { ProbeAnswers } from '../../engine/model/probe-answer.ts';
import type { ProtocolClient } from '../../engine/model/protocol-client.ts';
import { compileRoute } from '../../engine/model/route.ts';
import { breakerTimer, poolTimer, RouteRunner, timersEach } from '../../engine/model/route-runner.ts';
import { ServiceCenter } from '../../engine/model/service-center.ts';
import type { Site } from '../../engine/model/site.ts';
import { SqlClient } from '../../engine/model/sql-client.ts';
import { ServiceTime } from '../../engine/model/work.ts';
import { callVerbs } from '../../engine/telemetry/records.ts';
import { defaultRoute } from './route.ts';
import { appServerParameters } from './spec.ts';

const lookUpVerbs: readonly number[] = [callVerbs.indexOf('get'), callVerbs.indexOf('put')];

type Config = ParameterValues<typeof appServerParameters>;

export class AppServer implements Component {
  readonly index: number;
  readonly center: ServiceCenter | EventLoop;
  private readonly site: Site;
  private readonly database: Dependency;
  private readonly cache: Dependency;
  private readonly service: Dependency;
  private readonly lookAside: CacheClient;
  private readonly ownWork: ServiceTime;
  private readonly runner: RouteRunner;
  private readonly probes: ProbeAnswers;

  constructor(site: Site) {
    this.site = site;
    this.index = site.index;
    this.ownWork = new ServiceTime(site);
    this.lookAside = new CacheClient(site);
    this.database = this.dependency(0, 'database', new SqlClient(site));
    this.cache = this.dependency(1, 'cache', this.lookAside);
    this.service = this.dependency(2, 'service', new ApiClient(site));
    this.probes = new ProbeAnswers(site);
    this.center = this.workers(site.config<typeof appServerParameters>());
    const dependencies = [this.database, this.cache, this.service];
    const route = compileRoute(
      defaultRoute({
        hasCache: !this.cache.isAbsent,
        hasStore: !this.database.isAbsent,
        hasService: !this.service.isAbsent,
      }),
      dependencies.map(({ name }) => name),
    );
    this.runner = new RouteRunner(site, { route, dependencies, service: this.ownWork, center: this.center });
    this.configure(site.config());
    if (this.database.pool.isOn) mountPool(site, this.database.pool, this.database.client.servers);
  }

  onStart(): void {
    this.database.onStart();
    this.cache.onStart();
    this.service.onStart();
  }

  onCall(call: number): void {
    this.center.admit(call);
  }

  onWorkEnded(call: number): void {
    this.runner.onWorkEnded(call);
  }

  onReply(child: number): void {
    this.runner.onReply(child);
  }

  onMessage(message: number): void {
    if (this.probes.take(message, this.center)) return;
    this.database.client.onMessage(message);
    this.lookAside.onMessage(message);
  }

  onTimer(timer: number, payload: number): void {
    this.runner.onTimer(timer, payload);
  }

  timeoutOf(call: number): string {
    const { calls } = this.site;
    if (lookUpVerbs.includes(calls.verb[call] as number)) return 'cacheTimeoutMillis';
    return this.site.serves(calls.callee[call] as number, 'api')
      ? 'serviceTimeoutMillis'
      : 'databaseTimeoutMillis';
  }

  rootOfWait(call = -1): number {
    return this.database.rootOfWait(call);
  }

  onCrash(): void {
    this.center.clear();
    this.probes.clear();
    this.database.onCrash();
  }

  configure(next: Config): void {
    this.ownWork.configure(next.meanServiceMillis, next);
    this.database.timeout = microsFromMillis(next.databaseTimeoutMillis);
    this.database.policy.configure(next.database);
    this.database.pool.configure(next.database.pool);
    this.cache.timeout = microsFromMillis(next.cacheTimeoutMillis);
    this.service.timeout = microsFromMillis(next.serviceTimeoutMillis);
    this.service.policy.configure(next.service);
    this.lookAside.removesOnWrite = next.cacheOnWrite === 'remove';
    if (this.center instanceof ServiceCenter) this.center.resize(next.slots, next.queueCapacity);
  }

  onResume(): void {
    this.center.resume();
    this.database.pool.resume();
  }

  save() {
    const { center, database, cache, service, probes } = this;
    return {
      center: center.save(),
      database: database.save(),
      cache: cache.save(),
      service: service.save(),
      errands: probes.save(),
    };
  }

  load(plain: ReturnType<AppServer['save']>): void {
    this.center.load(plain.center as never);
    this.probes.load(plain.errands);
    this.database.load(plain.database);
    this.cache.load(plain.cache);
    this.service.load(plain.service);
    this.configure(this.site.config());
  }

  private workers({ concurrency }: Config): ServiceCenter | EventLoop {
    const start = (call: number): void => this.runner.begin(call);
    const run = (errand: number): void => this.probes.run(errand);
    if (concurrency === 'threads') return new ServiceCenter(this.site, start, run);
    const goOn = (call: number, causeCode: number, rootId: number): void =>
      this.runner.goOn(call, causeCode, rootId);
    return new EventLoop(this.site, { start, goOn, run });
  }

  private dependency(place: number, name: string, client: ProtocolClient): Dependency {
    const { site } = this;
    const timer = timersEach * place;
    const dependency: Dependency = new Dependency(
      site,
      name,
      client,
      (at) => site.timerAt(timer + breakerTimer, 0, at),
      {
        onConnected: (waiter) => this.runner.onConnected(dependency, waiter),
        onGivenUp: (waiter) => this.runner.onGivenUp(dependency, waiter),
        wake: (ticket, at) => site.timerAt(timer + poolTimer, ticket, at),
      },
    );
    return dependency;
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
    service: { protocol: 'api', count: 'any' },
  },
  control: [],
  instruments: poolInstruments,
  create: (site) => new AppServer(site),
} as const satisfies KindModel;
