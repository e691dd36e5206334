import type { KindWords } from '../kind-words.ts';
import {
  cacheStartChoices,
  cacheStartWords,
  queueWords,
  replicaWords,
  serviceChoices,
  serviceWords,
  startupWords,
} from '../shared-words.en.ts';
import type { redisParameters } from './spec.ts';

export const words: KindWords<typeof redisParameters> = {
  help: 'Keeps sessions and copies of what the database answered, in memory and for a time. One of them takes the writes.',
  parameters: {
    maxEntries: [
      'maximum entries',
      'Entries and sessions held at most; the one used least recently goes first.',
    ],
    entryTtlMillis: ['entry lifetime', 'How long a cached value may be used.'],
    sessionTtlMillis: ['session lifetime', 'How long after signing in a session lasts.'],
    ...cacheStartWords,
    ...replicaWords,
    meanCommandMillis: ['mean command time', 'Work of one command on average.'],
    ...serviceWords,
    ...queueWords,
    ...startupWords,
  },
  choices: { ...cacheStartChoices, ...serviceChoices },
};
