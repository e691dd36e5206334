import type { KindWords } from '../kind-words.ts';
import { cacheStartChoices, cacheStartWords, startupWords } from '../shared-words.zh.ts';
import type { cdnParameters } from './spec.ts';

export const words: KindWords<typeof cdnParameters> = {
  help: '命中缓存的读请求就地应答，规则禁止的丢弃，其余放行到源站。',
  parameters: {
    cacheCapacity: ['缓存容量', '最多保留的应答数；最久未用的先淘汰。'],
    ttlMillis: ['存活时间 (TTL)', '一份应答可以在这里重复使用多久。'],
    cacheableKeys: ['可缓存的键', '应答对所有人都一样的键所占的比例。'],
    ...cacheStartWords,
    blockedClients: ['封禁的客户端', '在封禁名单上的客户端比例，其请求会被丢弃。'],
    matchedRequests: ['命中规则的请求', '命中丢弃规则的请求比例，不论是否误伤。'],
    originTimeoutMillis: ['源站超时', 'CDN 等源站应答的上限。'],
    ...startupWords,
  },
  choices: { ...cacheStartChoices },
};
