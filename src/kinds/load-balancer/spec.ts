import type { ParameterSpec } from '../../engine/model/parameter-spec.ts';

export const loadBalancerParameters = [
  { path: 'probeIntervalMillis', unit: 'millis', min: 100, max: 60_000, default: 2_000 },
  { path: 'probeTimeoutMillis', unit: 'millis', min: 10, max: 60_000, default: 1_000 },
  { path: 'fall', unit: 'count', min: 1, max: 20, default: 3, integer: true },
  { path: 'rise', unit: 'count', min: 1, max: 20, default: 2, integer: true },
  { path: 'serverTimeoutMillis', unit: 'millis', min: 10, max: 600_000, default: 30_000, means: 'timeout' },
  { path: 'startupMillis', unit: 'millis', min: 0, max: 600_000, default: 1_000 },
] as const satisfies readonly ParameterSpec[];
