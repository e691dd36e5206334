/**
 * A dependency of a server: how it calls those who serve it. The first server that refuses is no failure as long as there
 * is another to ask; whatever else goes wrong is (decision 0005).
 */
import type { Micros } from '../../base/units.ts';
import { type Ask, requestVerb } from './asks.ts';
import type { ProtocolClient } from './protocol-client.ts';
import type { Site } from './site.ts';

export class Dependency {
  /** As the scenario names it. */
  readonly name: string;
  readonly client: ProtocolClient;
  timeout: Micros = 0;
  private readonly site: Site;

  constructor(site: Site, name: string, client: ProtocolClient) {
    this.site = site;
    this.name = name;
    this.client = client;
  }

  /** On behalf of `call`. False if there is nobody to ask. */
  ask(call: number, ask: Ask): boolean {
    return this.send(call, ask, 1, undefined);
  }

  /** Asks another for what the callee of `child` has refused. False if nothing was refused, or there is nobody else. */
  askElsewhere(call: number, child: number, ask: Ask): boolean {
    const { calls } = this.site;
    const verb = calls.verb[child] as number;
    if (calls.mayGoElsewhere[child] !== 1 || !this.client.isSharedBy(verb)) return false;
    return this.send(call, ask, (calls.attempt[child] as number) + 1, this.site.triedFor(call, verb));
  }

  private send(call: number, ask: Ask, attempt: number, tried: ReadonlySet<number> | undefined): boolean {
    const { site, client } = this;
    const verb = ask.verb === requestVerb ? (site.calls.class[call] as number) : ask.verb;
    const node = client.nodeFor(call, verb, tried);
    if (node < 0) return false;
    client.onSent(call, site.send(call, node, attempt, this.timeout, ask), verb);
    return true;
  }
}
