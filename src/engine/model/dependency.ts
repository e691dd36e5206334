/**
 * A dependency of a server: how it calls those who serve it. The first server that refuses is no failure as long as there
 * is another to ask (decision 0005); what goes beyond that is the call policy.
 */
import { assert } from '../../base/assert.ts';
import type { Micros } from '../../base/units.ts';
import { cause } from '../telemetry/causes.ts';
import { policyNotes } from '../telemetry/records.ts';
import { type Ask, requestVerb } from './asks.ts';
import { CallPolicy } from './call-policy.ts';
import { ConnectionPool, type PoolHooks, type Waiter } from './connection-pool.ts';
import { originOf } from './origin.ts';
import type { PolicyCounters, policyInstruments } from './policy-readings.ts';
import type { ProtocolClient } from './protocol-client.ts';
import type { Site } from './site.ts';

/** Among the tries of an ask: what waits is a route that wants to hold a connection. */
const holding = 0;

export class Dependency {
  /** As the scenario names it. */
  readonly name: string;
  readonly client: ProtocolClient;
  readonly policy: CallPolicy;
  readonly pool: ConnectionPool;
  timeout: Micros = 0;
  private readonly site: Site;
  private readonly counters: PolicyCounters;
  /** The server that the last call which was not sent was meant for, −1 = none. Not saved, because the root is asked for at once. */
  private meant = -1;

  /** `title`: what people read. `counters`: of the edges of its caller. `wake`: asks for `policy.onDue` at an instant; `hooks`: what becomes of an ask that waits for a connection. */
  constructor(
    site: Site,
    name: string,
    client: ProtocolClient,
    title: string,
    counters: PolicyCounters,
    wake: (at: Micros) => void,
    hooks: PoolHooks,
  ) {
    this.site = site;
    this.name = name;
    this.client = client;
    this.counters = counters;
    this.policy = new CallPolicy(site, title, wake);
    this.pool = new ConnectionPool(site, title, hooks);
  }

  /** The scenario has nobody that serves it. */
  get isAbsent(): boolean {
    return this.client.servers.length === 0;
  }

  /** Sends a call on behalf of `call`, now or once it has a connection: `cause.none`; or says why not. `attempt` counts from 1. */
  ask(call: number, ask: Ask, attempt: number): number {
    if (attempt === 1) this.policy.onFirstTry();
    return this.send(call, ask, attempt, undefined);
  }

  /** Story id of what kept the call from being sent, 0 = unknown. */
  rootOfRejection(causeCode: number): number {
    return causeCode === cause.unroutable ? 0 : this.policy.rootOf(causeCode, this.meant);
  }

  /** Asks another for what the callee of `child` has refused. False if nothing was refused, or there is nobody else. */
  askElsewhere(call: number, child: number, ask: Ask): boolean {
    const { calls } = this.site;
    const verb = calls.verb[child] as number;
    if (calls.mayGoElsewhere[child] !== 1 || !this.client.isSharedBy(verb)) return false;
    // Over a connection that is held there is nobody else.
    if (this.pool.heldTo(call) >= 0) return false;
    const attempt = (calls.attempt[child] as number) + 1;
    const tried = this.site.triedFor(call, verb, this.site.origins.of(child));
    return this.send(call, ask, attempt, tried) === cause.none;
  }

  /** How long to wait before another try, Micros; undefined if the failure of `child` is the end of it. */
  retryAfter(call: number, child: number, ask: Ask): Micros | undefined {
    const delay = this.policy.retryAfter(child);
    if (delay !== undefined) this.site.operations.onRetry(call, ask.key, child);
    return delay;
  }

  /** An ask of `call` has failed for good, the call `child` of it or, −1, before one was sent: what it becomes; undefined: its failure. */
  fallBack(call: number, child: number): 'degraded' | 'error' | undefined {
    const { fallback } = this.policy;
    if (fallback === undefined) return undefined;
    const { policyTrails } = this.site;
    const note = fallback === 'degraded' ? policyNotes.degraded : policyNotes.errored;
    if (child >= 0) policyTrails.note(child, note);
    else if (this.meant >= 0) policyTrails.noteUnsent(call, note);
    const server = child < 0 ? this.meant : (this.site.calls.callee[child] as number);
    if (server >= 0) this.count('fellBack', server);
    return fallback;
  }

