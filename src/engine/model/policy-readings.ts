/** What call policies do to the edges of a dependency, beside what goes over every edge: mounted by the caller. */
import type { Counter } from '../telemetry/instrument-panel.ts';
import type { Instrument } from '../telemetry/layout.ts';
import type { Site } from './site.ts';

export const policyInstruments = {
  /** Not among those sent: calls that would have gone this way, and that breaker or bulkhead turned away. */
  withheld: {
    id: 'withheld',
    on: 'edge',
    kind: 'counter',
    unit: 'calls',
    joins: 'sum',
    layers: ['breaker', 'bulkhead'],
  },
  /** Asks that went this way or would have, failed for good, and were answered by the fallback. */
  fellBack: {
    id: 'fellBack',
    on: 'edge',
    kind: 'counter',
    unit: 'calls',
    joins: 'sum',
    layers: ['fallback'],
  },
} as const satisfies Readonly<Record<string, Instrument>>;

type Counters = Readonly<Record<keyof typeof policyInstruments, Counter>>;

/** Of the edges to each server. */
export type PolicyCounters = ReadonlyMap<number, Counters>;

/** While the run is built. */
export const mountPolicy = ({ meter, servers }: Site): PolicyCounters =>
  new Map(
    servers.map((server) => {
      const counter = (name: keyof typeof policyInstruments): Counter =>
        meter.counterOnEdge(server, policyInstruments[name]);
      return [server, { withheld: counter('withheld'), fellBack: counter('fellBack') }];
    }),
  );
