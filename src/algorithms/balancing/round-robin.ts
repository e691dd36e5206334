/**
 * Round robin: each server in turn, passing over those that are not available or already tried for this request. A server
 * of weight w has w turns in a row.
 *
 *   pick = the first available server at or after `next`;  next = the place behind it, once its turns are used up
 *
 * Source: as old as time sharing; nginx without weights deals the same way as long as nobody fails. O(1) per pick,
 * O(servers) when many are passed over; no allocation. Known failure: it counts requests, not work, so a slow server gets
 * as many as a fast one; and weights come in bursts (5/1/1 → A A A A A B C), which `weightedRoundRobin` spreads.
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

export interface RoundRobin<I extends Id> extends Peers<I> {
  /** Where the next search begins. */
  next: number;
  /** Turns in a row that the server at `next` still has; 0 = all of them. */
  left: number;
}

export function create<I extends Id>(options: BalancerOptions<I>): RoundRobin<I> {
  return { ...createPeers(options), next: 0, left: 0 };
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
    const left = (place === s.next && s.left > 0 ? s.left : peer.weight) - 1;
    s.left = left;
    if (left > 0) s.next = place;
    else s.next = place + 1 === count ? 0 : place + 1;
    return peer;
  }
  return undefined;
}
