/**
 * Round robin: each server in turn, passing over those that are not available or already tried for this request.
 *
 *   pick = the first available server at or after `next`;  next = the place behind it
 *
 * Source: as old as time sharing; nginx without weights deals the same way as long as nobody fails. O(1) per pick,
 * O(servers) when many are passed over; no allocation. Known failure: it counts requests, not work, so a slow server gets
 * as many as a fast one, and weights are beyond it (they are refused).
 */
import { insist } from '../../base/options.ts';
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

export interface RoundRobin<I extends Id> extends Peers<I> {
  /** Where the next search begins. */
  next: number;
}

export function create<I extends Id>(options: BalancerOptions<I>): RoundRobin<I> {
  const peers = createPeers(options);
  peers.peers.forEach(({ weight }, place) => {
    insist(weight === 1, `servers[${place}].weight`, '1: weightedRoundRobin weighs', weight);
  });
  return { ...peers, next: 0 };
}

/** The next server in turn; a backup only if there is no other; undefined if none is available. */
export function pick<I extends Id>(s: RoundRobin<I>, context: PickContext<I>): I | undefined {
  return pickBy(following, s, context);
}

function following<I extends Id>(
  s: RoundRobin<I>,
  backup: boolean,
  now: Micros,
  tried: PickContext<I>['tried'],
): Peer<I> | undefined {
  const count = s.peers.length;
  for (let step = 0; step < count; step += 1) {
    const place = s.next + step < count ? s.next + step : s.next + step - count;
    const peer = s.peers[place] as Peer<I>;
    if (peer.backup !== backup || !mayPick(s, peer, now, tried)) continue;
    s.next = place + 1 === count ? 0 : place + 1;
    return peer;
  }
  return undefined;
}
