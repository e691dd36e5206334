/** What an app server does for every request. */
import type { Step } from '../../engine/model/route.ts';

/**
 * Work, then the store. With a cache look-aside: is the client signed in, is the value at hand? If not, the client signs in,
 * the store is asked, and what it said goes into the cache. A cache that fails is done without.
 */
export function defaultRoute(hasCache: boolean, hasStore: boolean): readonly Step[] {
  if (!hasStore) return [{ do: 'work' }];
  if (!hasCache) return [{ do: 'work' }, { do: 'ask', of: 'database' }];
  return [
    { do: 'work' },
    { do: 'ask', of: 'cache', verb: 'get', mayFail: true },
    { do: 'when', all: ['signedOut'], steps: [{ do: 'ask', of: 'database', verb: 'signIn' }] },
    { do: 'when', all: ['found', 'read'], steps: [{ do: 'answer' }] },
    { do: 'ask', of: 'database' },
    { do: 'ask', of: 'cache', verb: 'put', mayFail: true },
  ];
}
