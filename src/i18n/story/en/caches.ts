/** English: what caches lose, and how an edge cache does without its origin. */
import type { cacheFacts } from '../../../engine/model/cache-facts.ts';
import type { originFacts } from '../../../kinds/cdn/facts.ts';
import type { redisFacts } from '../../../kinds/redis/facts.ts';
import { failing } from '../../en/causes.ts';
import { counted } from '../../en/counted.ts';
import { duration } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';

const gone = ({ entries, sessions }: { readonly entries: number; readonly sessions: number }): string =>
  sessions === 0
    ? `${counted(entries, 'entry is', 'entries are')} gone`
    : `${counted(entries, 'entry', 'entries')} and ${counted(sessions, 'session', 'sessions')} are gone`;

export const caches: FactTexts<keyof typeof cacheFacts | keyof typeof originFacts | keyof typeof redisFacts> =
  {
    what: {
      originLost: ({ origin }, component) => `${component} gets nothing from ${origin}`,
      originBack: ({ origin }, component) => `${component} gets answers from ${origin} again`,
      cacheEmptied: (_, component) => `${component} comes back empty`,
      cacheEntriesLost: ({ primary }) => `${primary} lacks the newest cache entries`,
    },
    reason: {
      originLost: ({ failureCause }) => failing[failureCause],
    },
    so: {
      originLost: () => 'so it answers only what it holds',
      originBack: ({ hits, lastedMicros }) =>
        `it answered ${counted(hits, 'read', 'reads')} by itself in ${duration(lastedMicros)}`,
      cacheEmptied: gone,
      cacheEntriesLost: gone,
    },
  };
