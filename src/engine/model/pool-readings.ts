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

/** While the run is built. */
export function mountPool(site: Site, pool: ConnectionPool, servers: readonly number[]): void {
  for (const server of servers) {
    site.meter.mountOnEdge(server, poolInstruments.connectionsInUse, { now: () => pool.inUseOf(server) });
    site.meter.mountOnEdge(server, poolInstruments.waitingForConnection, {
      now: () => pool.waitingFor(server),
    });
  }
}
