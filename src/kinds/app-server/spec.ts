import type { Fields } from '../../engine/model/parameter-spec.ts';
import { callPolicyFields, storePolicyFields } from '../../engine/model/policy-specs.ts';
import {
  callTimeout,
  healthCheck,
  meanMillis,
  queueCapacity,
  serviceTimes,
  startup,
} from '../../engine/model/shared-specs.ts';

export const appServerParameters = {
  /** Threads keep one while a request waits for others, as a blocking pool; an event loop, as Node.js, works on one at a time. */
  concurrency: {
    type: 'choice',
    choices: ['threads', 'eventLoop'],
    default: 'threads',
    live: 'no',
    moves: { figure: 'utilization', goes: 'up', from: 'threads', to: 'eventLoop' },
  },
  slots: {
    type: 'quantity',
    unit: 'count',
    min: 1,
    max: 1_024,
    default: 8,
    integer: true,
    means: 'capacity',
    shownWhen: { concurrency: 'threads' },
    moves: { figure: 'utilization', goes: 'down', from: 4, to: 16 },
  },
  queueCapacity: { ...queueCapacity(128), shownWhen: { concurrency: 'threads' } },
  meanServiceMillis: meanMillis(8),
  ...serviceTimes('logNormal'),
  cacheTimeoutMillis: {
    ...callTimeout(100),
    moves: { figure: 'databaseCalls', goes: 'down', from: 1, to: 5_000 },
  },
  /** What a confirmed write does to the cached entry: the next reader fetches it anew, or the writer puts it there. */
  cacheOnWrite: {
    type: 'choice',
    choices: ['remove', 'update'],
    default: 'remove',
    moves: { figure: 'databaseCalls', goes: 'down', from: 'remove', to: 'update' },
  },
  databaseTimeoutMillis: callTimeout(1_000),
  /** How calls to the database are made, beyond their timeout. */
  database: { type: 'section', fields: storePolicyFields },
  serviceTimeoutMillis: {
    ...callTimeout(5_000),
    moves: { figure: 'failures', goes: 'down', from: 10, to: 5_000 },
  },
  /** How calls to the external service are made, beyond their timeout. */
  service: { type: 'section', fields: callPolicyFields },
  healthCheck: healthCheck('queued'),
  startupMillis: startup(2_000),
} as const satisfies Fields;
