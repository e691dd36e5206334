/**
 * App server: runs a route (`route.ts`, or the scenario's own) for every call. With threads a slot is kept from its beginning
 * to its end, also while others are asked, until they answer or time out. With an event loop only work keeps others from theirs.
 */

import { assertUnreachable } from '../../base/assert.ts';
import { microsFromMillis } from '../../base/units.ts';
import { ApiClient } from '../../engine/model/api-client.ts';
import { CacheClient } from '../../engine/model/cache-client.ts';
import { policyMachines } from '../../engine/model/call-policy.ts';
import type { Component } from '../../engine/model/component.ts';
import { Dependency } from '../../engine/model/dependency.ts';
import { EventLoop } from '../../engine/model/event-loop.ts';
import { type KindModel, processFaults } from '../../engine/model/kind-model.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import { mountPolicy, type PolicyCounters, policyInstruments } from '../../engine/model/policy-readings.ts';
import type { dependencyFields } from '../../engine/model/policy-specs.ts';
import { mountPools, poolInstruments } from '../../engine/model/pool-readings.ts';
import { ProbeAnswers } from '../../engine/model/probe-answer.ts';
import type { ProtocolClient } from '../../engine/model/protocol-client.ts';
import { compileRoute } from '../../engine/model/route.ts';
import { breakerTimer, poolTimer, RouteRunner, timersEach } from '../../engine/model/route-runner.ts';
import { ServiceCenter } from '../../engine/model/service-center.ts';
import type { Site } from '../../engine/model/site.ts';
import { SqlClient } from '../../engine/model/sql-client.ts';
import { ServiceTime } from '../../engine/model/work.ts';
import { defaultRoute } from './route.ts';
import { appServerParameters } from './spec.ts';

type Config = ParameterValues<typeof appServerParameters>;
type DeclaredConfig = ParameterValues<typeof dependencyFields>;

/** What a scenario may have it depend on. */
const asks = ['sql', 'kv', 'api'] as const;
type Asked = (typeof asks)[number];

export class AppServer implements Component {
  readonly index: number;
  readonly center: ServiceCenter | EventLoop;
  private readonly site: Site;
  private readonly counters: PolicyCounters;
  private readonly database: Dependency;
  private readonly cache: Dependency;
  private readonly service: Dependency;
  private readonly declared: readonly Dependency[];
  /** All of them, in the order by which routes and timers count them. */
  private readonly dependencies: readonly Dependency[];
  /** What it knows of each of its caches. */
  private readonly caches: readonly CacheClient[];
  private readonly ownWork: ServiceTime;
  private readonly runner: RouteRunner;
  private readonly probes: ProbeAnswers;

  constructor(site: Site) {
    this.site = site;
    this.index = site.index;
    this.ownWork = new ServiceTime(site);
    this.counters = mountPolicy(site);
    this.database = this.dependency(0, 'database', 'sql', site.serversOf('sql'));
    this.cache = this.dependency(1, 'cache', 'kv', site.serversOf('kv'));
    this.service = this.dependency(2, 'service', 'api', site.serversOf('api'));
    this.declared = site.dependencies.map(({ name, protocol, servers }, place) =>
      this.dependency(3 + place, name, protocol as Asked, servers, name),
    );
    this.dependencies = [this.database, this.cache, this.service, ...this.declared];
    const clients = this.dependencies.map(({ client }) => client);
    this.caches = clients.filter((client) => client instanceof CacheClient);
    this.probes = new ProbeAnswers(site);
    this.center = this.workers(site.config<typeof appServerParameters>());
    const { dependencies } = this;
    const names = dependencies.map(({ name }) => name);
    const usual = defaultRoute({
      hasCache: !this.cache.isAbsent,
      hasStore: !this.database.isAbsent,
      hasService: !this.service.isAbsent,
    });
    const routes = site.routes.map((steps) => compileRoute(steps ?? usual, names));
    this.runner = new RouteRunner(site, { routes, dependencies, service: this.ownWork, center: this.center });
    this.configure(site.config());
    mountPools(site, dependencies);
  }

