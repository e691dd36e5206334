/** What caches lose, and how an edge cache does without its origin. */
import type { FactDeclaration, IntervalDeclaration } from '../telemetry/fact.ts';

export const cacheIntervals = {
  lostOrigin: { flapsWithin: 10_000_000 },
} as const satisfies Record<string, IntervalDeclaration>;

export const cacheFacts = {
  /** The teller, an edge cache, gets no answers from its origin any more: at least 10 reads in a row failed there, for a second. */
  originLost: {
    subject: 'component',
    tone: 'degraded',
    decidedBy: 'component',
    values: { origin: 'component', failureCause: 'cause' },
    begins: 'lostOrigin',
    isRecurrent: true,
  },
  /** ... and gets them again, from the first good one on. `hits` reads it had answered from what it held meanwhile. */
  originBack: {
    subject: 'component',
    tone: 'healthy',
    decidedBy: 'component',
    values: { origin: 'component', hits: 'count', lastedMicros: 'micros' },
    ends: ['lostOrigin'],
    isRecurrent: true,
  },
  /** The teller lost what it held in memory, and nobody has a copy that counts. */
  cacheEmptied: {
    subject: 'component',
    tone: 'down',
    decidedBy: 'component',
    values: { entries: 'count', sessions: 'count' },
    changes: 'content',
  },
  /** What the teller had taken in and its successor `primary` never got. */
  cacheEntriesLost: {
    subject: 'component',
    tone: 'down',
    decidedBy: 'component',
    values: { entries: 'count', sessions: 'count', primary: 'component' },
    changes: 'content',
  },
} as const satisfies Record<string, FactDeclaration<keyof typeof cacheIntervals>>;
