import type { Fields } from '../../engine/model/parameter-spec.ts';
import {
  healthCheck,
  meanMillis,
  queueCapacity,
  serviceTimes,
  startup,
} from '../../engine/model/shared-specs.ts';

export const stationParameters = {
  servers: {
    type: 'quantity',
    unit: 'count',
    min: 1,
    max: 1_024,
    default: 1,
    integer: true,
    means: 'capacity',
    moves: { figure: 'utilization', goes: 'down', from: 2, to: 8 },
  },
  queueCapacity: queueCapacity(1_000_000, 1_000_000),
  meanServiceMillis: meanMillis(10),
  ...serviceTimes('exponential'),
  healthCheck: healthCheck('queued'),
  startupMillis: startup(1_000),
} as const satisfies Fields;
