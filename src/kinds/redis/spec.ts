import { cacheStarts } from '../../engine/model/cache-starts.ts';
import type { ParameterSpec } from '../../engine/model/parameter-spec.ts';
import { serviceDistributions } from '../../engine/model/service-distributions.ts';

export const redisParameters = [
  /** Entries and sessions together; the one used least recently goes first (`maxmemory-policy allkeys-lru`). */
  { path: 'maxEntries', unit: 'count', min: 1, max: 1_000_000, default: 3_000, integer: true },
  { path: 'entryTtlMillis', unit: 'millis', min: 1, max: 86_400_000, default: 60_000 },
  { path: 'sessionTtlMillis', unit: 'millis', min: 1, max: 86_400_000, default: 1_800_000 },
  {
    path: 'cacheStart',
    unit: 'choice',
    min: 0,
    max: 1,
    default: 0,
    integer: true,
    fixed: true,
    choices: cacheStarts,
  },
  { path: 'replicationDelayMillis', unit: 'millis', min: 0, max: 60_000, default: 1 },
  { path: 'meanCommandMillis', unit: 'millis', min: 0, max: 60_000, default: 0.1 },
  {
    path: 'serviceDistribution',
    unit: 'choice',
    min: 0,
    max: 3,
    default: 0,
    integer: true,
    choices: serviceDistributions,
  },
  { path: 'serviceCv', unit: 'factor', min: 0, max: 5, default: 1 },
  { path: 'queueCapacity', unit: 'count', min: 0, max: 100_000, default: 10_000, integer: true },
  /** Lower is preferred by the sentinels; 0 = never promoted. */
  { path: 'replicaPriority', unit: 'count', min: 0, max: 1_000, default: 100, integer: true },
  { path: 'startupMillis', unit: 'millis', min: 0, max: 600_000, default: 1_000 },
] as const satisfies readonly ParameterSpec[];
