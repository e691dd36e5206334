import type { Fields } from '../../engine/model/parameter-spec.ts';
import { startup } from '../../engine/model/shared-specs.ts';

export const sentinelParameters = {
  downAfterMillis: {
    type: 'quantity',
    unit: 'millis',
    min: 100,
    max: 600_000,
    default: 1_000,
    means: 'silence',
    moves: { figure: 'verdictDelay', goes: 'up', from: 500, to: 3000 },
  },
  quorum: {
    type: 'quantity',
    unit: 'count',
    min: 1,
    max: 9,
    default: 2,
    integer: true,
    means: 'quorum',
    moves: { figure: 'promotions', goes: 'down', from: 2, to: 3 },
  },
  pingIntervalMillis: {
    type: 'quantity',
    unit: 'millis',
    min: 100,
    max: 10_000,
    default: 1_000,
    moves: { figure: 'verdictDelay', goes: 'up', from: 100, to: 1_000 },
  },
  failoverTimeoutMillis: {
    type: 'quantity',
    unit: 'millis',
    min: 1_000,
    max: 600_000,
    default: 6_000,
    moves: { figure: 'elections', goes: 'down', from: 1000, to: 20000 },
  },
  startupMillis: startup(1_000),
} as const satisfies Fields;
