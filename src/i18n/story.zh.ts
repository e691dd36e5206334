/** 中文：一次运行的来龙去脉。每段文字只由事件本身决定。 */
import { grouped } from './format.ts';
import type { StoryTexts } from './story/story-texts.ts';
import { caches } from './story/zh/caches.ts';
import { clients } from './story/zh/clients.ts';
import { connections } from './story/zh/connections.ts';
import { failover } from './story/zh/failover.ts';
import { faults } from './story/zh/faults.ts';
import { load } from './story/zh/load.ts';
import { failedOf, fewNames } from './story/zh/phrases.ts';
import { policies } from './story/zh/policies.ts';
import { replication } from './story/zh/replication.ts';
import { rotation } from './story/zh/rotation.ts';
import { groupName } from './zh/group-name.ts';
import { spaced } from './zh/spaced.ts';
import { tries } from './zh/tries.ts';

export const story: StoryTexts = {
  what: {
    ...faults.what,
    ...rotation.what,
    ...failover.what,
    ...replication.what,
    ...clients.what,
    ...policies.what,
    ...connections.what,
    ...caches.what,
    ...load.what,
  },
  reason: {
    ...faults.reason,
    ...rotation.reason,
    ...failover.reason,
    ...replication.reason,
    ...clients.reason,
    ...policies.reason,
    ...connections.reason,
    ...caches.reason,
    ...load.reason,
  },
  so: {
    ...faults.so,
    ...rotation.so,
    ...failover.so,
    ...replication.so,
    ...clients.so,
    ...policies.so,
    ...connections.so,
    ...caches.so,
    ...load.so,
  },
  together: {
    ...faults.together,
    ...rotation.together,
    ...failover.together,
    ...clients.together,
    ...policies.together,
    ...connections.together,
    ...load.together,
  },
  togetherSo: {
    ...faults.togetherSo,
    ...rotation.togetherSo,
    ...failover.togetherSo,
    ...clients.togetherSo,
    ...policies.togetherSo,
    ...connections.togetherSo,
    ...load.togetherSo,
  },
  aftermath: {
    title: '仍未恢复',
    alone: (component) => `${component} 仍处于宕机状态，没有谁能顶替：只能重启`,
    servers: (group, left, all) => spaced`${groupName(group)} 靠 ${left}/${all} 台服务器运行`,
    store: (group, left, all) => spaced`${groupName(group)} 靠 ${left}/${all} 个节点运行`,
    lastNode: (group, node, all) =>
      spaced`${groupName(group)} 只剩 ${node}（1/${all}）：它再倒下，就没有谁能接任`,
    nobody: (group) => spaced`${groupName(group)} 一个节点也不剩`,
    failing: ({ many }, since, { ended, failed }) =>
      failed === ended
        ? spaced`${many}自 ${since} 起全部失败：${grouped(failed)} 个`
        : spaced`${many}自 ${since} 起有失败：${grouped(ended)} 个中 ${grouped(failed)} 个`,
    sentinels: (group, left, all, needed) =>
      left < needed
        ? spaced`${groupName(group)} 还剩 ${left}/${all} 个，故障转移需要 ${needed} 个：已无法进行`
        : left === needed
          ? spaced`${groupName(group)} 还剩 ${left}/${all} 个，故障转移需要 ${needed} 个：再少一个就无法进行`
          : spaced`${groupName(group)} 还剩 ${left}/${all} 个，故障转移需要 ${needed} 个`,
  },
  onAndOff: ({ many }, times) => spaced`${many}时好时坏，共 ${times} 次`,
  failedInAll: ({ many }, share) => failedOf(share, many),
  flapping: (what) => `时断时续：${what}`,
  often: (times, lasted, perMinute) => `${lasted} 内 ${times} 次，每分钟 ${perMinute} 次`,
  moot: {
    ...failover.moot,
  },
  headline: {
    sentences: (all) => `${all.join('。')}。`,
    over: ({ many }, lasted, times, share) =>
      times === 1
        ? spaced`${many}失败了 ${lasted}：${failedOf(share)}`
        : spaced`${many}失败 ${times} 次，合计 ${lasted}：${failedOf(share)}`,
    ongoing: ({ many }, since, share, before) =>
      spaced`${many}自 ${since} 起有失败：${failedOf(share)}` +
      (before === undefined ? '' : `，此前还失败过 ${before.lasted}：${failedOf(before.share)}`),
    judged: ({ many }, wholeSeconds, failed) =>
      spaced`${many}中断 ${wholeSeconds} s：${grouped(failed)} 个请求失败`,
    lost: (writes, superseded) => {
      const lost = `${grouped(writes)} 次已确认的写入丢失`;
      if (superseded === 0) return lost;
      const share = superseded < writes ? `其中 ${grouped(superseded)} 次` : writes === 1 ? '' : '都';
      return `${lost}，${share}由已被取代的主库确认`;
    },
    splitBrain: (since) => `自 ${since} 起脑裂：两个节点都接受写入`,
    down: (components, since) =>
      components.length === 1
        ? `${components[0]} 自 ${since} 起停机`
        : components.length <= fewNames
          ? `${components.join('、')} 停机`
          : `${components.length} 个组件停机`,
    slow: (components) =>
      components.length <= fewNames ? `${components.join('、')} 变慢` : `${components.length} 个组件变慢`,
    cut: (links) => `${links} 条连接断开`,
    still: (what, since) => `${since} 起：${what}`,
    began: (what, at) => `起因：${at} ${what}`,
    stray: (failed) => `零星失败 ${grouped(failed)} 个请求，目前没有中断`,
    harmless: '目前没有请求失败',
  },
  because: (grounds) => spaced`因为${grounds.join('；')}`,
  spoken: (when, parts) => `${when}：${parts.join('，')}。`,
  tries,
};
