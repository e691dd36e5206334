/** Instruments of a pool of connections, on the edge to each server. */
import type { Instrument } from '../telemetry/layout.ts';
import type { ConnectionPool } from './connection-pool.ts';
import type { Site } from './site.ts';

export const poolInstruments = {
  /** Connections that a call has, or a route holds. */
  connectionsInUse: {
    id: 'connectionsInUse',
    on: 'edge',
    kind: 'gauge',
    unit: 'connections',
    joins: 'last',
    layers: ['pool'],
  },
  /** Calls that wait for one. */
  waitingForConnection: {
    id: 'waitingForConnection',
    on: 'edge',
    kind: 'gauge',
    unit: 'calls',
    joins: 'last',
    layers: ['pool'],
  },
} as const satisfies Readonly<Record<string, Instrument>>;

interface Pooled {
  readonly pool: Pick<ConnectionPool, 'isOn' | 'inUseOf' | 'waitingFor'>;
  readonly client: { readonly servers: readonly number[] };
}

/** While the run is built. Several dependencies may have a pool each to one server. */
export function mountPools({ meter }: Pick<Site, 'meter'>, dependencies: readonly Pooled[]): void {
  const pooled = dependencies.filter(({ pool }) => pool.isOn);
  for (const server of new Set(pooled.flatMap(({ client }) => client.servers))) {
    const pools = pooled.filter(({ client }) => client.servers.includes(server)).map(({ pool }) => pool);
    const sum = (of: 'inUseOf' | 'waitingFor') => ({
      now: () => pools.reduce((all, pool) => all + pool[of](server), 0),
    });
    meter.mountOnEdge(server, poolInstruments.connectionsInUse, sum('inUseOf'));
    meter.mountOnEdge(server, poolInstruments.waitingForConnection, sum('waitingFor'));
  }
}
