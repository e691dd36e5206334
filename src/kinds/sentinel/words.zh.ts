import type { KindWords } from '../kind-words.ts';
import { startupWords } from '../shared-words.zh.ts';
import type { sentinelParameters } from './spec.ts';

export const words: KindWords<typeof sentinelParameters> = {
  help: '盯着一组主从节点。主节点失联时，足够多的哨兵达成一致，就另立主节点。',
  parameters: {
    downAfterMillis: ['判定失联时长', '多久没有应答，哨兵就怀疑该节点失联。'],
    quorum: ['法定票数', '要有多少个哨兵同意，才认定主库宕机。'],
    pingIntervalMillis: ['心跳间隔', '哨兵多久向节点发一次心跳。'],
    failoverTimeoutMillis: ['故障转移时限', '一次故障转移的时限；再过两倍时间才会再试。'],
    ...startupWords,
  },
  choices: {},
};
