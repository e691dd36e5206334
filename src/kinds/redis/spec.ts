import type { Fields } from '../../engine/model/parameter-spec.ts';
import {
  cacheStart,
  meanMillis,
  queueCapacity,
  replicaPriority,
  replicationDelay,
  serviceTimes,
  startup,
} from '../../engine/model/shared-specs.ts';

export const redisParameters = {
  /** Entries and sessions together; the one used least recently goes first (`maxmemory-policy allkeys-lru`). */
  maxEntries: {
    type: 'quantity',
    unit: 'count',
    min: 1,
    max: 1_000_000,
    default: 3_000,
    integer: true,
    moves: { figure: 'databaseCalls', goes: 'down', from: 600, to: 5000 },
  },
  entryTtlMillis: {
    type: 'quantity',
    unit: 'millis',
    min: 1,
    max: 86_400_000,
    default: 60_000,
    moves: { figure: 'databaseCalls', goes: 'down', from: 1, to: 60000 },
  },
  sessionTtlMillis: {
    type: 'quantity',
    unit: 'millis',
    min: 1,
    max: 86_400_000,
    default: 1_800_000,
    moves: { figure: 'databaseCalls', goes: 'down', from: 1, to: 60000 },
  },
  cacheStart,
  replicationDelayMillis: replicationDelay(1),
  meanCommandMillis: meanMillis(0.1),
  ...serviceTimes('exponential'),
  queueCapacity: queueCapacity(10_000),
  replicaPriority,
  startupMillis: startup(1_000),
} as const satisfies Fields;
