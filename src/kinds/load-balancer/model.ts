/**
 * Load balancer: deals calls round robin and passes answers on, holding no slot. It knows of a dead server only what a
 * refused call or its own probes tell it (HAProxy `inter`, `fall`, `rise`). A refused call goes to the next server in
 * turn; a call that was accepted and then failed is not repeated, for it may have been done.
 */

import * as roundRobin from '../../algorithms/balancing/round-robin.ts';
import * as probe from '../../algorithms/health/probe.ts';
import type { Outcome } from '../../algorithms/outcome.ts';
import { combine32 } from '../../base/hash.ts';
import { copyPlain } from '../../base/plain.ts';
import { type Micros, microsFromMillis } from '../../base/units.ts';
import { purposes } from '../../engine/kernel/draws.ts';
import { createAsk } from '../../engine/model/asks.ts';
import type { Component } from '../../engine/model/component.ts';
import { idleFaults, type KindModel } from '../../engine/model/kind-model.ts';
import { messageKind } from '../../engine/model/message-kinds.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import type { Site } from '../../engine/model/site.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import type { Instrument } from '../../engine/telemetry/layout.ts';
import { loadBalancerParameters } from './spec.ts';

const upstreamAsk = createAsk('upstream');
const probeTimer = 0;
const probeTimeoutTimer = 1;

interface Watch {
  readonly server: number;
  probe: probe.Probe;
  /** Number of the probe under way, 0 = none. */
  awaiting: number;
  sent: number;
  /** Story id of its last `markedDown`, 0 while in rotation; and of what was wrong with the server then. */
  downBy: number;
  downRoot: number;
  /** Calls it refused since it was last put in rotation: each went to another. */
  passedOn: number;
}

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
function probeOptions({ probeIntervalMillis, probeTimeoutMillis, fall, rise }: Config): probe.ProbeOptions {
  const period = microsFromMillis(probeIntervalMillis);
  const timeout = Math.min(period, microsFromMillis(probeTimeoutMillis));
  return { period, timeout, failureThreshold: fall, successThreshold: rise };
}

export class LoadBalancer implements Component {
  readonly index: number;
  private readonly site: Site;
  private readonly servers: readonly number[];
  /** Where each component stands in `servers`, −1 for the others. */
  private readonly placeOf: Int32Array;
  private serverTimeout: Micros = 0;
  private probing: probe.ProbeOptions;
  private rotation: roundRobin.RoundRobin<number>;
  /** Filled in for each pick and each release, so that neither allocates. */
  private readonly picking: { now: Micros; tried: ReadonlySet<number> | undefined } = {
    now: 0,
    tried: undefined,
  };
  private readonly releasing = { now: 0, outcome: 'ok' as const };
  private watches: Watch[];

  constructor(site: Site) {
    this.site = site;
    this.index = site.index;
    this.servers = site.servers;
    this.placeOf = new Int32Array(Math.max(0, ...this.servers) + 1).fill(-1);
    this.servers.forEach((server, place) => {
      this.placeOf[server] = place;
    });
    this.probing = probeOptions(site.config());
    this.rotation = roundRobin.create({ servers: this.servers.map((id) => ({ id, maxFails: 0 })) });
    this.watches = this.servers.map((server) => this.watch(server));
    site.meter.mount(inRotation, { now: () => this.inRotation().left });
    this.configure(site.config());
  }

  hasRemoved(server: number): boolean | undefined {
    const watch = this.watches[this.placeOf[server] as number];
    return watch === undefined ? undefined : watch.downBy !== 0;
  }

  onStart(): void {
    const { site } = this;
    this.rotation = roundRobin.create({ servers: this.servers.map((id) => ({ id, maxFails: 0 })) });
    this.watches = this.servers.map((server) => this.watch(server));
    for (const server of this.servers) site.tap?.rotation(this.index, server, false);
    this.watches.forEach((watch, place) => {
      const phase = site.draw(
        purposes.probePhase,
        site.incarnation,
        combine32(site.drawKey, site.drawKeyOf(watch.server)),
        0,
      );
      site.timerAt(probeTimer, place, site.now + Math.floor(phase * watch.probe.options.period));
    });
  }

  onCall(call: number): void {
    this.pass(call, undefined, 1, 0);
  }

  onReply(child: number): void {
    const { calls } = this.site;
    const parent = calls.parent[child] as number;
    const causeCode = calls.cause[child] as number;
    const rootId = calls.rootId[child] as number;
    const server = calls.callee[child] as number;
    const place = this.placeOf[server] as number;
    this.releasing.now = this.site.now;
    roundRobin.release(this.rotation, server, this.releasing);
    if (calls.mayGoElsewhere[child] === 1) {
      const attempt = (calls.attempt[child] as number) + 1;
      const watch = this.watches[place];
      if (watch !== undefined) watch.passedOn += 1;
      this.pass(parent, this.site.triedFor(parent, calls.verb[child] as number), attempt, rootId);
    } else {
      this.site.versions.copy(child, parent);
      this.site.finish(parent, causeCode, causeCode === cause.none ? 0 : rootId);
    }
  }

