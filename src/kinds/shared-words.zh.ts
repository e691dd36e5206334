/** 中文：多个种类共有的参数，因机制相同而同名。 */
import type { ParameterText, PolicyText, PolicyTexts, PoolTexts } from './kind-words.ts';

export const startupWords = {
  startupMillis: ['启动耗时', '从重启到能够服务所需的时间。'],
} as const satisfies Record<string, ParameterText>;

export const queueWords = {
  queueCapacity: ['队列容量', '可以排队的请求数；再多就被拒绝。'],
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

/** 对依赖的调用策略；`label` 放在每个名称之前，`the` 是它在句子里的叫法。 */
export const policyWords = <Dependency extends string>(
  dependency: Dependency,
  label: string,
  the: string,
): PolicyTexts<Dependency> => {
  const texts: PolicyText = {
    retry: ['重试', `访问${the}失败后再试。`],
    'retry.attempts': ['尝试次数', '总次数，含第一次。'],
    'retry.on': [
      '重试哪些',
      '被拒：肯定没有执行。幂等：读请求无论怎样失败都重试。全部：写请求也重试，可能执行两次。',
    ],
    'retry.backoff': ['退避方式', '再次尝试之前的等待怎样增长。'],
    'retry.baseMillis': ['首次等待', '第二次尝试之前；除非固定，以后每次翻倍。'],
    'retry.capMillis': ['最长等待', '两次尝试之间最多等这么久。'],
    'retry.budgetRatio': ['重试预算', '平均每个首次尝试允许几次重试，另有十次储备。'],
    'retry.idempotencyKey': ['幂等键', '写请求每次尝试都带上同一个键，已经执行过的就不再执行。'],
    breaker: ['熔断器', `失败太多之后，一段时间内不再访问${the}。`],
    'breaker.failures': ['失败次数', '窗口内达到这么多次就打开。'],
    'breaker.windowMillis': ['窗口', '一次失败计入多久。'],
    'breaker.openMillis': ['打开时长', '此后放一个调用去探明是否恢复。'],
    'breaker.successes': ['成功次数', '连续这么多次成功就关闭。'],
    fallback: ['降级', `${the}终究没有应答时，请求怎么办。`],
    'fallback.answer': ['应答', '降级：服务器不靠它继续，并注明。错误：服务器自己返回错误。'],
    bulkhead: ['隔舱', `限制同时访问${the}的调用数。`],
    'bulkhead.limit': ['上限', '同时的调用数；再多就被拒绝。'],
  };
  const entries = Object.entries(texts).map(([path, [name, help]]) => [
    `${dependency}.${path}`,
    [`${label}：${name}`, help],
  ]);
  return Object.fromEntries(entries) as PolicyTexts<Dependency>;
};

/** 到某个依赖的连接池。 */
export const poolWords = <Dependency extends string>(
  dependency: Dependency,
  label: string,
  the: string,
): PoolTexts<Dependency> => {
  const texts: Record<string, ParameterText> = {
    pool: ['连接池', `访问${the}的调用共用一批保持打开的连接。`],
    'pool.size': ['连接数', '一个进程到一台服务器；核数的两倍加一。'],
    'pool.waitMillis': ['等待上限', '调用等连接这么久，仍没有就失败。'],
  };
  const entries = Object.entries(texts).map(([path, [name, help]]) => [
    `${dependency}.${path}`,
    [`${label}：${name}`, help],
  ]);
  return Object.fromEntries(entries) as PoolTexts<Dependency>;
};

export const connectionLimitWords = {
  connectionLimit: ['连接上限', '限制客户端打开的连接数，空闲的也算。'],
  'connectionLimit.maxConnections': ['最大连接数', '最多打开这么多，再多立即拒绝。'],
  'connectionLimit.reservedConnections': ['保留连接数', '其中留给管理员的。'],
} as const satisfies Record<string, ParameterText>;

export const policyChoices = {
  degraded: '降级',
  error: '错误',
  refused: '被拒',
  idempotent: '幂等',
  any: '全部',
  fixed: '固定',
  fullJitter: '完全抖动',
  equalJitter: '对半抖动',
} as const;

/** Of a path below a dependency that the scenario declares, which is called as it is written there. */
export function dependencyText(path: string): ParameterText | undefined {
  const [name = ''] = path.split('.');
  if (path === `${name}.timeoutMillis`) return [`${name}：超时`, `调用 ${name} 的时限。`];
  const texts: Readonly<Record<string, ParameterText>> = {
    ...policyWords(name, name, name),
    ...poolWords(name, name, name),
  };
  return texts[path];
}
