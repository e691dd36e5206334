/**
 * A ring addresses databases, and a database is added without moving any row to it.
 *
 *   insert: the row is written to owner(key);  find: the row is looked for at owner(key), as it is by then
 *
 * Source: the article's example of adding a shard; held against `algorithms.consistentHash.addNodeOnADatabase`. O(points)
 * per row. Known failure: about 1 / n of all rows now belong to the new shard, which is empty: they are still stored, and
 * no look-up finds them.
 */
import { anything, checkIds, insist, list, readOptions } from '../../base/options.ts';
import * as collidingRing from './colliding-ring.ts';
import type { Defect } from './defect.ts';

export const defects: readonly Defect[] = [
  {
    name: 'rowsNotMoved',
    keys: [['algorithms', 'consistentHash', 'addNodeOnADatabase']],
    right: 'redistribution',
    what: 'The ring sends look-ups to the new shard at once, and the rows stay where they were.',
  },
];

export interface UnmovedRowsOptions {
  readonly shards: readonly string[];
  readonly virtualNodes?: number;
}

export interface UnmovedRows {
  readonly ring: collidingRing.CollidingRing;
  /** Where each row was written. */
  readonly shardOfRow: Map<string, string>;
}

export function create(given: UnmovedRowsOptions): UnmovedRows {
  const { shards, virtualNodes } = readOptions<Required<UnmovedRowsOptions>, UnmovedRowsOptions>(
    given,
    { virtualNodes: 150 },
    {
      shards: list('ids', 1),
      virtualNodes: anything,
    },
  );
  checkIds('shards', shards);
  const ring = collidingRing.create({ virtualNodes });
  for (const id of shards) collidingRing.add(ring, id);
  return { ring, shardOfRow: new Map() };
}

export function insert(s: UnmovedRows, key: string): void {
  const shard = collidingRing.owner(s.ring, key);
  insist(shard !== undefined, 'key', 'a key that some shard owns', key);
  s.shardOfRow.set(key, shard);
}

/** Adds a shard, and nothing else: that is the defect. */
export function addShard(s: UnmovedRows, id: string): void {
  collidingRing.add(s.ring, id);
}

/** Whether the row is where it is looked for. */
export function find(s: UnmovedRows, key: string): boolean {
  const shard = s.shardOfRow.get(key);
  return shard !== undefined && shard === collidingRing.owner(s.ring, key);
}

/** Rows that are stored and not found. */
export function unreachable(s: UnmovedRows): string[] {
  return [...s.shardOfRow.keys()].filter((key) => !find(s, key));
}
