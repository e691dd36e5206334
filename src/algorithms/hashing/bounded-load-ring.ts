/**
 * Consistent hashing with bounded loads: a ring on which an id that holds its fair part times c is passed over, and the key
 * goes on to the next one that has room. No id ever gets more than ⌈c · mean⌉; unloaded, it is the ring.
 *
 *   room(id)  ⟺  load(id) < ⌈c · (m + 1) · weight / Σ weight⌉,  m = what is assigned now;  c = loadFactor ≥ 1
 *   owner(hash) = the first with room, from the first point ≥ hash on, around the circle
 *
 * Source: Mirrokni, Thorup and Zadimoghaddam, "Consistent hashing with bounded loads", arXiv 1608.01350 (2016); HAProxy
 * `hash-balance-factor`. Cost: O(log points) and an expected O(1 / (c − 1)²) points passed over, all of them at worst.
 * Known failure: where a key goes depends on the load of the moment, so a cache finds it again only while its id has room;
 * ends are not followed by moves, so after many of them an id may hold more than the bound of the load that is left.
 */
import { assert } from '../../base/assert.ts';
import { anything, atLeast, readOptions } from '../../base/options.ts';
import * as hashRing from './hash-ring.ts';
import { checkHash32, hash32 } from './key-hash.ts';
import { placeOf } from './members.ts';
import { pointAt } from './ring.ts';

/** Where a key lies on the circle: 0 … 2³² − 1. */
export { hash32 as hashOf } from './key-hash.ts';

export interface BoundedLoadRingOptions extends hashRing.HashRingOptions {
  /** c: how many times its fair part an id may hold. */
  readonly loadFactor?: number;
}

export interface BoundedLoadRing {
  readonly ring: hashRing.HashRing;
  readonly loadFactor: number;
  /** By place in `ring.ids`. */
  readonly weights: number[];
  readonly loads: number[];
  totalWeight: number;
  /** What is assigned and not released: the sum of `loads`. */
  totalLoad: number;
}

export function create(options: BoundedLoadRingOptions = {}): BoundedLoadRing {
  const { virtualNodes, loadFactor } = readOptions<Required<BoundedLoadRingOptions>, BoundedLoadRingOptions>(
    options,
    { virtualNodes: 150, loadFactor: 1.25 },
    { virtualNodes: anything, loadFactor: atLeast(1) },
  );
  const ring = hashRing.create({ virtualNodes });
  return { ring, loadFactor, weights: [], loads: [], totalWeight: 0, totalLoad: 0 };
}

/** It begins with no load. @throws OptionError if the id is there. */
export function add(s: BoundedLoadRing, id: string, weight = 1): void {
  hashRing.add(s.ring, id, weight);
  const place = placeOf(s.ring.ids, id);
  s.weights.splice(place, 0, weight);
  s.loads.splice(place, 0, 0);
  s.totalWeight = sumOf(s.weights);
}

/** What it holds goes with it, and is to be assigned anew. @throws OptionError if the id is not there. */
export function remove(s: BoundedLoadRing, id: string): void {
  const place = placeOf(s.ring.ids, id);
  hashRing.remove(s.ring, id);
  s.weights.splice(place, 1);
  s.totalLoad -= s.loads.splice(place, 1)[0] as number;
  s.totalWeight = sumOf(s.weights);
}

/** Where the key would be assigned now; nothing is counted. */
export function owner(s: BoundedLoadRing, key: string): string | undefined {
  return s.ring.ids[placeFrom(s, hash32(key))];
}

/** The same for a key whose `hashOf` is known. */
export function ownerOfHash(s: BoundedLoadRing, hash: number): string | undefined {
  checkHash32(hash);
  return s.ring.ids[placeFrom(s, hash)];
}

/** Hands the key to its owner of now, and counts it there until `release`. */
export function assign(s: BoundedLoadRing, key: string): string | undefined {
  const place = placeFrom(s, hash32(key));
  if (place === nobody) return undefined;
  s.loads[place] = (s.loads[place] as number) + 1;
  s.totalLoad += 1;
  return s.ring.ids[place];
}

/** One of the keys that `id` holds has ended or moved away. @throws OptionError if the id is not there. */
export function release(s: BoundedLoadRing, id: string): void {
  const place = placeOf(s.ring.ids, id);
  assert((s.loads[place] as number) > 0, 'release: only what was assigned');
  s.loads[place] = (s.loads[place] as number) - 1;
  s.totalLoad -= 1;
}

/** How many keys it holds. */
export function loadOf(s: BoundedLoadRing, id: string): number {
  return s.loads[placeOf(s.ring.ids, id)] as number;
}

/** How many it may hold once one more key is assigned. */
export function capacityOf(s: BoundedLoadRing, id: string): number {
  return capacityAt(s, placeOf(s.ring.ids, id));
}

const nobody = -1;
/** 1.1 · 10 is a little more than 11 in binary, and 11 is meant. */
const roundingError = 1e-9;

const sumOf = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);

function capacityAt(s: BoundedLoadRing, place: number): number {
  const part = (s.loadFactor * (s.totalLoad + 1) * (s.weights[place] as number)) / s.totalWeight;
  return Math.ceil(part - roundingError);
}

function placeFrom(s: BoundedLoadRing, hash: number): number {
  const { owners } = s.ring;
  let at = pointAt(s.ring, hash);
  for (let passed = 0; passed < owners.length; passed += 1) {
    const place = owners[at] as number;
    if ((s.loads[place] as number) < capacityAt(s, place)) return place;
    at = at + 1 === owners.length ? 0 : at + 1;
  }
  return nobody;
}
