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
} from '../shared-words.zh.ts';
import type { appServerParameters } from './spec.ts';

export const words: KindWords<typeof appServerParameters, 'connectionsInUse' | 'waitingForConnection'> = {
  help: '同时处理的请求有限，其余排队；每个请求随后查缓存（如果有），否则访问数据库。',
  parameters: {
    concurrency: ['并发方式', '请求等待别人答复时占着什么：一个槽位，还是什么都不占。'],
    slots: ['并发槽位', '同时处理的请求数。'],
    ...queueWords,
    ...meanServiceWords,
    ...serviceWords,
    cacheTimeoutMillis: ['缓存超时', '应用服务器等缓存这么久，之后绕过它。'],
    cacheOnWrite: ['写后的缓存', '写成功后删掉缓存条目，还是放入新值。'],
    databaseTimeoutMillis: ['数据库超时', '应用服务器等数据库的上限。'],
    database: ['数据库调用', '除超时之外，怎样调用数据库。'],
    ...policyWords('database', '数据库', '数据库'),
    ...poolWords('database', '数据库', '数据库'),
    serviceTimeoutMillis: ['外部服务超时', '应用服务器等外部服务的上限。'],
    service: ['外部服务调用', '除超时之外，怎样调用外部服务。'],
    ...policyWords('service', '外部服务', '外部服务'),
    ...healthCheckWords,
    ...startupWords,
  },
  choices: {
    ...serviceChoices,
    threads: '线程',
    eventLoop: '事件循环',
    remove: '删除',
    update: '更新',
    ...healthCheckChoices,
    ...policyChoices,
  },
  instruments: { connectionsInUse: '在用连接', waitingForConnection: '等待连接' },
};
