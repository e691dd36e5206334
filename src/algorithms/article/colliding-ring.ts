/**
 * A consistent-hash ring that keeps one owner per point, although two shards may have a point in common, and that
 * searches its points one by one.
 *
 *   points of a shard: first four bytes, big-endian, of md5('id:i'), 0 ≤ i < virtualNodes;  owner(key) = the shard at the
 *   first point ≥ md5(key), else at the first point of all
 *
 * Source: the article's ring; held against `algorithms.consistentHash`. owner O(points), add and remove O(points log
 * points). Known failure: n points collide about n² / 2³³ times; of two shards the later one takes the common point, and
 * removing either leaves none. The owner thus depends on the order of adding.
 */
import { check, readOptions, whole } from '../../base/options.ts';
import { hash32 } from '../hashing/key-hash.ts';
import type { Defect } from './defect.ts';

/** Where on the ring a text lies. */
export { hash32 as hashOf } from '../hashing/key-hash.ts';

const key = (name: string): readonly string[] => ['algorithms', 'consistentHash', name];

export const defects: readonly Defect[] = [
  {
    name: 'commonPointLost',
    keys: [
      'firstCollision',
      'collisionsAmongFirstNNodesOf150',
      'expectedCollisions_n2_over_2_33',
      'demo',
    ].map(key),
    right: 'hashRing',
    what: 'A point has one owner, so where two shards meet the later one takes it and removing either loses it.',
  },
  {
    name: 'pointsSearchedOneByOne',
    keys: [key('linearScan')],
    right: 'hashRing',
    what: 'A look-up walks along half of all points on average, where a binary search needs fifteen steps of 30,000.',
  },
];

export interface CollidingRingOptions {
  readonly virtualNodes?: number;
}

export interface CollidingRing {
  readonly virtualNodes: number;
  readonly ownerAt: Map<number, string>;
  /** Ascending. */
  points: number[];
}

export function create(given: CollidingRingOptions): CollidingRing {
  const { virtualNodes } = readOptions<Required<CollidingRingOptions>, CollidingRingOptions>(
    given,
    { virtualNodes: 150 },
    { virtualNodes: whole(1, 100_000) },
  );
  return { virtualNodes, ownerAt: new Map(), points: [] };
}

export function add(s: CollidingRing, id: string): void {
  for (let index = 0; index < s.virtualNodes; index += 1) s.ownerAt.set(hash32(`${id}:${index}`), id);
  sortPoints(s);
}

export function remove(s: CollidingRing, id: string): void {
  check('id', id, { allows: () => [...s.ownerAt.values()].includes(id), words: 'one of the shards' });
  for (let index = 0; index < s.virtualNodes; index += 1) s.ownerAt.delete(hash32(`${id}:${index}`));
  sortPoints(s);
}

export function owner(s: CollidingRing, key: string): string | undefined {
  return ownerOfHash(s, hash32(key));
}

export function ownerOfHash(s: CollidingRing, hash: number): string | undefined {
  for (const point of s.points) if (point >= hash) return s.ownerAt.get(point);
  return s.ownerAt.get(s.points[0] as number);
}

function sortPoints(s: CollidingRing): void {
  s.points = [...s.ownerAt.keys()].sort((one, other) => one - other);
}
