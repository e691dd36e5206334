/** How an edge cache does without its origin. */
import { type FactDeclaration, type IntervalDeclaration, told } from '../../engine/telemetry/fact.ts';

export const originIntervals = {
  lostOrigin: { flapsWithin: 10_000_000 },
} as const satisfies Record<string, IntervalDeclaration>;

export const originFacts = {
  /** The teller, an edge cache, gets no answers from its origin any more: at least 10 reads in a row failed there, for a second. */
  originLost: {
    subject: 'component',
    tone: 'degraded',
    decidedBy: 'component',
    values: told<{ origin: 'component'; failureCause: 'cause' }>(),
    begins: 'lostOrigin',
    isRecurrent: true,
  },
  /** ... and gets them again, from the first good one on. `hits` reads it had answered from what it held meanwhile. */
  originBack: {
    subject: 'component',
    tone: 'healthy',
    decidedBy: 'component',
    values: told<{ origin: 'component'; hits: 'count'; lastedMicros: 'micros' }>(),
    ends: ['lostOrigin'],
    isRecurrent: true,
  },
} as const satisfies Record<string, FactDeclaration<keyof typeof originIntervals>>;
