/** What pools of connections, and servers that bound theirs, tell. */
import { type FactDeclaration, type IntervalDeclaration, told } from '../telemetry/fact.ts';

export const connectionIntervals = {
  poolExhaustion: {
    says: 'poolExhausted',
    per: 'dependency',
    diesWithProcess: true,
    flapsWithin: 10_000_000,
  },
  connectionRefusal: { says: 'refusesConnections', diesWithProcess: true, flapsWithin: 10_000_000 },
} as const satisfies Record<string, IntervalDeclaration>;

const poolsOf = { within: 5_000_000, by: ['dependency'], isOutOfPeers: true } as const;

export const connectionFacts = {
  /** A call to `dependency` has waited for one of `size` connections in vain. */
  poolExhausted: {
    subject: 'component',
    tone: 'degraded',
    decidedBy: 'component',
    values: told<{ dependency: 'text'; size: 'count'; waitedMicros: 'micros' }>(),
    begins: 'poolExhaustion',
    joins: poolsOf,
    isRecurrent: true,
    isOverload: true,
  },
  /** ... nobody waits any more. `rejected`: calls that had waited in vain. */
  poolRecovered: {
    subject: 'component',
    tone: 'healthy',
    decidedBy: 'component',
    values: told<{ dependency: 'text'; rejected: 'count'; lastedMicros: 'micros' }>(),
    ends: ['poolExhaustion'],
    joins: poolsOf,
    isRecurrent: true,
  },
  /** All of `most` connections are open: a further one is refused at once. */
  connectionsRefused: {
    subject: 'component',
    tone: 'degraded',
    decidedBy: 'component',
    values: told<{ most: 'count' }>(),
    begins: 'connectionRefusal',
    joins: { within: 5_000_000 },
    isRecurrent: true,
    isOverload: true,
  },
  connectionsAccepted: {
    subject: 'component',
    tone: 'healthy',
    decidedBy: 'component',
    values: told<{ refused: 'count'; lastedMicros: 'micros' }>(),
    ends: ['connectionRefusal'],
    joins: { within: 5_000_000 },
    isRecurrent: true,
  },
} as const satisfies Record<string, FactDeclaration<keyof typeof connectionIntervals>>;
