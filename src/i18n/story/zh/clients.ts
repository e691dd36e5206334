/** 中文：存储与缓存的客户端如何应对。 */
import type { clientFacts } from '../../../engine/model/client-facts.ts';
import type { ValuesOf } from '../../../engine/telemetry/story.ts';
import { duration, grouped } from '../../format.ts';
import { failing } from '../../zh/causes.ts';
import type { FactTexts } from '../story-texts.ts';
import { outOf } from './phrases.ts';

/** 缓存不在的这段时间里，各客户端合计。 */
const absence = (all: readonly ValuesOf<'cacheUsedAgain'>[]): string => {
  const sum = (of: (one: ValuesOf<'cacheUsedAgain'>) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
  const lasted = duration(Math.max(...all.map((one) => one.lastedMicros)));
  const passed = `${lasted} 内 ${grouped(sum((one) => one.passedThrough))} 个请求没有用上缓存`;
  const missed = sum((one) => one.missedWrites);
  return missed === 0 ? passed : `${passed}；它错过 ${grouped(missed)} 次写入，到期之前可能给出旧值`;
};

export const clients: FactTexts<keyof typeof clientFacts> = {
  what: {
    clientSwitched: ({ to }, component) => `${component} 改向 ${to} 写入`,
    replicaAvoided: ({ replica }, component) => `${component} 不再从 ${replica} 读`,
    replicaUsedAgain: ({ replica }, component) => `${component} 恢复从 ${replica} 读`,
    cachePassedThrough: ({ cache }, component) => `${component} 绕过 ${cache}`,
    cacheUsedAgain: ({ cache }, component) => `${component} 重新使用 ${cache}`,
  },
  reason: {
    cachePassedThrough: ({ failureCause }) => failing[failureCause],
  },
  so: {
    replicaAvoided: ({ left }) => (left === 0 ? '读请求于是由主库应答' : `可读的从库还剩 ${left} 个`),
    cachePassedThrough: () => '原本命中的内容改由数据库应答',
    cacheUsedAgain: (values) => absence([values]),
  },
  together: {
    clientSwitched: (count, of, [{ to }]) => `${outOf(count, of)}客户端改向 ${to} 写入`,
    replicaAvoided: (count, of, [{ replica }]) => `${outOf(count, of)}客户端不再从 ${replica} 读`,
    replicaUsedAgain: (count, of, [{ replica }]) => `${outOf(count, of)}客户端恢复从 ${replica} 读`,
    cachePassedThrough: (count, of, [{ cache }]) => `${outOf(count, of)}客户端绕过 ${cache}`,
    cacheUsedAgain: (count, of, [{ cache }]) => `${outOf(count, of)}客户端重新使用 ${cache}`,
  },
  togetherSo: {
    cacheUsedAgain: (values) => absence(values),
    replicaAvoided: (values) => {
      const left = Math.min(...values.map((one) => one.left));
      return left === 0 ? '读请求于是由主库应答' : `可读的从库还剩 ${left} 个`;
    },
  },
};
