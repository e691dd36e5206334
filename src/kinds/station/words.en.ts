import type { KindWords } from '../kind-words.ts';
import {
  healthCheckChoices,
  healthCheckWords,
  meanServiceWords,
  queueWords,
  serviceChoices,
  serviceWords,
  startupWords,
} from '../shared-words.en.ts';
import type { stationParameters } from './spec.ts';

export const words: KindWords<typeof stationParameters> = {
  help: 'One waiting line in front of a number of identical servers.',
  parameters: {
    servers: ['servers', 'Identical servers behind the one line.'],
    ...queueWords,
    ...meanServiceWords,
    ...serviceWords,
    ...healthCheckWords,
    ...startupWords,
  },
  choices: { ...serviceChoices, ...healthCheckChoices },
};
