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
import { stepForward } from './weighted-round-robin.ts';

export { release } from './passive-health.ts';
export { activeOf, setDown } from './peers.ts';

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
  let least: Peer<I> | undefined;
  let place = 0;
  let tied = false;
  for (let at = 0; at < s.peers.length; at += 1) {
    const peer = s.peers[at] as Peer<I>;
    if (peer.backup !== backup || tried?.has(peer.id) === true || !mayPick(s, peer, now)) continue;
    const gap = least === undefined ? -1 : compareLoad(peer, least);
    if (gap === 0) tied = true;
    if (gap >= 0) continue;
    least = peer;
    place = at;
    tied = false;
  }
  return least !== undefined && tied ? smoothestFrom(s, least, place, now, tried) : least;
}

/** Below 0 if `peer` has fewer requests under way for its weight than `other`. */
const compareLoad = <I extends Id>(peer: Peer<I>, other: Peer<I>): number =>
  peer.active * other.weight - other.active * peer.weight;

/** Smooth weighted round robin among `least`, which is the first at `place`, and those as busy as it. */
function smoothestFrom<I extends Id>(
  s: Peers<I>,
  least: Peer<I>,
  place: number,
  now: Micros,
  tried: PickContext<I>['tried'],
): Peer<I> {
  let best = least;
  let total = 0;
  for (let at = place; at < s.peers.length; at += 1) {
    const peer = s.peers[at] as Peer<I>;
    if (peer.backup !== least.backup || compareLoad(peer, least) !== 0) continue;
    if (tried?.has(peer.id) === true || !mayPick(s, peer, now)) continue;
    total += stepForward(peer);
    if (peer.currentWeight > best.currentWeight) best = peer;
  }
  best.currentWeight -= total;
  return best;
}
