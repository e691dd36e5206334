/** What clients of stores and caches do about them. The teller is the client. */
import { type FactDeclaration, type IntervalDeclaration, told } from '../telemetry/fact.ts';

export const clientIntervals = {
  avoidance: { flapsWithin: 10_000_000 },
  passingThrough: { flapsWithin: 10_000_000 },
} as const satisfies Record<string, IntervalDeclaration>;

const clientsOf = <const Names extends readonly string[]>(...by: Names) =>
  ({ within: 5_000_000, by, isOutOfPeers: true }) as const;

export const clientFacts = {
  clientSwitched: {
    subject: 'component',
    tone: 'recovering',
    decidedBy: 'component',
    values: told<{ from: 'component'; to: 'component' }>(),
    changes: 'route',
    joins: clientsOf('from', 'to'),
    detects: { named: 'from' },
  },
  /** The teller reads from the others from now on, as a sentinel that suspects the node told it; and from it again. */
  replicaAvoided: {
    subject: 'component',
    named: 'replica',
    tone: 'degraded',
    decidedBy: 'component',
    values: told<{ replica: 'component'; left: 'count' }>(),
    begins: 'avoidance',
    changes: 'route',
    joins: clientsOf('replica'),
    isRecurrent: true,
  },
  replicaUsedAgain: {
    subject: 'component',
    named: 'replica',
    tone: 'healthy',
    decidedBy: 'component',
    values: told<{ replica: 'component' }>(),
    ends: ['avoidance'],
    changes: 'route',
    joins: clientsOf('replica'),
    isRecurrent: true,
  },
  /** The teller goes on without the cache: 3 of its last 10 look-ups failed. */
  cachePassedThrough: {
    subject: 'component',
    tone: 'degraded',
    decidedBy: 'component',
    values: told<{ cache: 'component'; failureCause: 'cause' }>(),
    begins: 'passingThrough',
    changes: 'route',
    joins: clientsOf('cache'),
    isRecurrent: true,
    detects: { named: 'cache' },
  },
  /** ... and uses it again: 10 look-ups in a row went well, for a second. `cache` is the one that answers now. */
  cacheUsedAgain: {
    subject: 'component',
    tone: 'healthy',
    decidedBy: 'component',
    values: told<{
      cache: 'component';
      passedThrough: 'count';
      /** Confirmed writes that went past it: of those keys it holds the old values, if it holds them. */
      missedWrites: 'count';
      lastedMicros: 'micros';
    }>(),
    ends: ['passingThrough'],
    changes: 'route',
    joins: clientsOf('cache'),
    isRecurrent: true,
  },
} as const satisfies Record<string, FactDeclaration<keyof typeof clientIntervals>>;
