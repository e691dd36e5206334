import type { ParameterSpec } from '../../engine/model/parameter-spec.ts';

export const sentinelParameters = [
  { path: 'downAfterMillis', unit: 'millis', min: 100, max: 600_000, default: 1_000 },
  { path: 'quorum', unit: 'count', min: 1, max: 9, default: 2, integer: true },
  { path: 'pingIntervalMillis', unit: 'millis', min: 100, max: 10_000, default: 1_000 },
  { path: 'failoverTimeoutMillis', unit: 'millis', min: 1_000, max: 600_000, default: 6_000 },
  { path: 'startupMillis', unit: 'millis', min: 0, max: 600_000, default: 1_000 },
] as const satisfies readonly ParameterSpec[];
