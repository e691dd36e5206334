/** 中文：指标条。 */
import type { metrics as shape } from '../en/metrics.ts';

export const metrics: typeof shape = {
  title: '指标',
  throughput: '吞吐',
  perSecond: '请求/秒',
  goodOffered: '有效 / 到来',
  latency: '延迟',
  latencyNote: (objectiveMillis) => `p50 · p95 · p99，目标 ${objectiveMillis} ms`,
  errors: '错误',
  atMost: (percent) => `95 % 置信下低于 ${percent} %`,
  failedThisRun: (count) => `本次运行 ${count}`,
  availability: '可用性',
  availabilityNote: (classes, target) => `${classes.join(' · ')}，目标 ${target} %`,
  downtime: '写请求停机',
  downtimeOf: (allowed) => `每 30 天限 ${allowed}`,
  downtimeNote: (reads, pending) =>
    pending > 0 ? `读请求 ${reads} · 最近 ${pending} 秒待判定` : `读请求 ${reads}`,
};
