/** Who serves somebody else's API: the providers that the server is linked with, the first of the scenario before the next. */
import type { ProtocolClient } from './protocol-client.ts';

export class ApiClient implements ProtocolClient {
  readonly servers: readonly number[];

  constructor(servers: readonly number[]) {
    this.servers = servers;
  }

  nodeFor(_call: number, _verb: number, tried: ReadonlySet<number> | undefined): number {
    return this.servers.find((server) => tried?.has(server) !== true) ?? -1;
  }

  isSharedBy(): boolean {
    return true;
  }

  onSent(): void {}
  onEnded(): void {}

  onAnswered(): number {
    return 0;
  }

  onStart(): void {}
  onMessage(): void {}

  save(): object {
    return {};
  }

  load(): void {}
}