  onStart(): void {
    for (const dependency of this.dependencies) dependency.onStart();
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
    for (const { client } of this.dependencies) client.onMessage(message);
  }

  onTimer(timer: number, payload: number): void {
    this.runner.onTimer(timer, payload);
  }

  /** The call that a timer of the server will make ask again, −1 if it is for something else. */
  retriedBy(timer: number, payload: number): number {
    return this.runner.retriedBy(timer, payload);
  }

  timeoutOf(call: number): string {
    const dependency = this.runner.dependencyOf(call);
    const { name } = dependency;
    return this.declared.includes(dependency) ? `${name}.timeoutMillis` : `${name}TimeoutMillis`;
  }

  rootOfWait(call = -1): number {
    for (const dependency of this.dependencies) {
      const root = dependency.rootOfWait(call);
      if (root !== 0) return root;
    }
    return 0;
  }

  onCrash(): void {
    this.center.clear();
    this.probes.clear();
    this.runner.onCrash();
    for (const { pool } of this.dependencies) pool.onCrash(this.site.isOff);
  }

  configure(next: Config): void {
    this.ownWork.configure(next.meanServiceMillis, next);
    this.database.timeout = microsFromMillis(next.databaseTimeoutMillis);
    this.database.policy.configure(next.database);
    this.database.pool.configure(next.database.pool);
    this.cache.timeout = microsFromMillis(next.cacheTimeoutMillis);
    this.service.timeout = microsFromMillis(next.serviceTimeoutMillis);
    this.service.policy.configure(next.service);
    const sections = next as unknown as Readonly<Record<string, DeclaredConfig>>;
    for (const dependency of this.declared) {
      const own = sections[dependency.name] as DeclaredConfig;
      dependency.timeout = microsFromMillis(own.timeoutMillis);
      dependency.policy.configure(own);
      dependency.pool.configure(own.pool);
    }
    for (const cache of this.caches) cache.removesOnWrite = next.cacheOnWrite === 'remove';
    if (this.center instanceof ServiceCenter) this.center.resize(next.slots, next.queueCapacity);
  }

  onResume(): void {
    this.center.resume();
    for (const { pool } of this.dependencies) pool.resume();
  }

  save() {
    const { center, dependencies, probes, runner } = this;
    return {
      center: center.save(),
      dependencies: dependencies.map((dependency) => dependency.save()),
      errands: probes.save(),
      runner: runner.save(),
    };
  }

  load(plain: ReturnType<AppServer['save']>): void {
    this.center.load(plain.center as never);
    this.probes.load(plain.errands);
    this.runner.load(plain.runner);
    this.dependencies.forEach((dependency, place) => {
      dependency.load(plain.dependencies[place] as ReturnType<Dependency['save']>);
    });
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

  /** `title`: what people read; absent: what they call who serves it. */
  private dependency(
    place: number,
    name: string,
    protocol: Asked,
    servers: readonly number[],
    title?: string,
  ): Dependency {
    const { site } = this;
    const [first] = servers;
    const shown = title ?? (first === undefined ? name : site.titleOf(first));
    const timer = timersEach * place;
    const dependency: Dependency = new Dependency(
      site,
      name,
      clientOf(site, protocol, servers),
      shown,
      this.counters,
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

function clientOf(site: Site, protocol: Asked, servers: readonly number[]): ProtocolClient {
  switch (protocol) {
    case 'sql':
      return new SqlClient(site, servers);
    case 'kv':
      return new CacheClient(site, servers);
    case 'api':
      return new ApiClient(site, servers);
    default:
      return assertUnreachable(protocol);
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
  asks,
  control: [],
  instruments: { ...policyInstruments, ...poolInstruments },
  machines: policyMachines,
  create: (site) => new AppServer(site),
} as const satisfies KindModel;
