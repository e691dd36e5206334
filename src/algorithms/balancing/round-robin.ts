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
  retunePeers,
} from './peers.ts';

export { release } from './passive-health.ts';
export { activeOf, cancel, setDown } from './peers.ts';

interface Turn {
  /** Where the next search begins. */
  next: number;
  /** Turns in a row that the server at `next` still has; 0 = all of them. */
  left: number;
}

export interface RoundRobin<I extends Id> extends Peers<I> {
  readonly turn: Turn;
  /** Backups have a turn of their own: who stands in for the others does not disturb theirs. */
  readonly backupTurn: Turn;
}

export function create<I extends Id>(options: BalancerOptions<I>): RoundRobin<I> {
  return { ...createPeers(options), turn: { next: 0, left: 0 }, backupTurn: { next: 0, left: 0 } };
}

/** New servers and options; the search goes on at the same place of the new list. @throws OptionError */
export function retune<I extends Id>(s: RoundRobin<I>, options: BalancerOptions<I>): void {
  retunePeers(s, options);
  for (const turn of [s.turn, s.backupTurn]) {
    if (turn.next >= s.peers.length) turn.next = 0;
    turn.left = 0;
  }
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
  const turn = backup ? s.backupTurn : s.turn;
  for (let step = 0; step < count; step += 1) {
    const place = turn.next + step < count ? turn.next + step : turn.next + step - count;
    const peer = s.peers[place] as Peer<I>;
    if (peer.backup !== backup || !mayPick(s, peer, now, tried)) continue;
    const left = (place === turn.next && turn.left > 0 ? turn.left : peer.weight) - 1;
    turn.left = left;
    if (left > 0) turn.next = place;
    else turn.next = place + 1 === count ? 0 : place + 1;
    return peer;
  }
  return undefined;
}
