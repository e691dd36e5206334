import type { KindWords } from '../kind-words.ts';
import {
  healthCheckChoices,
  healthCheckWords,
  meanServiceWords,
  queueWords,
  serviceChoices,
  serviceWords,
  startupWords,
} from '../shared-words.zh.ts';
import type { stationParameters } from './spec.ts';

export const words: KindWords<typeof stationParameters> = {
  help: '一条队伍，后面是若干个相同的服务员。',
  parameters: {
    servers: ['服务员数', '同一条队伍后面的服务员数量。'],
    ...queueWords,
    ...meanServiceWords,
    ...serviceWords,
    ...healthCheckWords,
    ...startupWords,
  },
  choices: { ...serviceChoices, ...healthCheckChoices },
};
