import type { KindWords } from '../kind-words.ts';
import {
  healthCheckChoices,
  healthCheckWords,
  meanServiceWords,
  policyChoices,
  policyWords,
  poolWords,
  queueWords,
  serviceChoices,
  serviceWords,
  startupWords,
} from '../shared-words.en.ts';
import type { appServerParameters } from './spec.ts';

export const words: KindWords<
  typeof appServerParameters,
  'withheld' | 'fellBack' | 'connectionsInUse' | 'waitingForConnection'
> = {
  help: 'Serves a few requests at a time; the rest wait in line. Each then asks the cache, if there is one, or the database.',
  parameters: {
    concurrency: [
      'concurrency',
      'What a request has while it waits for others: a slot of its own, or nothing.',
    ],
    slots: ['slots', 'Requests worked on at the same time.'],
    ...queueWords,
    ...meanServiceWords,
    ...serviceWords,
    cacheTimeoutMillis: [
      'cache timeout',
      'How long an app server waits for the cache before it goes on without.',
    ],
    cacheOnWrite: ['cache on write', 'Remove the cached entry after a write, or put the new value there.'],
    databaseTimeoutMillis: ['database timeout', 'How long an app server waits for the database.'],
    database: ['database calls', 'How calls to the database are made, beyond their timeout.'],
    ...policyWords('database', 'database', 'the database'),
    ...poolWords('database', 'database', 'the database'),
    serviceTimeoutMillis: ['service timeout', 'How long an app server waits for the external service.'],
    service: ['service calls', 'How calls to the external service are made, beyond their timeout.'],
    ...policyWords('service', 'service', 'the external service'),
    ...healthCheckWords,
    ...startupWords,
  },
  choices: {
    ...serviceChoices,
    threads: 'threads',
    eventLoop: 'event loop',
    remove: 'remove',
    update: 'update',
    ...healthCheckChoices,
    ...policyChoices,
  },
  instruments: {
    withheld: 'Not sent: breaker, bulkhead',
    fellBack: 'Answered by the fallback',
    connectionsInUse: 'Connections in use',
    waitingForConnection: 'Waiting for a connection',
  },
};
