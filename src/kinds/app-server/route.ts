/** What an app server does for every request. */
import type { Step } from '../../engine/model/route.ts';

interface Surroundings {
  readonly hasCache: boolean;
  readonly hasStore: boolean;
  readonly hasService: boolean;
}

/**
 * Work, the external service if a write needs it (an order is paid before it is stored), then the store. With a cache
 * look-aside: is the client signed in, is the value at hand? If not, the client signs in, the store is asked, and what
 * it said goes into the cache. A cache that fails is done without.
 */
export function defaultRoute({ hasCache, hasStore, hasService }: Surroundings): readonly Step[] {
  const pay: readonly Step[] = hasService
    ? [{ do: 'when', all: ['write'], steps: [{ do: 'ask', of: 'service' }] }]
    : [];
  if (!hasStore) return [{ do: 'work' }, ...pay];
  if (!hasCache) return [{ do: 'work' }, ...pay, { do: 'ask', of: 'database' }];
  return [
    { do: 'work' },
    { do: 'ask', of: 'cache', verb: 'get', mayFail: true },
    { do: 'when', all: ['signedOut'], steps: [{ do: 'ask', of: 'database', verb: 'signIn' }] },
    { do: 'when', all: ['found', 'read'], steps: [{ do: 'answer' }] },
    ...pay,
    { do: 'ask', of: 'database' },
    { do: 'ask', of: 'cache', verb: 'put', mayFail: true },
  ];
}
