/** What a cache loses with its primary. */
import { type FactDeclaration, told } from '../../engine/telemetry/fact.ts';

export const redisFacts = {
  /** What the teller had taken in and its successor `primary` never got. */
  cacheEntriesLost: {
    subject: 'component',
    tone: 'down',
    decidedBy: 'component',
    values: told<{ entries: 'count'; sessions: 'count'; primary: 'component' }>(),
    changes: 'content',
  },
} as const satisfies Record<string, FactDeclaration>;
