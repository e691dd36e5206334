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
} from '../shared-words.zh.ts';
import type { databaseParameters } from './spec.ts';

export const words: KindWords<typeof databaseParameters> = {
  help: '写请求由主库处理，事后复制到从库；读请求分摊到各从库。',
  parameters: {
    waitForReplicas: ['等待从库数', '写入要先到达这么多个从库，才向客户端确认。'],
    ...replicaWords,
    meanReadMillis: ['平均读耗时', '一次读平均占用的处理时间。'],
    meanWriteMillis: ['平均写耗时', '一次写平均占用的处理时间。'],
    ...serviceWords,
    connections: ['连接数', '同时处理的查询数。'],
    ...queueWords,
    ...connectionLimitWords,
    ...healthCheckWords,
    ...startupWords,
  },
  choices: { ...serviceChoices, ...healthCheckChoices },
};
