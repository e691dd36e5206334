import { healthChecks } from '../../engine/model/health-checks.ts';
import type { ParameterSpec } from '../../engine/model/parameter-spec.ts';
import { serviceDistributions } from '../../engine/model/service-distributions.ts';

/** Remove: the next reader fetches it anew. Update: the writer puts the new value there itself. */
export const cacheOnWrite = ['remove', 'update'] as const;

export const appServerParameters = [
  { path: 'slots', unit: 'count', min: 1, max: 1_024, default: 8, integer: true },
  { path: 'queueCapacity', unit: 'count', min: 0, max: 100_000, default: 128, integer: true },
  { path: 'meanServiceMillis', unit: 'millis', min: 0, max: 60_000, default: 8 },
  {
    path: 'serviceDistribution',
    unit: 'choice',
    min: 0,
    max: 3,
    default: 2,
    integer: true,
    choices: serviceDistributions,
  },
  /** Log-normal only: standard deviation over mean. */
  { path: 'serviceCv', unit: 'factor', min: 0, max: 5, default: 1 },
  { path: 'cacheTimeoutMillis', unit: 'millis', min: 1, max: 600_000, default: 100, means: 'timeout' },
  /** What a confirmed write does to the cached entry. */
  { path: 'cacheOnWrite', unit: 'choice', min: 0, max: 1, default: 0, integer: true, choices: cacheOnWrite },
  { path: 'databaseTimeoutMillis', unit: 'millis', min: 1, max: 600_000, default: 1_000, means: 'timeout' },
  /** How a balancer's probe is answered: by the pool that serves requests, or by a port of its own. */
  {
    path: 'healthCheck',
    unit: 'choice',
    min: 0,
    max: 1,
    default: 0,
    integer: true,
    choices: healthChecks,
  },
  { path: 'startupMillis', unit: 'millis', min: 0, max: 600_000, default: 2_000 },
] as const satisfies readonly ParameterSpec[];
