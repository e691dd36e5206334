import type { Fields } from '../../engine/model/parameter-spec.ts';
import { cacheStart, callTimeout, startup } from '../../engine/model/shared-specs.ts';

export const cdnParameters = {
  cacheCapacity: { type: 'quantity', unit: 'count', min: 0, max: 65_536, default: 1_000, integer: true },
  ttlMillis: { type: 'quantity', unit: 'millis', min: 1, max: 86_400_000, default: 30_000 },
  /** Share of the keys whose answers may be kept here: what is the same for everyone. */
  cacheableKeys: { type: 'quantity', unit: 'ratio', min: 0, max: 1, default: 0.3, live: 'no' },
  cacheStart,
  /** Rules: share of the clients on the block list, and share of the requests that match a pattern. */
  blockedClients: { type: 'quantity', unit: 'ratio', min: 0, max: 1, default: 0 },
  matchedRequests: { type: 'quantity', unit: 'ratio', min: 0, max: 1, default: 0 },
  originTimeoutMillis: callTimeout(30_000),
  startupMillis: startup(1_000),
} as const satisfies Fields;
