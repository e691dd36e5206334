/** 中文：哨兵的怀疑、共识与行动。 */

import type { ValuesOf } from '../../../engine/telemetry/story.ts';
import type { failoverFacts } from '../../../kinds/sentinel/facts.ts';
import { seconds } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';
import { outOf } from './phrases.ts';

/** 被怀疑的是哨兵时：看见最少的那个哨兵眼里还剩几个。 */
const fewest = (all: readonly ValuesOf<'suspected'>[]): string | undefined => {
  const seen = all.flatMap(({ sentinels }) => (sentinels === undefined ? [] : [sentinels]));
  const least = seen.sort((a, b) => a.left - b.left)[0];
  return least && `哨兵还剩 ${least.left}/${least.all} 个，故障转移需要 ${least.needed} 个`;
};

export const failover: FactTexts<keyof typeof failoverFacts> = {
  what: {
    suspected: ({ target }, component) => `${component} 怀疑 ${target} 失联`,
    suspicionCleared: ({ target }, component) => `${component} 不再怀疑 ${target}`,
    agreedDown: ({ target, agree }) => `${agree} 个哨兵认定 ${target} 宕机`,
    quorumNotReached: ({ target, agree, quorum }) => `${target} 判定票不足：${agree}/${quorum}`,
    electionStarted: ({ epoch }, component) => `${component} 发起选举，纪元 ${epoch}`,
    leaderElected: ({ epoch }, component) => `${component} 当选领导者，纪元 ${epoch}`,
    electionLost: ({ epoch }, component) => `${component} 未能当选，纪元 ${epoch}`,
    replicaChosen: ({ replica }, component) => `${component} 选中 ${replica}`,
    noGoodReplica: () => '没有从库可以接任',
    failoverAborted: (_, component) => `${component} 放弃本次故障转移`,
    switchAnnounced: ({ to }, component) => `${component} 宣布主库是 ${to}`,
    replicaReconfigured: ({ replica, primary }) => `${replica} 改为跟随 ${primary}`,
  },
  reason: {
    suspected: ({ silentMicros }) => `已有 ${seconds(silentMicros)} 没有应答`,
    suspicionCleared: () => '又收到了应答',
    agreedDown: ({ quorum }) => `已达到法定票数 ${quorum}`,
    quorumNotReached: ({ reachable, quorum, sentinels, target }) =>
      reachable < quorum
        ? `${sentinels} 个哨兵中只有 ${reachable} 个能联系上`
        : `其他哨兵仍收得到 ${target} 的应答`,
    leaderElected: ({ votes, needed }) => `得 ${votes} 票，需要 ${needed} 票`,
    electionLost: ({ votes, needed }) => `得 ${votes} 票，需要 ${needed} 票`,
    replicaChosen: ({ by }) =>
      ({
        priority: '它的优先级最高',
        offset: '它的数据最新',
        id: '其余条件相同，它的编号在前',
        only: '只有它可用',
      })[by],
    noGoodReplica: ({ replicas }) =>
      ['一个从库也没有', '唯一的从库失联、落后或不许提升', `${replicas} 个从库不是失联、落后，就是不许提升`][
        Math.min(replicas, 2)
      ],
    failoverAborted: ({ epoch }) => `选中的从库未能及时提升，纪元 ${epoch}`,
  },
  so: {
    suspected: (values) => fewest([values]),
    quorumNotReached: () => '所以不会发起故障转移',
    noGoodReplica: ({ isCache }) => (isCache ? '缓存仍不可用，读请求全部落到数据库' : '写请求继续不可用'),
  },
  together: {
    suspected: (count, of, [{ target }]) => `${outOf(count, of)}哨兵怀疑 ${target} 失联`,
    agreedDown: (_, of, [{ target, agree }]) => `${outOf(agree, of)}哨兵认定 ${target} 宕机`,
    suspicionCleared: (count, of, [{ target }]) => `${outOf(count, of)}哨兵不再怀疑 ${target}`,
    replicaReconfigured: (count, _, [{ primary }]) => `${count} 个从库改为跟随 ${primary}`,
    quorumNotReached: (count, _, [{ target }]) => `${target} 判定票 ${count} 次不足`,
    electionLost: (count) => `${count} 次选举无人当选`,
  },
  togetherSo: {
    suspected: (values) => fewest(values) ?? '',
  },
  moot: {
    suspected: ({ target }, since) =>
      `哨兵仍收不到 ${target} 的应答${since === undefined ? '' : `（自 ${since} 起中断）`}`,
  },
};
