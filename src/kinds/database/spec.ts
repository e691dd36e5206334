import type { Fields } from '../../engine/model/parameter-spec.ts';
import { connectionLimitFields } from '../../engine/model/policy-specs.ts';
import {
  healthCheck,
  meanMillis,
  queueCapacity,
  replicaPriority,
  replicationDelay,
  serviceTimes,
  startup,
} from '../../engine/model/shared-specs.ts';

export const databaseParameters = {
  waitForReplicas: {
    type: 'quantity',
    unit: 'count',
    min: 0,
    max: 16,
    default: 0,
    integer: true,
    means: 'confirmations',
    moves: { figure: 'lost', goes: 'down', from: 0, to: 1 },
  },
  replicationDelayMillis: replicationDelay(50),
  meanReadMillis: { ...meanMillis(2), means: 'readWork' },
  meanWriteMillis: { ...meanMillis(4), means: 'writeWork' },
  ...serviceTimes('exponential'),
  connections: {
    type: 'quantity',
    unit: 'count',
    min: 1,
    max: 1_024,
    default: 32,
    integer: true,
    means: 'capacity',
    moves: { figure: 'utilization', goes: 'down', from: 4, to: 16 },
  },
  queueCapacity: queueCapacity(256),
  /** How many connections clients may have open, idle ones included. */
  connectionLimit: {
    type: 'section',
    optional: true,
    moves: { figure: 'connectionRefusals', goes: 'up', from: 'off', to: 'on' },
    fields: connectionLimitFields,
  },
  replicaPriority,
  /** How sentinels are answered: PostgreSQL serves each connection by a process of its own. */
  healthCheck: healthCheck('separate'),
  startupMillis: startup(1_000),
} as const satisfies Fields;
