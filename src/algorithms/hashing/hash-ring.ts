/**
 * Consistent hashing: every id is put on a circle many times (its virtual nodes), and a key belongs to the first point at
 * or after its hash. A new id takes keys from the others, and none moves between them; removing it gives them back.
 *
 *   points of id = { hash(`${id}:${i}`) : 0 ≤ i < round(virtualNodes · weight) };  hash = md5, first four bytes
 *   share of one of N with V points each: mean 1/N, coefficient of variation √((N − 1) / (N · V + 1))
 *
 * Source: Karger et al., STOC 1997; the article's ring (150 virtual nodes). Cost: `owner` one md5 and O(log points),
 * `ownerOfHash` O(log points), `add` and `remove` O(points). Known failure: shares stay uneven by the formula above, a
 * single hot key has one owner all the same, and whoever adds a shard without copying its keys loses sight of them.
 */
import { check, insist, positive, readOptions, whole } from '../../base/options.ts';
import { checkHash32, hash32 } from './key-hash.ts';
import { createRing, deleteId, idAt, insertId, putPoints, type Ring } from './ring.ts';

/** Where a key lies on the circle: 0 … 2³² − 1. */
export { hash32 as hashOf } from './key-hash.ts';

export interface HashRingOptions {
  /** Points of an id of weight 1. */
  readonly virtualNodes?: number;
}

export interface HashRing extends Ring {
  readonly virtualNodes: number;
}

/** More than this for one id is a mistake in the weight. */
const mostPoints = 1_000_000;

export function create(options: HashRingOptions = {}): HashRing {
  const ranges = { virtualNodes: whole(1, mostPoints) };
  return {
    ...readOptions<Required<HashRingOptions>, HashRingOptions>(options, { virtualNodes: 150 }, ranges),
    ...createRing(),
  };
}

/** @throws OptionError if the id is there, or its weight gives it no point or too many. */
export function add(s: HashRing, id: string, weight = 1): void {
  check('weight', weight, positive);
  const count = Math.round(s.virtualNodes * weight);
  insist(
    count >= 1 && count <= mostPoints,
    'weight',
    `such that weight × virtualNodes is 1 … ${mostPoints}`,
    weight,
  );
  putPoints(s, insertId(s, id), pointsOf(id, count));
}

/** @throws OptionError if the id is not there. */
export function remove(s: HashRing, id: string): void {
  deleteId(s, id);
}

/** Whom the key belongs to; undefined on an empty ring. */
export function owner(s: HashRing, key: string): string | undefined {
  return idAt(s, hash32(key));
}

/** The same for a key whose `hashOf` is known. */
export function ownerOfHash(s: HashRing, hash: number): string | undefined {
  checkHash32(hash);
  return idAt(s, hash);
}

/** By id: the part of the circle that is its own, which is the part of all possible keys. */
export function arcShares(s: HashRing): Map<string, number> {
  const arcs = s.ids.map(() => 0);
  let before = (s.points.at(-1) ?? 0) - circle;
  s.points.forEach((point, at) => {
    const place = s.owners[at] as number;
    arcs[place] = (arcs[place] as number) + point - before;
    before = point;
  });
  return new Map(s.ids.map((id, place) => [id, (arcs[place] as number) / circle]));
}

/** How uneven shares are to be expected: standard deviation / mean of one id's share, over all choices of names. */
export function shareVariation(ids: number, virtualNodes: number): number {
  check('ids', ids, whole(1));
  check('virtualNodes', virtualNodes, whole(1));
  return Math.sqrt((ids - 1) / (ids * virtualNodes + 1));
}

const circle = 4_294_967_296;

function pointsOf(id: string, count: number): Uint32Array {
  return new Uint32Array(count).map((_, replica) => hash32(`${id}:${replica}`));
}
