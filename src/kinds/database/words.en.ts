import type { KindWords } from '../kind-words.ts';
import {
  connectionLimitWords,
  healthCheckChoices,
  healthCheckWords,
  queueWords,
  replicaWords,
  serviceChoices,
  serviceWords,
  startupWords,
} from '../shared-words.en.ts';
import type { databaseParameters } from './spec.ts';

export const words: KindWords<typeof databaseParameters> = {
  help: 'Writes go to the primary and are copied to the replicas afterwards; reads are spread over the replicas.',
  parameters: {
    waitForReplicas: ['wait for replicas', 'Replicas that must have a write before it is confirmed.'],
    ...replicaWords,
    meanReadMillis: ['mean read time', 'Work of one read on average.'],
    meanWriteMillis: ['mean write time', 'Work of one write on average.'],
    ...serviceWords,
    connections: ['connections', 'Queries worked on at the same time.'],
    ...queueWords,
    ...connectionLimitWords,
    ...healthCheckWords,
    ...startupWords,
  },
  choices: { ...serviceChoices, ...healthCheckChoices },
};
