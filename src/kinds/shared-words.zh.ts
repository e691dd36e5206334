/** 中文：多个种类共有的参数，因机制相同而同名。 */
import type { ParameterText } from './kind-words.ts';

export const startupWords = {
  startupMillis: ['启动耗时', '从重启到能够服务所需的时间。'],
} as const satisfies Record<string, ParameterText>;

export const queueWords = {
  queueCapacity: ['队列容量', '可以排队的请求数；再多就被挡在门外。'],
} as const satisfies Record<string, ParameterText>;

export const serviceWords = {
  serviceDistribution: ['服务时间分布', '服务时间围绕均值如何波动。'],
  serviceCv: ['变异系数 (CV)', '标准差与均值之比，仅用于对数正态分布。'],
} as const satisfies Record<string, ParameterText>;

export const meanServiceWords = {
  meanServiceMillis: ['平均服务时间', '每个请求平均占用的处理时间，不含排队。'],
} as const satisfies Record<string, ParameterText>;

export const healthCheckWords = {
  healthCheck: ['健康检查', '排队：先做完手上的活再应答检查；独立：立即应答。'],
} as const satisfies Record<string, ParameterText>;

export const cacheStartWords = {
  cacheStart: ['开局时的缓存', '热：如同运行了一阵；冷：空的。'],
} as const satisfies Record<string, ParameterText>;

export const replicaWords = {
  replicationDelayMillis: ['复制延迟', '一次写入从主库传到从库所需的时间。'],
  replicaPriority: ['从库优先级', '数值小的优先提升为主；0 表示永不提升。'],
} as const satisfies Record<string, ParameterText>;

export const serviceChoices = {
  exponential: '指数分布',
  deterministic: '固定不变',
  logNormal: '对数正态',
  uniform: '均匀分布',
} as const;

export const healthCheckChoices = {
  queued: '排队',
  separate: '独立',
} as const;

export const cacheStartChoices = {
  warm: '热',
  cold: '冷',
} as const;
