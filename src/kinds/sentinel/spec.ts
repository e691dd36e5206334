import type { Fields } from '../../engine/model/parameter-spec.ts';
import { startup } from '../../engine/model/shared-specs.ts';

export const sentinelParameters = {
  downAfterMillis: { type: 'quantity', unit: 'millis', min: 100, max: 600_000, default: 1_000 },
  quorum: { type: 'quantity', unit: 'count', min: 1, max: 9, default: 2, integer: true },
  pingIntervalMillis: { type: 'quantity', unit: 'millis', min: 100, max: 10_000, default: 1_000 },
  failoverTimeoutMillis: { type: 'quantity', unit: 'millis', min: 1_000, max: 600_000, default: 6_000 },
  startupMillis: startup(1_000),
} as const satisfies Fields;
