import type { Fields } from '../../engine/model/parameter-spec.ts';
import { cacheStart, callTimeout, startup } from '../../engine/model/shared-specs.ts';

export const cdnParameters = {
  cacheCapacity: {
    type: 'quantity',
    unit: 'count',
    min: 0,
    max: 65_536,
    default: 1_000,
    integer: true,
    moves: { figure: 'databaseCalls', goes: 'down', from: 0, to: 10000 },
  },
  ttlMillis: {
    type: 'quantity',
    unit: 'millis',
    min: 1,
    max: 86_400_000,
    default: 30_000,
    moves: { figure: 'databaseCalls', goes: 'down', from: 1, to: 60000 },
  },
  /** Share of the keys whose answers may be kept here: what is the same for everyone. */
  cacheableKeys: {
    type: 'quantity',
    unit: 'ratio',
    min: 0,
    max: 1,
    default: 0.3,
    live: 'no',
    moves: { figure: 'databaseCalls', goes: 'down', from: 0, to: 1 },
  },
  cacheStart,
  /** Rules: share of the clients on the block list, and share of the requests that match a pattern. */
  blockedClients: {
    type: 'quantity',
    unit: 'ratio',
    min: 0,
    max: 1,
    default: 0,
    moves: { figure: 'failures', goes: 'up', from: 0, to: 0.5 },
  },
  matchedRequests: {
    type: 'quantity',
    unit: 'ratio',
    min: 0,
    max: 1,
    default: 0,
    moves: { figure: 'failures', goes: 'up', from: 0, to: 0.5 },
  },
  originTimeoutMillis: callTimeout(30_000),
  startupMillis: startup(1_000),
} as const satisfies Fields;
