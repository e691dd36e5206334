/**
 * Round robin: each server in turn, passing over those that are down or already tried for this request. Source: as old
 * as time sharing; nginx without weights picks the same way. O(1) per pick, O(servers) when many are passed over; no
 * allocation. Known failure: it counts requests, not work, so a slow server gets as many as a fast one.
 */
import { assert } from '../../base/assert.ts';

export interface Peer<Id> {
  readonly id: Id;
  down: boolean;
  active: number;
}

export interface RoundRobin<Id> {
  readonly peers: Peer<Id>[];
  /** Where the next search begins. */
  next: number;
}

export interface RoundRobinOptions<Id> {
  readonly servers: readonly { readonly id: Id; readonly down?: boolean }[];
}

export interface PickOptions<Id> {
  readonly tried?: { has(id: Id): boolean };
}

export function create<Id extends string | number>(options: RoundRobinOptions<Id>): RoundRobin<Id> {
  const ids = options.servers.map((server) => server.id);
  assert(new Set(ids).size === ids.length, 'servers: each id once');
  return {
    peers: options.servers.map(({ id, down }) => ({ id, down: down ?? false, active: 0 })),
    next: 0,
  };
}

/** The next server in turn; undefined if every one is down or tried. */
export function pick<Id extends string | number>(
  s: RoundRobin<Id>,
  options?: PickOptions<Id>,
): Id | undefined {
  const count = s.peers.length;
  for (let step = 0; step < count; step += 1) {
    const index = s.next + step < count ? s.next + step : s.next + step - count;
    const peer = s.peers[index];
    if (peer === undefined || peer.down || options?.tried?.has(peer.id) === true) continue;
    s.next = index + 1 === count ? 0 : index + 1;
    peer.active += 1;
    return peer.id;
  }
  return undefined;
}

/**
 * The request sent to `id` has ended, one way or the other. Whoever knows the server's `place` in the list says it, so
 * that it need not be searched for.
 */
export function release<Id extends string | number>(s: RoundRobin<Id>, id: Id, place?: number): void {
  const peer = place === undefined ? peerOf(s, id) : s.peers[place];
  assert(peer !== undefined && peer.id === id && peer.active > 0, 'release: only what was picked');
  peer.active -= 1;
}

/** Takes a server out of rotation or puts it back; its place in the turn stays. */
export function setDown<Id extends string | number>(s: RoundRobin<Id>, id: Id, down: boolean): void {
  peerOf(s, id).down = down;
}

export function activeOf<Id extends string | number>(s: RoundRobin<Id>, id: Id): number {
  return peerOf(s, id).active;
}

function peerOf<Id extends string | number>(s: RoundRobin<Id>, id: Id): Peer<Id> {
  for (const peer of s.peers) if (peer.id === id) return peer;
  assert(false, 'id: one of the servers');
}
