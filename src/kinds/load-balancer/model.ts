/**
 * Load balancer: a pool of servers that passes calls and answers through, holding no slot. It knows of a dead server only
 * what calls and its own probes tell it (HAProxy `inter`, `fall`, `rise`; nginx `max_fails`). A refused call goes to
 * another server; a call that was accepted and then failed is not repeated, for it may have been done.
 */

import { type ProbeOptions, probeMachine } from '../../algorithms/health/probe.ts';
import { type Micros, microsFromMillis } from '../../base/units.ts';
import { createAsk } from '../../engine/model/asks.ts';
import type { Component } from '../../engine/model/component.ts';
import { idleFaults, type KindModel } from '../../engine/model/kind-model.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import { type PoolOptions, ServerPool } from '../../engine/model/server-pool.ts';
import type { Site } from '../../engine/model/site.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import type { Instrument } from '../../engine/telemetry/layout.ts';
import { loadBalancerParameters } from './spec.ts';

const upstreamAsk = createAsk('upstream');
/** Servers it would pick from. */
const inRotation = {
  id: 'inRotation',
  on: 'component',
  kind: 'gauge',
  unit: 'servers',
  joins: 'last',
} as const satisfies Instrument;

type Config = ParameterValues<typeof loadBalancerParameters>;

/** A probe's timeout never exceeds its period: the next one would overtake it. */
function probeOptions({ probeIntervalMillis, probeTimeoutMillis, fall, rise }: Config): ProbeOptions {
  const period = microsFromMillis(probeIntervalMillis);
  const timeout = Math.min(period, microsFromMillis(probeTimeoutMillis));
  return { period, timeout, failureThreshold: fall, successThreshold: rise };
}

function poolOptions({ balance, maxFails, failMillis, emptyRotation }: Config): PoolOptions {
  return {
    rule: balance,
    maxFails,
    failTimeout: microsFromMillis(failMillis),
    failsOpen: emptyRotation === 'failOpen',
  };
}

export class LoadBalancer implements Component {
  readonly index: number;
  private readonly site: Site;
  private readonly pool: ServerPool;
  private serverTimeout: Micros = 0;

  constructor(site: Site) {
    this.site = site;
    this.index = site.index;
    const config: Config = site.config();
    this.pool = new ServerPool(site, site.servers, poolOptions(config), probeOptions(config));
    site.meter.mount(inRotation, { now: () => this.pool.rotation.left });
    this.configure(config);
  }

  hasRemoved(server: number): boolean | undefined {
    return this.pool.hasRemoved(server);
  }

  onStart(): void {
    this.pool.onStart();
  }

  onCall(call: number): void {
    this.pass(call, undefined, 1, 0);
  }

  onReply(child: number): void {
    const { calls } = this.site;
    const parent = calls.parent[child] as number;
    const causeCode = calls.cause[child] as number;
    const rootId = calls.rootId[child] as number;
    this.pool.onEnded(child);
    if (calls.mayGoElsewhere[child] === 1) {
      const attempt = (calls.attempt[child] as number) + 1;
      this.pass(parent, this.site.triedFor(parent, calls.verb[child] as number), attempt, rootId);
    } else {
      this.site.versions.copy(child, parent);
      this.site.finish(parent, causeCode, causeCode === cause.none ? 0 : rootId);
    }
  }

  onMessage(message: number): void {
    this.pool.onMessage(message);
  }

  onTimer(timer: number, payload: number): void {
    this.pool.onTimer(timer, payload);
  }

  onCrash(): void {}
  onWorkEnded(): void {}

  configure(next: Config): void {
    this.serverTimeout = microsFromMillis(next.serverTimeoutMillis);
    this.pool.configure(poolOptions(next), probeOptions(next));
  }

  save() {
    return this.pool.save();
  }

  load(plain: ReturnType<LoadBalancer['save']>): void {
    this.pool.load(plain);
    this.configure(this.site.config());
  }

  private pass(
    call: number,
    tried: ReadonlySet<number> | undefined,
    attempt: number,
    lastRoot: number,
  ): void {
    const { site, pool } = this;
    const server = pool.pick(call, tried);
    if (server < 0) site.finish(call, cause.unroutable, lastRoot === 0 ? pool.rootOfAbsence() : lastRoot);
    else site.send(call, server, attempt, this.serverTimeout, upstreamAsk);
  }
}

export const model = {
  name: 'load-balancer',
  instruments: { inRotation },
  parameters: loadBalancerParameters,
  faults: idleFaults,
  traits: ['pool'],
  serves: ['http', 'origin'],
  needs: {
    upstream: { protocol: 'upstream', count: 'some', allowed: 'at least one server to balance over' },
  },
  control: [],
  machines: [{ name: 'probe', config: probeMachine.config }],
  create: (site) => new LoadBalancer(site),
} as const satisfies KindModel;
