/**
 * Balancing by the hash of a key: equal keys meet the same server, whose cache then is warm for them. Consistent: a server
 * more or less moves only the keys it takes or gives.
 *
 *   consistent:  160 × weight points per server, p₀ = 0, pᵢ₊₁ = crc32(host, 0, port, pᵢ as four bytes, low first);
 *                the first point ≥ crc32(key) owns it;  is its server out, the next point, 20 times at most
 *   plain:       h = Σ ((crc32(rehash number, key) ≫ 16) ∧ 0x7FFF), the number left out at first;
 *                the server that holds h mod Σ weights;  is it out, the next rehash number, 20 times at most
 *   and then it is the next in weighted turn
 *
 * Source: nginx 1.22 `ngx_http_upstream_hash_module.c` (points as in Cache::Memcached::Fast, plain as in
 * Cache::Memcached). A server's id is its text: "127.0.0.1:21001" has host and port. O(log points) per pick, O(points log
 * points) to create. Known failure: it balances keys, not load: one hot key is one hot server, and with 160 points the
 * shares differ by some 8 %; plain moves most keys when a server is added.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { check, checkIds, insist, table, yesOrNo } from '../../base/options.ts';
import { firstAtOrAfter } from '../../base/sorted.ts';
import { crc32, crc32Finish, crc32Start, crc32Update } from '../hashing/crc32.ts';
import { mayPick, sendTo } from './passive-health.ts';
import {
  type BalancerOptions,
  createPeers,
  type Id,
  type Peer,
  type Peers,
  type PickContext,
  retunePeers,
} from './peers.ts';
import { maxTries, placeAt, triesFor, type WeightRanges, weightRanges } from './weight-ranges.ts';
import { pick as pickInTurn } from './weighted-round-robin.ts';

export { release } from './passive-health.ts';
export { activeOf, cancel, setDown } from './peers.ts';

export interface ConsistentHashBalancerOptions<I extends Id> extends BalancerOptions<I> {
  /** False: nginx's `hash` without `consistent`. */
  readonly consistent?: boolean;
}

export interface ConsistentHashBalancer<I extends Id> extends Peers<I> {
  consistent: boolean;
  ranges: WeightRanges;
  /** Ascending, each once; empty if not consistent. */
  points: Uint32Array;
  /** The place of the server that owns each point. */
  owners: Uint32Array;
}

const pointsPerWeight = 160;

export function create<I extends Id>(given: ConsistentHashBalancerOptions<I>): ConsistentHashBalancer<I> {
  const { consistent, options } = readRing(given);
  const peers = createPeers(options);
  checkTexts(peers.peers);
  return { ...peers, consistent, ...linesOf(peers.peers, consistent) };
}

/** @throws OptionError */
export function retune<I extends Id>(
  s: ConsistentHashBalancer<I>,
  given: ConsistentHashBalancerOptions<I>,
): void {
  const { consistent, options } = readRing(given);
  if (Array.isArray(options.servers)) checkTexts(options.servers);
  retunePeers(s, options);
  s.consistent = consistent;
  Object.assign(s, linesOf(s.peers, consistent));
}

function readRing<I extends Id>(given: ConsistentHashBalancerOptions<I>) {
  check('options', given, table);
  const { consistent = true, ...options } = given;
  check('consistent', consistent, yesOrNo);
  return { consistent, options };
}

/** Servers are told apart by their text: 1 and "1" would be one. */
function checkTexts(servers: readonly { readonly id: Id }[]): void {
  checkIds(
    'servers',
    servers.map(({ id }) => String(id)),
  );
}

function linesOf<I extends Id>(peers: readonly Peer<I>[], consistent: boolean) {
  const ring = consistent ? pointsOf(peers) : { points: new Uint32Array(), owners: new Uint32Array() };
  return { ranges: weightRanges(peers), ...ring };
}

function pointsOf<I extends Id>(
  peers: readonly Peer<I>[],
): Pick<ConsistentHashBalancer<I>, 'points' | 'owners'> {
  const placed: number[] = [];
  peers.forEach((peer, place) => {
    if (peer.backup) return;
    const base = stateAfterName(String(peer.id));
    let point = 0;
    for (let count = peer.weight * pointsPerWeight; count > 0; count -= 1) {
      let state = base;
      for (let shift = 0; shift < 32; shift += 8) state = crc32Update(state, (point >>> shift) & 0xff);
      point = crc32Finish(state);
      placed.push(point * peers.length + place);
    }
  });
  // Point and place in one number: of equal points the first server's stays.
  const sorted = Float64Array.from(placed).sort();
  const pointAt = (index: number): number => Math.floor((sorted[index] as number) / peers.length);
  const kept = sorted.filter((_, index) => index === 0 || pointAt(index) !== pointAt(index - 1));
  return {
    points: Uint32Array.from(kept, (number) => Math.floor(number / peers.length)),
    owners: Uint32Array.from(kept, (number) => number % peers.length),
  };
}

/** The crc32 so far of host, a zero byte and port. */
function stateAfterName(text: string): number {
  const [, host = '', port = ''] = /^unix:(.*)$/is.exec(text) ??
    /^(.*):([0-9]*)$/s.exec(text) ?? ['', text, ''];
  const bytes = [...utf8ToBytes(host), 0, ...utf8ToBytes(port)];
  return bytes.reduce(crc32Update, crc32Start);
}

/** The server of `key`; undefined if none is available. An empty key is nobody's: it is dealt in turn. */
export function pick<I extends Id>(s: ConsistentHashBalancer<I>, context: PickContext<I>): I | undefined {
  const { key, now } = context;
  insist(key !== undefined, 'key', 'a text', key);
  if (key === '') return pickInTurn(s, context);
  const peer = s.consistent ? byPoint(s, key, context) : byRehash(s, key, context);
  if (peer === undefined) return pickInTurn(s, context);
  return sendTo(s, peer, now);
}

function byPoint<I extends Id>(
  s: ConsistentHashBalancer<I>,
  key: string,
  context: PickContext<I>,
): Peer<I> | undefined {
  const count = s.points.length;
  if (count === 0) return undefined;
  let index = firstAtOrAfter(s.points, crc32(key));
  for (let left = maxTries; left >= 0; left -= 1) {
    if (index >= count) index -= count;
    const peer = s.peers[s.owners[index] as number] as Peer<I>;
    if (mayPick(s, peer, context.now, context.tried)) {
      // Weighed against itself alone, as in a turn of its own.
      if (peer.effectiveWeight < peer.weight) peer.effectiveWeight += 1;
      return peer;
    }
    index += 1;
  }
  return undefined;
}

function byRehash<I extends Id>(
  s: ConsistentHashBalancer<I>,
  key: string,
  context: PickContext<I>,
): Peer<I> | undefined {
  const { ranges } = s;
  if (ranges.total === 0) return undefined;
  const most = triesFor(s, context);
  let hash = 0;
  for (let rehash = 0; rehash <= most; rehash += 1) {
    hash += (crc32(rehash === 0 ? key : `${rehash}${key}`) >>> 16) & 0x7fff;
    const peer = s.peers[placeAt(ranges, hash % ranges.total)] as Peer<I>;
    if (mayPick(s, peer, context.now, context.tried)) return peer;
  }
  return undefined;
}
