import { healthChecks } from '../../engine/model/health-checks.ts';
import type { ParameterSpec } from '../../engine/model/parameter-spec.ts';
import { serviceDistributions } from '../../engine/model/service-distributions.ts';

export const databaseParameters = [
  { path: 'waitForReplicas', unit: 'count', min: 0, max: 16, default: 0, integer: true },
  { path: 'replicationDelayMillis', unit: 'millis', min: 0, max: 60_000, default: 50 },
  { path: 'meanReadMillis', unit: 'millis', min: 0, max: 60_000, default: 2 },
  { path: 'meanWriteMillis', unit: 'millis', min: 0, max: 60_000, default: 4 },
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
  { path: 'connections', unit: 'count', min: 1, max: 1_024, default: 32, integer: true },
  { path: 'queueCapacity', unit: 'count', min: 0, max: 100_000, default: 256, integer: true },
  /** Lower is preferred by the sentinels; 0 = never promoted. */
  { path: 'replicaPriority', unit: 'count', min: 0, max: 1_000, default: 100, integer: true },
  /** How sentinels are answered: PostgreSQL serves each connection by a process of its own. */
  {
    path: 'healthCheck',
    unit: 'choice',
    min: 0,
    max: 1,
    default: 1,
    integer: true,
    choices: healthChecks,
  },
  { path: 'startupMillis', unit: 'millis', min: 0, max: 600_000, default: 1_000 },
] as const satisfies readonly ParameterSpec[];
