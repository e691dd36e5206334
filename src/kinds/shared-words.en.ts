/** English: words of parameters that several kinds have, because they have the mechanism. */
import type { ParameterText, PolicyText, PolicyTexts, PoolTexts } from './kind-words.ts';

export const startupWords = {
  startupMillis: ['start-up time', 'How long it takes from restart until it serves again.'],
} as const satisfies Record<string, ParameterText>;

export const queueWords = {
  queueCapacity: ['queue capacity', 'Requests that may wait; one more is turned away.'],
} as const satisfies Record<string, ParameterText>;

export const serviceWords = {
  serviceDistribution: ['service times', 'How service times vary around their mean.'],
  serviceCv: ['variation (CV)', 'Standard deviation over mean; for log-normal service times.'],
} as const satisfies Record<string, ParameterText>;

export const meanServiceWords = {
  meanServiceMillis: ['mean service time', 'Work per request on average, waiting not counted.'],
} as const satisfies Record<string, ParameterText>;

export const healthCheckWords = {
  healthCheck: [
    'health checks',
    'In the queue: asked how it is, it answers behind its work. Separate: at once.',
  ],
} as const satisfies Record<string, ParameterText>;

export const cacheStartWords = {
  cacheStart: ['cache at the start', 'Warm: filled as after a while of service. Cold: empty.'],
} as const satisfies Record<string, ParameterText>;

export const replicaWords = {
  replicationDelayMillis: ['replication delay', 'How long a write takes from the primary to a replica.'],
  replicaPriority: ['replica priority', 'Lower is promoted first; 0 = never.'],
} as const satisfies Record<string, ParameterText>;

export const serviceChoices = {
  exponential: 'exponential',
  deterministic: 'constant',
  logNormal: 'log-normal',
  uniform: 'uniform',
} as const;

export const healthCheckChoices = {
  queued: 'in the queue',
  separate: 'separate',
} as const;

export const cacheStartChoices = {
  warm: 'warm',
  cold: 'cold',
} as const;

/** Of the call policy of a dependency; `label` stands before each name, `the` names it in a sentence. */
export const policyWords = <Dependency extends string>(
  dependency: Dependency,
  label: string,
  the: string,
): PolicyTexts<Dependency> => {
  const texts: PolicyText = {
    retry: ['retry', `Calls to ${the} that failed are tried again.`],
    'retry.attempts': ['tries', 'In all, the first included.'],
    'retry.on': [
      'retry what',
      'Refused: nothing was done. Idempotent: reads too, however they failed. Any: writes too, which may be done twice.',
    ],
    'retry.backoff': ['backoff', 'How the wait before a further try grows.'],
    'retry.baseMillis': ['first wait', 'Before the second try; doubled for each further one unless fixed.'],
    'retry.capMillis': ['longest wait', 'No wait between two tries is longer.'],
    'retry.budgetRatio': ['retry budget', 'Retries per first try, with ten in reserve.'],
    'retry.idempotencyKey': [
      'idempotency key',
      'Sent with every try of a write, so that a write already done is not done again.',
    ],
    breaker: ['circuit breaker', `After too many failures nobody asks ${the} for a while.`],
    'breaker.failures': ['failures', 'So many within the window open it.'],
    'breaker.windowMillis': ['window', 'How long a failure counts.'],
    'breaker.openMillis': ['open for', 'Until one call may find out whether it works again.'],
    'breaker.successes': ['successes', 'So many such calls in a row close it.'],
    fallback: ['fallback', `What becomes of a request when ${the} does not answer it for good.`],
    'fallback.answer': [
      'answer',
      'Degraded: the server goes on without, and says so. Error: it answers with an error of its own.',
    ],
    bulkhead: ['bulkhead', `A bound on calls to ${the} at a time.`],
    'bulkhead.limit': ['limit', 'Calls at a time; one more is turned away.'],
  };
  const entries = Object.entries(texts).map(([path, [name, help]]) => [
    `${dependency}.${path}`,
    [`${label}: ${name}`, help],
  ]);
  return Object.fromEntries(entries) as PolicyTexts<Dependency>;
};

/** Of a pool of connections to a dependency. */
export const poolWords = <Dependency extends string>(
  dependency: Dependency,
  label: string,
  the: string,
): PoolTexts<Dependency> => {
  const texts: Record<string, ParameterText> = {
    pool: ['connection pool', `Calls to ${the} share connections that stay open.`],
    'pool.size': ['connections', 'Of one process to one server; twice its cores and one.'],
    'pool.waitMillis': ['wait', 'How long a call waits for a connection before it fails.'],
  };
  const entries = Object.entries(texts).map(([path, [name, help]]) => [
    `${dependency}.${path}`,
    [`${label}: ${name}`, help],
  ]);
  return Object.fromEntries(entries) as PoolTexts<Dependency>;
};

export const connectionLimitWords = {
  connectionLimit: [
    'connection limit',
    'A bound on the connections that clients have open, idle ones included.',
  ],
  'connectionLimit.maxConnections': ['max connections', 'All that may be open; one more is refused at once.'],
  'connectionLimit.reservedConnections': ['reserved', 'Of those, kept for administrators.'],
} as const satisfies Record<string, ParameterText>;

export const policyChoices = {
  degraded: 'degraded',
  error: 'error',
  refused: 'refused',
  idempotent: 'idempotent',
  any: 'any',
  fixed: 'fixed',
  fullJitter: 'full jitter',
  equalJitter: 'equal jitter',
} as const;

/** Of a path below a dependency that the scenario declares, which is called as it is written there. */
export function dependencyText(path: string): ParameterText | undefined {
  const [name = ''] = path.split('.');
  if (path === `${name}.timeoutMillis`) return [`${name}: timeout`, `How long a call to ${name} may take.`];
  const texts: Readonly<Record<string, ParameterText>> = {
    ...policyWords(name, name, name),
    ...poolWords(name, name, name),
  };
  return texts[path];
}
