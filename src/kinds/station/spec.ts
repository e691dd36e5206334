import { healthChecks } from '../../engine/model/health-checks.ts';
import type { ParameterSpec } from '../../engine/model/parameter-spec.ts';
import { serviceDistributions } from '../../engine/model/service-distributions.ts';

export const stationParameters = [
  { path: 'servers', unit: 'count', min: 1, max: 1_024, default: 1, integer: true },
  { path: 'queueCapacity', unit: 'count', min: 0, max: 1_000_000, default: 1_000_000, integer: true },
  { path: 'meanServiceMillis', unit: 'millis', min: 0, max: 60_000, default: 10 },
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
  {
    path: 'healthCheck',
    unit: 'choice',
    min: 0,
    max: 1,
    default: 0,
    integer: true,
    choices: healthChecks,
  },
  { path: 'startupMillis', unit: 'millis', min: 0, max: 600_000, default: 1_000 },
] as const satisfies readonly ParameterSpec[];
