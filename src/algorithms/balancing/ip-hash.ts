/**
 * IP hash: the client's address decides, so that a client stays with its server without the balancer remembering it.
 *
 *   nginx:    h = 89;  for each byte: h ← (113 h + byte) mod 6271, of IPv4 the first three, of IPv6 all sixteen;
 *             the server that holds h mod Σ weights;  is it out, the bytes go over h once more, 20 times at most,
 *             and then it is the next in weighted turn
 *   article:  h = 0;  for each character: h ← 31 h + code in 32 bits, signed;
 *             the |h| mod n-th server;  is it out, the one behind it
 *
 * Source: nginx 1.22 `ngx_http_upstream_ip_hash_module.c`; the article's `IPHashBalancer`, whose hash is Java's
 * `String.hashCode`. O(log servers) per pick. Known failure: nginx's puts a whole /24 on one server, and so everybody behind
 * one proxy; a server more or less moves most clients in both; and all go elsewhere when their server is out.
 */
import { check, insist, oneOf, table } from '../../base/options.ts';
import { bytesOfAddress } from './ip-address.ts';
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
import { placeAt, triesFor, type WeightRanges, weightRanges } from './weight-ranges.ts';
import { pick as pickInTurn } from './weighted-round-robin.ts';

export { release } from './passive-health.ts';
export { activeOf, cancel, setDown } from './peers.ts';

export type AddressHash = 'nginx' | 'article';

export interface IpHashOptions<I extends Id> extends BalancerOptions<I> {
  readonly hash?: AddressHash;
}

export interface IpHash<I extends Id> extends Peers<I> {
  hash: AddressHash;
  ranges: WeightRanges;
}

export function create<I extends Id>(given: IpHashOptions<I>): IpHash<I> {
  const { hash, options } = readHash(given);
  const peers = createPeers(options);
  return { ...peers, hash, ranges: weightRanges(peers.peers) };
}

/** @throws OptionError */
export function retune<I extends Id>(s: IpHash<I>, given: IpHashOptions<I>): void {
  const { hash, options } = readHash(given);
  retunePeers(s, options);
  s.hash = hash;
  s.ranges = weightRanges(s.peers);
}

function readHash<I extends Id>(given: IpHashOptions<I>) {
  check('options', given, table);
  const { hash = 'nginx', ...options } = given;
  check('hash', hash, oneOf('nginx', 'article'));
  if (hash === 'article' && Array.isArray(options.servers)) {
    options.servers.forEach((server, place) => {
      const weight = server?.weight ?? 1;
      insist(weight === 1, `servers[${place}].weight`, '1: the hash of the article knows no weights', weight);
    });
  }
  return { hash, options };
}

/** The server of `clientAddress`; undefined if none is available. */
export function pick<I extends Id>(s: IpHash<I>, context: PickContext<I>): I | undefined {
  const { clientAddress, now } = context;
  insist(clientAddress !== undefined, 'clientAddress', 'the address of the client', clientAddress);
  const peer = s.hash === 'nginx' ? byBytes(s, clientAddress, context) : byText(s, clientAddress, context);
  if (peer === undefined) return pickInTurn(s, context);
  return sendTo(s, peer, now);
}

function byBytes<I extends Id>(s: IpHash<I>, address: string, context: PickContext<I>): Peer<I> | undefined {
  const bytes = bytesOfAddress(address);
  insist(bytes !== undefined, 'clientAddress', 'an IPv4 or IPv6 address', address);
  const { ranges } = s;
  if (ranges.total === 0) return undefined;
  let hash = 89;
  for (let left = triesFor(s, context); left >= 0; left -= 1) {
    hash = addressHash(bytes, hash);
    const peer = s.peers[placeAt(ranges, hash % ranges.total)] as Peer<I>;
    if (mayPick(s, peer, context.now, context.tried)) return peer;
  }
  return undefined;
}

function addressHash(bytes: readonly number[], start: number): number {
  const used = bytes.length === 4 ? 3 : bytes.length;
  let hash = start;
  for (let index = 0; index < used; index += 1) hash = (hash * 113 + (bytes[index] as number)) % 6271;
  return hash;
}

function byText<I extends Id>(s: IpHash<I>, address: string, context: PickContext<I>): Peer<I> | undefined {
  const { ranges } = s;
  const first = Math.abs(textHash(address));
  for (let step = 0; step < ranges.total; step += 1) {
    const peer = s.peers[placeAt(ranges, (first + step) % ranges.total)] as Peer<I>;
    if (mayPick(s, peer, context.now, context.tried)) return peer;
  }
  return undefined;
}

/** The article's hash of an address as text: an int32. */
export function textHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1)
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
