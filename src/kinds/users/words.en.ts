import type { KindWords } from '../kind-words.ts';
import type { usersParameters } from './spec.ts';

export const words: KindWords<typeof usersParameters> = {
  help: 'People send requests at random moments and give up after their timeout.',
  parameters: {
    arrivalRate: ['arrival rate', 'Requests that arrive per second, at random moments.'],
    writeRatio: ['share of writes', 'How many of the requests are writes.'],
    clientTimeoutMillis: ['client timeout', 'How long a user waits before giving up.'],
    clients: ['clients', 'How many different users send the requests.'],
    keys: ['keys', 'How many different keys are read and written.'],
    zipfExponent: [
      'key skew (Zipf)',
      '0 = every key equally popular; higher = a few keys get most requests.',
    ],
  },
  choices: {},
};