  onMessage(message: number): void {
    const { messages } = this.site;
    const watch = this.watches[this.placeOf[messages.from[message] as number] as number];
    if (watch === undefined) return;
    const kind = messages.kind[message];
    const isAnswer = kind === messageKind.probeAnswer && messages.p0[message] === watch.awaiting;
    const isRefusal = kind === messageKind.refused && messages.p1[message] === watch.awaiting;
    if (isAnswer || isRefusal) this.conclude(watch, isAnswer ? 'ok' : 'failed');
  }

  onTimer(timer: number, payload: number): void {
    if (timer === probeTimer) this.sendProbe(payload);
    // Payload of the timeout: place + number of servers × number of the probe.
    else {
      const watch = this.watches[payload % this.servers.length];
      if (watch !== undefined && watch.awaiting === Math.floor(payload / this.servers.length))
        this.conclude(watch, 'failed');
    }
  }

  onCrash(): void {}
  onWorkEnded(): void {}

  configure(next: Config): void {
    this.serverTimeout = microsFromMillis(next.serverTimeoutMillis);
    this.probing = probeOptions(next);
    for (const watch of this.watches) {
      const { mode, contrary, nextAt } = watch.probe;
      watch.probe = { ...probe.create(this.probing), mode, contrary, nextAt };
    }
  }

  save() {
    return { rotation: copyPlain(this.rotation), watches: copyPlain(this.watches) };
  }

  load(plain: ReturnType<LoadBalancer['save']>): void {
    this.rotation = copyPlain(plain.rotation);
    this.watches = copyPlain(plain.watches);
    this.configure(this.site.config());
  }

  private pass(
    call: number,
    tried: ReadonlySet<number> | undefined,
    attempt: number,
    lastRoot: number,
  ): void {
    const { site } = this;
    this.picking.now = site.now;
    this.picking.tried = tried;
    const server = roundRobin.pick(this.rotation, this.picking);
    if (server === undefined) {
      site.finish(call, cause.unroutable, lastRoot === 0 ? this.rootOfAbsence() : lastRoot);
      return;
    }
    site.send(call, server, attempt, this.serverTimeout, upstreamAsk);
  }

  /** Why there is no server: the first one's own trouble, or what took it out of rotation. */
  private rootOfAbsence(): number {
    for (const watch of this.watches) {
      const unwell = this.site.blame.troubleOf(watch.server);
      if (unwell !== 0) return unwell;
      if (watch.downBy !== 0) return watch.downRoot === 0 ? watch.downBy : watch.downRoot;
    }
    return 0;
  }

  private sendProbe(place: number): void {
    const { site } = this;
    const watch = this.watches[place] as Watch;
    const { period, timeout } = watch.probe.options;
    // A timeout is at most a period, so a probe that is still out has run out: of two timers due at once this one may be first.
    if (watch.awaiting !== 0) this.conclude(watch, 'failed');
    site.timer(probeTimer, place, period);
    watch.sent += 1;
    watch.awaiting = watch.sent;
    site.timer(probeTimeoutTimer, place + this.servers.length * watch.sent, timeout);
    site.mail(messageKind.probe, watch.server, [watch.sent]);
  }

  private conclude(watch: Watch, result: Outcome): void {
    const { site } = this;
    watch.awaiting = 0;
    if (!probe.observe(watch.probe, result)) return;
    const down = probe.verdict(watch.probe) === 'down';
    roundRobin.setDown(this.rotation, watch.server, down);
    site.tap?.rotation(this.index, watch.server, down);
    const server = site.nameOf(watch.server);
    if (down) {
      watch.downRoot =
        site.blame.troubleOf(watch.server) ||
        site.blame.cutTowards(watch.server) ||
        site.blame.congestionOf(watch.server);
      watch.downBy = site.tell('markedDown', site.now, watch.downRoot, {
        server,
        failedProbes: watch.probe.options.failureThreshold,
        ...this.inRotation(),
        passedOn: watch.passedOn,
      });
    } else {
      site.tell('markedUp', site.now, watch.downBy, {
        server,
        passedProbes: watch.probe.options.successThreshold,
        ...this.inRotation(),
      });
      watch.downBy = 0;
      watch.passedOn = 0;
    }
  }

  private inRotation(): { readonly left: number; readonly all: number } {
    const { peers } = this.rotation;
    return { left: peers.reduce((count, peer) => count + (peer.down ? 0 : 1), 0), all: peers.length };
  }

  private watch(server: number): Watch {
    return {
      server,
      probe: probe.create(this.probing),
      awaiting: 0,
      sent: 0,
      downBy: 0,
      downRoot: 0,
      passedOn: 0,
    };
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
  machines: [{ name: 'probe', config: probe.probeMachine.config }],
  create: (site) => new LoadBalancer(site),
} as const satisfies KindModel;