  /** A call has ended, well or badly, that was made for `call`; −1 if that does not wait for it. */
  onEnded(child: number, call: number): void {
    this.policy.onEnded(child);
    const isPicked = call < 0 || this.pool.heldTo(call) < 0;
    this.pool.onEnded(child, call);
    this.client.onEnded(child, this.site.calls.verb[child] as number, call, isPicked);
  }

  /** Takes a connection for the route of `call` to keep, if anybody serves it. False if it waits for one. */
  hold(call: number): boolean {
    const verb = this.site.wantedBy(call);
    const node = this.client.nodeFor(call, verb, undefined);
    if (node < 0) return true;
    // A connection that is held is no call.
    this.client.onRejected(node, verb);
    if (this.pool.hold(call, node)) return true;
    this.pool.wait(call, holding, node, 0, undefined, verb);
    return false;
  }

  /** An ask that waited has its connection. */
  sendOver({ call, node, attempt, permit, ask }: Waiter): void {
    assert(ask !== undefined, 'what is sent is an ask');
    this.transmit(call, node, ask, attempt, permit);
  }

  /** An ask has waited for a connection in vain: its root. */
  onGivenUp({ call, generation, verb, node, attempt, permit, since }: Waiter): number {
    const { site } = this;
    if (site.isServing(call, generation))
      site.policyTrails.addUnsent(call, node, verb, Math.max(1, attempt), since, cause.rejectedByPool);
    const rootId = this.pool.rootAt(node);
    this.meant = node;
    if (attempt === holding) return rootId;
    this.policy.onGivenUp(permit, node, cause.rejectedByPool, rootId);
    this.client.onRejected(node, verb);
    return rootId;
  }

  /** Story id of what keeps an ask waiting for a connection, 0 = it does not wait. */
  rootOfWait(call: number): number {
    return this.pool.rootOfWait(call);
  }

  onStart(): void {
    this.policy.onStart();
    this.client.onStart();
  }

  save() {
    return { policy: this.policy.save(), pool: this.pool.save(), client: this.client.save() };
  }

  /** To be followed by `configure` of policy and pool. */
  load(plain: ReturnType<Dependency['save']>): void {
    this.policy.load(plain.policy);
    this.pool.load(plain.pool);
    this.client.load(plain.client as never);
  }

  private count(what: keyof typeof policyInstruments, server: number): void {
    const counters = this.counters.get(server);
    assert(counters !== undefined, 'who is asked serves the dependency');
    counters[what].total += 1;
    this.site.tap?.policy(what, this.site.index, server);
  }

  private send(call: number, ask: Ask, attempt: number, tried: ReadonlySet<number> | undefined): number {
    const { site, client, policy } = this;
    const verb = ask.verb === requestVerb ? site.wantedBy(call) : ask.verb;
    const held = this.pool.heldTo(call);
    const node = held < 0 ? client.nodeFor(call, verb, tried) : held;
    if (node < 0) {
      this.meant = node;
      return cause.unroutable;
    }
    const causeCode = policy.admit();
    if (causeCode !== cause.none) {
      this.meant = node;
      this.count('withheld', node);
      site.policyTrails.addUnsent(call, node, verb, attempt, site.now, causeCode);
      if (held < 0) client.onRejected(node, verb);
      return causeCode;
    }
    if (this.pool.take(call, node)) this.transmit(call, node, ask, attempt, policy.permit);
    else this.pool.wait(call, attempt, node, policy.permit, ask, verb);
    return cause.none;
  }

  private transmit(call: number, node: number, ask: Ask, attempt: number, permit: number): void {
    const { site } = this;
    const child = site.send(call, node, attempt, this.timeout, ask);
    if (attempt > 1) site.operations.onSent(call, ask.key, child);
    if (ask.step >= 0) site.origins.set(child, originOf(ask.step, site.generationOf(call)));
    this.policy.onSent(child, permit);
    this.pool.onSent(child);
    this.client.onSent(call, child, site.calls.verb[child] as number);
  }
}
