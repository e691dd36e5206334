/** What pools of connections, and servers that bound theirs, tell. */
import { type FactDeclaration, type IntervalDeclaration, told, type ValuesFrom } from '../telemetry/fact.ts';
import type { Try } from '../telemetry/tries.ts';

export const connectionIntervals = {
  poolExhaustion: {
    says: 'poolExhausted',
    per: 'dependency',
    diesWithProcess: true,
    flapsWithin: 10_000_000,
  },
  connectionRefusal: { says: 'refusesConnections', diesWithProcess: true, flapsWithin: 10_000_000 },
} as const satisfies Record<string, IntervalDeclaration>;

type RefusedValues = { most: 'count'; client: 'component'; clients: 'count' };

/** Pools that together want no more than there is, if each can have one. */
const fewerEach = ({ most, client, clients }: ValuesFrom<RefusedValues>): Try | undefined => {
  const each = Math.floor(most / clients);
  return each < 1 ? undefined : { id: 'smallerPools', component: client, to: (now) => Math.min(now, each) };
};

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
  /** All of `most` connections are open: a further one is refused at once. `client` is the first, one of `clients`. */
  connectionsRefused: {
    subject: 'component',
    tone: 'degraded',
    decidedBy: 'component',
    values: told<RefusedValues>(),
    suggests: fewerEach,
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
