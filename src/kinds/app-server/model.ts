/**
 * App server: a slot is taken and a route is run (`route.ts`); the slot stays taken until the route has ended, also while
 * others are asked, until they have answered or the server has lost patience.
 */

import { microsFromMillis } from '../../base/units.ts';
import { CacheClient } from '../../engine/model/cache-client.ts';
import type { Component } from '../../engine/model/component.ts';
import { Dependency } from '../../engine/model/dependency.ts';
import { type KindModel, processFaults } from '../../engine/model/kind-model.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import { ProbeAnswers } from '../../engine/model/probe-answer.ts';
import { compileRoute } from '../../engine/model/route.ts';
import { RouteRunner } from '../../engine/model/route-runner.ts';
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
  readonly center: ServiceCenter;
  private readonly site: Site;
  private readonly database: Dependency;
  private readonly cache: Dependency;
  private readonly sql: SqlClient;
  private readonly lookAside: CacheClient;
  private readonly service: ServiceTime;
  private readonly runner: RouteRunner;
  private readonly probes: ProbeAnswers;

  constructor(site: Site) {
    this.site = site;
    this.index = site.index;
    this.service = new ServiceTime(site);
    this.sql = new SqlClient(site);
    this.lookAside = new CacheClient(site);
    this.database = new Dependency(site, 'database', this.sql);
    this.cache = new Dependency(site, 'cache', this.lookAside);
    this.probes = new ProbeAnswers(site);
    this.center = new ServiceCenter(
      site,
      (call) => this.runner.begin(call),
      (errand) => this.probes.run(errand),
    );
    const dependencies = [this.database, this.cache];
    const route = compileRoute(
      defaultRoute(!this.lookAside.isAbsent, !this.sql.isAbsent),
      dependencies.map(({ name }) => name),
    );
    this.runner = new RouteRunner(site, { route, dependencies, service: this.service, center: this.center });
    this.configure(site.config());
  }

  onStart(): void {
    this.sql.onStart();
    this.lookAside.onStart();
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
    this.sql.onMessage(message);
    this.lookAside.onMessage(message);
  }

  onTimer(): void {}

  timeoutOf(call: number): string {
    const asksCache = lookUpVerbs.includes(this.site.calls.verb[call] as number);
    return asksCache ? 'cacheTimeoutMillis' : 'databaseTimeoutMillis';
  }

  onCrash(): void {
    this.center.clear();
    this.probes.clear();
  }

  configure(next: Config): void {
    this.service.configure(next.meanServiceMillis, next);
    this.database.timeout = microsFromMillis(next.databaseTimeoutMillis);
    this.cache.timeout = microsFromMillis(next.cacheTimeoutMillis);
    this.lookAside.removesOnWrite = next.cacheOnWrite === 'remove';
    this.center.resize(next.slots, next.queueCapacity);
  }

  onResume(): void {
    this.center.resume();
  }

  save() {
    const { center, sql, lookAside, probes } = this;
    return { center: center.save(), database: sql.save(), cache: lookAside.save(), errands: probes.save() };
  }

  load(plain: ReturnType<AppServer['save']>): void {
    this.center.load(plain.center);
    this.probes.load(plain.errands);
    this.sql.load(plain.database);
    this.lookAside.load(plain.cache);
    this.configure(this.site.config());
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
