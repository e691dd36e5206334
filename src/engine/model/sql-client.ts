/** Who serves SQL: the replicas and the primary of a store. Writes go to the primary only; a refused read goes to the next replica. */
import { cause } from '../telemetry/causes.ts';
import { callVerbs } from '../telemetry/records.ts';
import type { ProtocolClient } from './protocol-client.ts';
import type { Site } from './site.ts';
import { StoreClient } from './store-client.ts';

const verbs = { write: callVerbs.indexOf('write'), signIn: callVerbs.indexOf('signIn') };

export class SqlClient implements ProtocolClient {
  private readonly site: Site;
  private readonly nodes: StoreClient;

  constructor(site: Site, nodes: readonly number[]) {
    this.site = site;
    this.nodes = new StoreClient(site, nodes);
  }

  get servers(): readonly number[] {
    return this.nodes.nodes;
  }

  nodeFor(call: number, verb: number, tried: ReadonlySet<number> | undefined): number {
    return verb === verbs.write ? this.nodes.primary : this.nodes.readers.pick(call, tried);
  }

  isSharedBy(verb: number): boolean {
    return verb !== verbs.write;
  }

  onRejected(node: number, verb: number): void {
    if (verb !== verbs.write) this.nodes.readers.cancel(node);
  }

  onSent(): void {}

  onEnded(child: number, verb: number, _call: number, isPicked: boolean): void {
    if (verb !== verbs.write) {
      if (isPicked) this.nodes.readers.onEnded(child);
    } else if (this.site.calls.cause[child] !== cause.none) this.nodes.onPrimaryFailed();
  }

  onAnswered(call: number, child: number, verb: number): number {
    if (verb !== verbs.signIn) this.site.versions.copy(child, call);
    return 0;
  }

  onStart(): void {
    this.nodes.onStart();
  }

  onMessage(message: number): void {
    this.nodes.onMessage(message);
  }

  save() {
    return this.nodes.save();
  }

  load(plain: ReturnType<SqlClient['save']>): void {
    this.nodes.load(plain);
  }
}
