/**
 * Least connections by a table of counters that anyone may write.
 *
 *   pick = the first server with the fewest counted;  its counter += 1;  release: counter −= 1, 0 at least
 *
 * Source: the article's least-connections balancer; held against `algorithms.leastConnections`. O(servers) per pick.
 * Known failure: of equals always the first is taken, so an idle group is one busy server; a release that comes twice or
 * for nobody goes unnoticed; without releases it is round robin; and a server that fails fast looks idle and gets
 * everything.
 */
import { checkIds, insist, list, readOptions } from '../../base/options.ts';
import type { Defect } from './defect.ts';

const key = (name: string): readonly string[] => ['algorithms', 'leastConnections', name];

export const defects: readonly Defect[] = [
  {
    name: 'firstOfEquals',
    keys: [key('idleSequential'), key('nginxIdleSequential')],
    right: 'leastConnections',
    what: 'Ties go to the first server, so one request at a time all go to the same one.',
  },
  {
    name: 'releaseForgotten',
    keys: [key('neverReleased')],
    right: 'leastConnections',
    what: 'Its caller never releases, so the counters only grow and it deals like round robin.',
  },
  {
    name: 'releaseUnchecked',
    keys: [key('doubleReleaseAndUnknown')],
    right: 'leastConnections',
    what: 'A second release takes nothing and is not noticed; one for an unknown server makes an entry for it.',
  },
  {
    name: 'fastFailureBlackHole',
    keys: [key('fastFailingServerBlackHole')],
    right: 'passiveHealth',
    what: 'A server that fails at once has the fewest connections, so it attracts nearly all requests.',
  },
];

export interface ConnectionCounterOptions {
  readonly servers: readonly string[];
}

export interface ConnectionCounter {
  readonly servers: string[];
  readonly counted: Map<string, number>;
}

export function create(given: ConnectionCounterOptions): ConnectionCounter {
  const { servers } = readOptions<ConnectionCounterOptions, ConnectionCounterOptions>(
    given,
    {},
    { servers: list('ids') },
  );
  insist(servers.length > 0, 'servers', 'one at least', servers);
  checkIds('servers', servers);
  return { servers: [...servers], counted: new Map(servers.map((id) => [id, 0])) };
}

export function pick(s: ConnectionCounter): string {
  let best = s.servers[0] as string;
  for (const id of s.servers) if (countOf(s, id) < countOf(s, best)) best = id;
  s.counted.set(best, countOf(s, best) + 1);
  return best;
}

/** Any id will do, as often as one likes: that is one of its defects. */
export function release(s: ConnectionCounter, id: string): void {
  s.counted.set(id, Math.max(0, countOf(s, id) - 1));
}

const countOf = (s: ConnectionCounter, id: string): number => s.counted.get(id) ?? 0;
