import type { KindWords } from '../kind-words.ts';
import {
  cacheStartChoices,
  cacheStartWords,
  queueWords,
  replicaWords,
  serviceChoices,
  serviceWords,
  startupWords,
} from '../shared-words.zh.ts';
import type { redisParameters } from './spec.ts';

export const words: KindWords<typeof redisParameters> = {
  help: '把会话和数据库答过的内容在内存里保留一段时间；写命令只由主节点接受。',
  parameters: {
    maxEntries: ['最大条目数', '条目与会话合计的上限；最久未用的先淘汰。'],
    entryTtlMillis: ['条目存活时间', '一个缓存值可以用多久。'],
    sessionTtlMillis: ['会话存活时间', '登录之后会话保留多久。'],
    ...cacheStartWords,
    ...replicaWords,
    meanCommandMillis: ['平均命令耗时', '一条命令平均占用的处理时间。'],
    ...serviceWords,
    ...queueWords,
    ...startupWords,
  },
  choices: { ...cacheStartChoices, ...serviceChoices },
};
