/** English: words of parameters that several kinds have, because they have the mechanism. */
import type { ParameterText } from './kind-words.ts';

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
