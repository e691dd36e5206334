import type { KindWords } from '../kind-words.ts';
import { cacheStartChoices, cacheStartWords, startupWords } from '../shared-words.en.ts';
import type { cdnParameters } from './spec.ts';

export const words: KindWords<typeof cdnParameters> = {
  help: 'Answers reads it has kept from its cache, drops what its rules forbid, and passes the rest on.',
  parameters: {
    cacheCapacity: ['cache capacity', 'Answers it keeps at most; the one used least recently goes first.'],
    ttlMillis: ['time to live', 'How long an answer may be given again from here.'],
    cacheableKeys: ['cacheable keys', 'Share of the keys whose answer is the same for everyone.'],
    ...cacheStartWords,
    blockedClients: [
      'blocked clients',
      'Share of the clients on the block list; their requests are dropped.',
    ],
    matchedRequests: [
      'requests a rule matches',
      'Share of all requests that a drop rule matches, rightly or not.',
    ],
    originTimeoutMillis: ['origin timeout', 'How long the CDN waits for the origin.'],
    ...startupWords,
  },
  choices: { ...cacheStartChoices },
};
