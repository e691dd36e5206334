/** What whoever holds things in memory loses with its process. */
import { type FactDeclaration, told } from '../telemetry/fact.ts';

export const cacheFacts = {
  /** The teller lost what it held in memory, and nobody has a copy that counts. */
  cacheEmptied: {
    subject: 'component',
    tone: 'down',
    decidedBy: 'component',
    values: told<{ entries: 'count'; sessions: 'count' }>(),
    changes: 'content',
  },
} as const satisfies Record<string, FactDeclaration>;
