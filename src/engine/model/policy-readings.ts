/** What call policies do to the edges of a dependency, beside what goes over every edge: mounted by its `Dependency`. */
import type { Counter } from '../telemetry/instrument-panel.ts';
import type { Instrument } from '../telemetry/layout.ts';
import type { Site } from './site.ts';

export const policyInstruments = {
  /** Not among those sent: calls that would have gone this way, and that breaker or bulkhead turned away. */
  withheld: { id: 'withheld', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum' },
} as const satisfies Readonly<Record<string, Instrument>>;

type Counters = Readonly<Record<keyof typeof policyInstruments, Counter>>;

/** While the run is built: the counters of the edges to each of `servers`. */
export const mountPolicy = ({ meter }: Site, servers: readonly number[]): ReadonlyMap<number, Counters> =>
  new Map(
    servers.map((server) => [server, { withheld: meter.counterOnEdge(server, policyInstruments.withheld) }]),
  );
