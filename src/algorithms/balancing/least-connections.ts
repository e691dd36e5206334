/**
 * Least connections: the server with the fewest requests under way for its weight. Among equals it is smooth weighted
 * round robin, and only they take part in the turn.
 *
 *   pick = min activeᵢ / weightᵢ,  compared without dividing:  activeᵢ · weightⱼ < activeⱼ · weightᵢ
 *
 * Source: nginx 1.22 `ngx_http_upstream_least_conn_module.c`, the fallback to backups included. O(servers) per pick, no
 * allocation. Known failure: a server that fails fast has few requests under way, so it draws the traffic to itself; a new
 * or recovered one gets every request until it has caught up; and each balancer sees only the requests it sent itself.
 */
import type { Micros } from '../../base/units.ts';
import { mayPick, pickBy } from './passive-health.ts';
import {
  type BalancerOptions,
  createPeers,
  type Id,
  type Peer,
  type Peers,
  type PickContext,
} from './peers.ts';
import { smoothestOf } from './weighted-round-robin.ts';

export { release } from './passive-health.ts';
export { activeOf, cancel, retunePeers as retune, setDown } from './peers.ts';

export type LeastConnections<I extends Id> = Peers<I>;

export function create<I extends Id>(options: BalancerOptions<I>): LeastConnections<I> {
  return createPeers(options);
}

/** The least busy server for its weight; a backup only if there is no other; undefined if none is available. */
export function pick<I extends Id>(s: LeastConnections<I>, context: PickContext<I>): I | undefined {
  return pickBy(leastBusy, s, context);
}

function leastBusy<I extends Id>(
  s: Peers<I>,
  backup: boolean,
  now: Micros,
  tried: PickContext<I>['tried'],
): Peer<I> | undefined {
  let least = -1;
  let tied = false;
  for (let place = 0; place < s.peers.length; place += 1) {
    const peer = s.peers[place] as Peer<I>;
    if (peer.backup !== backup || !mayPick(s, peer, now, tried)) continue;
    const gap = least < 0 ? -1 : compareLoad(peer, s.peers[least] as Peer<I>);
    if (gap === 0) tied = true;
    if (gap >= 0) continue;
    least = place;
    tied = false;
  }
  return tied ? smoothestOf(s, backup, now, tried, isAsBusy, least) : s.peers[least];
}

/** Below 0 if `peer` has fewer requests under way for its weight than `other`. */
const compareLoad = <I extends Id>(peer: Peer<I>, other: Peer<I>): number =>
  peer.active * other.weight - other.active * peer.weight;

function isAsBusy<I extends Id>(s: Peers<I>, place: number, _now: Micros, least: number): boolean {
  return compareLoad(s.peers[place] as Peer<I>, s.peers[least] as Peer<I>) === 0;
}
