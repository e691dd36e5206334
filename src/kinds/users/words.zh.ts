import type { KindWords } from '../kind-words.ts';
import type { usersParameters } from './spec.ts';

export const words: KindWords<typeof usersParameters> = {
  help: '用户随机到来，各自发出请求；等到超时就放弃。',
  parameters: {
    arrivalRate: ['到达速率', '平均每秒到来的请求数，时刻随机。'],
    writeRatio: ['写请求占比', '请求中写请求所占的比例。'],
    clientTimeoutMillis: ['客户端超时', '用户最多等这么久，之后放弃。'],
    clients: ['客户端数', '发出请求的不同用户数。'],
    keys: ['键的数量', '被读写的不同键的个数。'],
    zipfExponent: ['热点倾斜 (Zipf)', '0 表示所有键同样热门；越大，请求越集中在少数键上。'],
  },
  choices: {},
};
