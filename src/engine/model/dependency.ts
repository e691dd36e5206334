/**
 * A dependency of a server: how it calls those who serve it. The first server that refuses is no failure as long as there
 * is another to ask (decision 0005); what goes beyond that is the call policy.
 */
import type { Micros } from '../../base/units.ts';
import { cause } from '../telemetry/causes.ts';
import { type Ask, requestVerb } from './asks.ts';
import { CallPolicy } from './call-policy.ts';
import { originOf } from './origin.ts';
import type { ProtocolClient } from './protocol-client.ts';
import type { Site } from './site.ts';

export class Dependency {
  /** As the scenario names it. */
  readonly name: string;
  readonly client: ProtocolClient;
  readonly policy: CallPolicy;
  timeout: Micros = 0;
  private readonly site: Site;
  /** The server that the last rejected call was meant for. Not saved, because the root is asked for at once. */
  private meant = -1;

  /** `title`: what people read. `wake`: asks for `policy.onDue` at an instant. */
  constructor(site: Site, name: string, client: ProtocolClient, title: string, wake: (at: Micros) => void) {
    this.site = site;
    this.name = name;
    this.client = client;
    this.policy = new CallPolicy(site, title, wake);
  }

  /** The scenario has nobody that serves it. */
  get isAbsent(): boolean {
    return this.client.servers.length === 0;
  }

  /** Sends a call on behalf of `call`: `cause.none`; or says why none was sent. `attempt` counts from 1. */
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
    const attempt = (calls.attempt[child] as number) + 1;
    const tried = this.site.triedFor(call, verb, this.site.origins.of(child));
    return this.send(call, ask, attempt, tried) === cause.none;
  }

  /** A call has ended, well or badly, that was made for `call`; −1 if that does not wait for it. */
  onEnded(child: number, call: number): void {
    this.policy.onEnded(child);
    this.client.onEnded(child, this.site.calls.verb[child] as number, call);
  }

  onStart(): void {
    this.policy.onStart();
    this.client.onStart();
  }

  save() {
    return { policy: this.policy.save(), client: this.client.save() };
  }

  /** To be followed by `policy.configure`. */
  load(plain: ReturnType<Dependency['save']>): void {
    this.policy.load(plain.policy);
    this.client.load(plain.client as never);
  }

  private send(call: number, ask: Ask, attempt: number, tried: ReadonlySet<number> | undefined): number {
    const { site, client, policy } = this;
    const verb = ask.verb === requestVerb ? site.wantedBy(call) : ask.verb;
    const node = client.nodeFor(call, verb, tried);
    if (node < 0) return cause.unroutable;
    const causeCode = policy.admit();
    if (causeCode !== cause.none) {
      this.meant = node;
      client.onRejected(node, verb);
      return causeCode;
    }
    const child = site.send(call, node, attempt, this.timeout, ask);
    if (ask.step >= 0) site.origins.set(child, originOf(ask.step, site.generationOf(call)));
    policy.onSent(child);
    client.onSent(call, child, verb);
    return cause.none;
  }
}
