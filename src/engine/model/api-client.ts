/** Who serves somebody else's API: the providers that the server is linked with, the first of the scenario before the next. */
import type { ProtocolClient } from './protocol-client.ts';
import { ServerPool } from './server-pool.ts';
import type { Site } from './site.ts';

export class ApiClient implements ProtocolClient {
  readonly servers: readonly number[];
  private readonly pool: ServerPool;

  constructor(site: Site, servers: readonly number[]) {
    this.servers = servers;
    this.pool = new ServerPool(site, servers, { rule: 'firstAvailable' });
  }

  nodeFor(call: number, _verb: number, tried: ReadonlySet<number> | undefined): number {
    return this.pool.pick(call, tried);
  }

  isSharedBy(): boolean {
    return true;
  }

  onRejected(node: number): void {
    this.pool.cancel(node);
  }

  onSent(): void {}

  onEnded(child: number): void {
    this.pool.onEnded(child);
  }

  onAnswered(): number {
    return 0;
  }

  onStart(): void {
    this.pool.onStart();
  }

  onMessage(): void {}

  save() {
    return this.pool.save();
  }

  load(plain: ReturnType<ApiClient['save']>): void {
    this.pool.load(plain);
  }
}
