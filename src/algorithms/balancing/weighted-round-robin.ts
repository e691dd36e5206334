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
export { activeOf, cancel, retunePeers as retune, setDown } from './peers.ts';

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
  return smoothestOf(s, backup, now, tried, undefined, 0);
}

/** Whether the server at `place` ties with `least`, which is what the caller compares: a place, a cost. */
type IsTied<S> = (s: S, place: number, now: Micros, least: number) => boolean;

/** The turn among all available servers or, with `isTied`, among those of them that tie. */
export function smoothestOf<I extends Id, S extends Peers<I>>(
  s: S,
  backup: boolean,
  now: Micros,
  tried: PickContext<I>['tried'],
  isTied: IsTied<S> | undefined,
  least: number,
): Peer<I> | undefined {
  let best: Peer<I> | undefined;
  let total = 0;
  for (let place = 0; place < s.peers.length; place += 1) {
    const peer = s.peers[place] as Peer<I>;
    if (peer.backup !== backup || (isTied !== undefined && !isTied(s, place, now, least))) continue;
    if (!mayPick(s, peer, now, tried)) continue;
    total += stepForward(peer);
    if (best === undefined || peer.currentWeight > best.currentWeight) best = peer;
  }
  if (best !== undefined) best.currentWeight -= total;
  return best;
}

/** One peer's part of a comparison; hands back the effective weight it was compared with. */
function stepForward<I extends Id>(peer: Peer<I>): number {
  const { effectiveWeight } = peer;
  peer.currentWeight += effectiveWeight;
  if (effectiveWeight < peer.weight) peer.effectiveWeight += 1;
  return effectiveWeight;
}
