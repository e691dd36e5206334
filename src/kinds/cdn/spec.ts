import { cacheStarts } from '../../engine/model/cache-starts.ts';
import type { ParameterSpec } from '../../engine/model/parameter-spec.ts';

export const cdnParameters = [
  { path: 'cacheCapacity', unit: 'count', min: 0, max: 65_536, default: 1_000, integer: true },
  { path: 'ttlMillis', unit: 'millis', min: 1, max: 86_400_000, default: 30_000 },
  /** Share of the keys whose answers may be kept here: what is the same for everyone. */
  { path: 'cacheableKeys', unit: 'ratio', min: 0, max: 1, default: 0.3, fixed: true },
  {
    path: 'cacheStart',
    unit: 'choice',
    min: 0,
    max: 1,
    default: 0,
    integer: true,
    fixed: true,
    choices: cacheStarts,
  },
  /** Rules: share of the clients on the block list, and share of the requests that match a pattern. */
  { path: 'blockedClients', unit: 'ratio', min: 0, max: 1, default: 0 },
  { path: 'matchedRequests', unit: 'ratio', min: 0, max: 1, default: 0 },
  { path: 'originTimeoutMillis', unit: 'millis', min: 1, max: 600_000, default: 30_000, means: 'timeout' },
  { path: 'startupMillis', unit: 'millis', min: 0, max: 600_000, default: 1_000 },
] as const satisfies readonly ParameterSpec[];
