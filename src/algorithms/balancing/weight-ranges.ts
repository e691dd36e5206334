/**
 * A number line on which each server holds as much room as it weighs, for balancers that draw or hash a number.
 *
 *   server i holds  [Σ weights before i, Σ weights up to i);  a backup holds nothing, a down server keeps its room
 *
 * Source: nginx 1.22 `ngx_http_upstream_update_random` (its hashes walk the same line step by step). O(log servers) per
 * number. Known failure: the line knows no health; who lands on a server that is out must draw or hash again.
 */
import type { Id, Peer, Peers, PickContext } from './peers.ts';

export interface WeightRanges {
  /** Where the room of each server begins. */
  readonly starts: Float64Array;
  readonly total: number;
}

/** Numbers that land on no available server are given up after so many, nginx's own figure. */
export const maxTries = 20;

export function weightRanges<I extends Id>(peers: readonly Peer<I>[]): WeightRanges {
  const starts = new Float64Array(peers.length);
  let total = 0;
  peers.forEach((peer, place) => {
    starts[place] = total;
    if (!peer.backup) total += peer.weight;
  });
  return { starts, total };
}

/** The place of the server that holds `point`, 0 ≤ point < total: the last whose room begins at or before it. */
export function placeAt({ starts }: WeightRanges, point: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) <= point) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The tries a walk from the start has. Each server that was tried is met once more where it was picked, which nginx, who
 * walks on from there, does not count.
 */
export function triesFor<I extends Id>(s: Peers<I>, { tried }: PickContext<I>): number {
  if (tried === undefined) return maxTries;
  let most = maxTries;
  for (const peer of s.peers) if (tried.has(peer.id)) most += 1;
  return most;
}
