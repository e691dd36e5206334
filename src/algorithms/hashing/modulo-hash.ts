/**
 * Hash modulo N: the servers are numbered, and a key belongs to the one whose number is the remainder.
 *
 *   owner(key) = place[hash(key) mod places];  hash = md5, first four bytes;  an id of weight w has w places in a row
 *   keys moved when n places become m:  1 − min(n, m) / lcm(n, m),  n / (n + 1) for one more
 *
 * Source: the oldest way there is; nginx `hash $key` without `consistent` is of this kind. Cost: `owner` one md5 and O(1),
 * `add` and `remove` O(places). Known failure: one server more or less moves nearly every key, so a cache is empty and a
 * store is lost.
 */
import { check, readOptions, whole } from '../../base/options.ts';
import { checkHash32, hash32 } from './key-hash.ts';
import { placeForNew, placeOf, wholeWeight } from './members.ts';

/** What a key's remainder is taken of: 0 … 2³² − 1. */
export { hash32 as hashOf } from './key-hash.ts';

export interface ModuloHash {
  /** In the order of `precedes`. */
  readonly ids: string[];
  /** By remainder: the id. */
  places: string[];
}

export function create(options: Record<string, never> = {}): ModuloHash {
  readOptions(options, {}, {});
  return { ids: [], places: [] };
}

/** @throws OptionError if the id is there, or its weight is not whole. */
export function add(s: ModuloHash, id: string, weight = 1): void {
  check('weight', weight, wholeWeight);
  const place = placeForNew(s.ids, id);
  const next = s.ids[place];
  s.ids.splice(place, 0, id);
  const from = next === undefined ? s.places.length : s.places.indexOf(next);
  const own = Array.from({ length: weight }, () => id);
  s.places = [...s.places.slice(0, from), ...own, ...s.places.slice(from)];
}

/** @throws OptionError if the id is not there. */
export function remove(s: ModuloHash, id: string): void {
  s.ids.splice(placeOf(s.ids, id), 1);
  s.places = s.places.filter((other) => other !== id);
}

/** Whom the key belongs to; undefined without servers. */
export function owner(s: ModuloHash, key: string): string | undefined {
  return s.places[hash32(key) % s.places.length];
}

/** The same for a key whose `hashOf` is known. */
export function ownerOfHash(s: ModuloHash, hash: number): string | undefined {
  checkHash32(hash);
  return s.places[hash % s.places.length];
}

/** The part of all keys that another number of places moves. */
export function movedShare(before: number, after: number): number {
  check('before', before, whole(1, 65_535));
  check('after', after, whole(1, 65_535));
  const least = (before * after) / greatestCommonDivisor(before, after);
  return 1 - Math.min(before, after) / least;
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}
