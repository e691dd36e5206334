/** 中文：指标条。 */
import type { metrics as shape } from '../en/metrics.ts';
import { spaced } from './spaced.ts';

export const metrics: typeof shape = {
  title: '指标',
  throughput: '吞吐',
  perSecond: '请求/秒',
  goodOffered: '有效 / 到达',
  latency: '延迟',
  p99: (seconds) => `p99，最近 ${seconds} 秒`,
  latencyNote: (objectivesMillis) => `p50 · p95 · p99，目标 ${objectivesMillis.join(' · ')} ms`,
  errors: '错误',
  atMost: (percent) => `95 % 置信下低于 ${percent} %`,
  failedThisRun: (count) => `本次运行 ${count}`,
  availability: '可用性',
  availabilityNote: (classes, target) => `${classes.join(' · ')}，目标 ${target} %`,
  downtime: ({ many }) => spaced`${many}停机`,
  downtimeOf: (allowed) => `每 30 天限 ${allowed}`,
  downtimeTitle: ({ many }, target, allowed) =>
    spaced`结束的${many}中，成功不到 90 % 的整秒数。目标 ${target} % 每 30 天允许 ${allowed}。`,
  downtimeOther: ({ many }, downtime) => `${many} ${downtime}`,
  lostWrites: (count) => `写丢失 ${count}`,
  lostWritesTitle: '已经确认、现任主库却没有的写入',
  splitBrainWrites: (count) => `脑裂写入 ${count}`,
  pending: (seconds) => `最近 ${seconds} 秒待判定`,
  pendingTitle: '一秒之内的请求全部结束之后，这一秒才下判定。',
};
