/**
 * Smooth weighted round robin: in each period every server is picked as often as its weight says, spread out rather than
 * in a row (5/1/1 → A A B A C A A).
 *
 *   each pick: currentWeightᵢ += effectiveWeightᵢ for all available i;  pick the largest, the first of equals;
 *   currentWeight of the picked −= Σ effectiveWeightᵢ;  effectiveWeightᵢ += 1 up to weightᵢ
 *
 * Source: nginx 1.22 `ngx_http_upstream_get_peer` (I. Sysoev; "smooth" since 1.3.1). O(servers) per pick, no allocation.
 * Known failure: it counts requests, not work; and each process of a balancer that does not share it has a turn of its own.
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

export { release } from './passive-health.ts';
export { activeOf, setDown } from './peers.ts';

export type WeightedRoundRobin<I extends Id> = Peers<I>;

export function create<I extends Id>(options: BalancerOptions<I>): WeightedRoundRobin<I> {
  return createPeers(options);
}

/** The next server in its weighted turn; a backup only if there is no other; undefined if none is available. */
export function pick<I extends Id>(s: WeightedRoundRobin<I>, context: PickContext<I>): I | undefined {
  return pickBy(smoothest, s, context);
}

function smoothest<I extends Id>(
  s: Peers<I>,
  backup: boolean,
  now: Micros,
  tried: PickContext<I>['tried'],
): Peer<I> | undefined {
  let best: Peer<I> | undefined;
  let total = 0;
  for (const peer of s.peers) {
    if (peer.backup !== backup || tried?.has(peer.id) === true || !mayPick(s, peer, now)) continue;
    total += stepForward(peer);
    if (best === undefined || peer.currentWeight > best.currentWeight) best = peer;
  }
  if (best !== undefined) best.currentWeight -= total;
  return best;
}

/** One peer's part of a comparison; hands back the effective weight it was compared with. */
export function stepForward<I extends Id>(peer: Peer<I>): number {
  const { effectiveWeight } = peer;
  peer.currentWeight += effectiveWeight;
  if (effectiveWeight < peer.weight) peer.effectiveWeight += 1;
  return effectiveWeight;
}
