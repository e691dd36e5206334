/** 中文：谁是主库，换主的代价。 */
import type { replicationFacts } from '../../../engine/model/replicated-store-facts.ts';
import { duration, grouped } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';

export const replication: FactTexts<keyof typeof replicationFacts> = {
  what: {
    promoted: (_, component) => `${component} 提升为主库`,
    oldPrimaryReturned: (_, component) => `${component} 回来了，仍以为自己是主库`,
    convertedToReplica: ({ primary }, component) => `${component} 降为 ${primary} 的从库`,
    writesLost: ({ count }) => `${grouped(count)} 次已确认的写入丢失`,
    splitBrain: ({ other }, component) => `脑裂：${component} 与 ${other} 都接受写入`,
    splitBrainEnded: () => '脑裂结束',
  },
  reason: {
    promoted: ({ from, by }) => `${by} 让它接替 ${from}`,
    oldPrimaryReturned: ({ primary }) => `它还不知道主库已是 ${primary}`,
    convertedToReplica: ({ by }) => `这是 ${by} 的命令`,
    writesLost: ({ primary }, component) => `${component} 确认过，${primary} 却从未收到`,
  },
  so: {
    convertedToReplica: ({ discarded }) =>
      discarded > 0 ? `它确认过的 ${grouped(discarded)} 次写入就此作废` : undefined,
    splitBrain: (_, component) => `所以 ${component} 从此确认的写入都会丢失`,
    splitBrainEnded: ({ acknowledged, lastedMicros }, component) =>
      `${duration(lastedMicros)} 内 ${component} 确认了 ${grouped(acknowledged)} 次写入`,
  },
};
