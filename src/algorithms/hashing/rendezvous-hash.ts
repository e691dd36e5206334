/**
 * Rendezvous hashing (highest random weight): every id draws a score for the key, and the highest has it. When an id goes,
 * its keys fall to whoever was second for each of them, evenly over all the others.
 *
 *   owner(key) = the id with the largest h = md5(`${id}|${key}`), first eight bytes; the first of equals
 *   with weights: the largest −weight / ln((h + ½) / 2⁶⁴)
 *
 * A score belongs to a pair, so there is no one hash of a key. `ownerOfHash` is a rendezvous of its own, for keys known by
 * 32 bits: h = mix(mix(hash32(id)), hash) as in MurmurHash3, of 32 bits; with weights (h · 2³² + ½) / 2⁶⁴ is under the
 * logarithm. It does not agree with `owner`.
 *
 * Source: Thaler and Ravishankar, IEEE/ACM Transactions on Networking 6(1), 1998; weights after Schindelhauer and
 * Schomaker (SPAA 2005). Cost: O(ids), one md5 for each in `owner`, a few multiplications in `ownerOfHash`; no table.
 * Known failure: with hundreds of ids a look-up costs a hundred times that of a ring.
 */
import { combine32, mix32 } from '../../base/hash.ts';
import { check, positive, readOptions } from '../../base/options.ts';
import { ln } from '../../base/portable-math.ts';
import { checkHash32, type Halves, hash32, hash64 } from './key-hash.ts';
import { placeForNew, placeOf } from './members.ts';

export interface RendezvousHash {
  /** In the order of `precedes`; so are the weights, and what `ownerOfHash` mixes with a hash. */
  readonly ids: string[];
  readonly weights: number[];
  readonly mixed: number[];
}

export function create(options: Record<string, never> = {}): RendezvousHash {
  readOptions(options, {}, {});
  return { ids: [], weights: [], mixed: [] };
}

/** @throws OptionError if the id is there. */
export function add(s: RendezvousHash, id: string, weight = 1): void {
  check('weight', weight, positive);
  const place = placeForNew(s.ids, id);
  s.ids.splice(place, 0, id);
  s.weights.splice(place, 0, weight);
  s.mixed.splice(place, 0, mix32(hash32(id)));
}

/** @throws OptionError if the id is not there. */
export function remove(s: RendezvousHash, id: string): void {
  const place = placeOf(s.ids, id);
  s.ids.splice(place, 1);
  s.weights.splice(place, 1);
  s.mixed.splice(place, 1);
}

/** Whom the key belongs to; undefined without ids. */
export function owner(s: RendezvousHash, key: string): string | undefined {
  let best = -1;
  for (let place = 0; place < s.ids.length; place += 1) {
    hash64(`${s.ids[place]}|${key}`, drawn);
    if (best !== -1 && !beats(drawn, s.weights[place] as number, highest, s.weights[best] as number))
      continue;
    best = place;
    highest.high = drawn.high;
    highest.low = drawn.low;
  }
  return s.ids[best];
}

/** Whom a key of these 32 bits belongs to, by the cheaper score. */
export function ownerOfHash(s: RendezvousHash, hash: number): string | undefined {
  checkHash32(hash);
  let best = -1;
  for (let place = 0; place < s.ids.length; place += 1) {
    drawn.high = mix32(combine32(s.mixed[place] as number, hash));
    drawn.low = 0;
    if (best !== -1 && !beats(drawn, s.weights[place] as number, highest, s.weights[best] as number))
      continue;
    best = place;
    highest.high = drawn.high;
    highest.low = 0;
  }
  return s.ids[best];
}

const drawn: Halves = { high: 0, low: 0 };
const highest: Halves = { high: 0, low: 0 };
const two32 = 4_294_967_296;
const two64 = two32 * two32;

function beats(left: Halves, leftWeight: number, right: Halves, rightWeight: number): boolean {
  if (leftWeight !== rightWeight) return score(left, leftWeight) > score(right, rightWeight);
  return left.high === right.high ? left.low > right.low : left.high > right.high;
}

/** An exponential draw of rate 1 / weight: the largest of them is `id`'s with a chance of weight / Σ weight. */
function score({ high, low }: Halves, weight: number): number {
  // The logarithm of the largest draws is −0; the score is then to be the highest there is.
  return weight / Math.abs(ln((high * two32 + low + 0.5) / two64));
}
