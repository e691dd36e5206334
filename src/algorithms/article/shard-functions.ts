/**
 * Two functions that say where a row lives: by the range of its number, and by the country of its user.
 *
 *   range: the first shard whose bound is above the number, else the last;  region: what stands under the code in a table
 *
 * Source: the article's range and region functions; held against `algorithms.shardFns`. O(bounds), O(1). Known failure:
 * the last range has no end, so every new user lands there; what is no number at all lands there too; negative numbers pass;
 * codes are looked up in an object literal, which also answers to what every object inherits.
 */
import type { Defect } from './defect.ts';

const key = (name: string): readonly string[] => ['algorithms', 'shardFns', name];

export const defects: readonly Defect[] = [
  {
    name: 'lastRangeTakesGrowth',
    keys: [key('hotspot')],
    right: 'rangeSharding',
    what: 'Numbers are dealt in sequence and the last range has no end, so all growth falls on one shard.',
  },
  {
    name: 'noNumberHasShard',
    keys: [key('getShardByUserId')],
    right: 'rangeSharding',
    what: 'NaN fails every comparison and lands on the last shard; a negative number lands on the first.',
  },
  {
    name: 'inheritedKeys',
    keys: [key('getShardByRegion')],
    right: 'geoSharding',
    what: 'A code such as "constructor" finds what objects inherit; member states of the EU and lower case find nothing.',
  },
];

const bounds = [1_000_000, 2_000_000, 3_000_000];

const shardOfCode: Readonly<Record<string, unknown>> = {
  US: 'shard-us-east',
  CN: 'shard-cn-north',
  EU: 'shard-eu-west',
  JP: 'shard-jp-east',
};

/** Any number is taken: that is its defect. */
export function shardOfUser(userId: number): string {
  const place = bounds.findIndex((bound) => userId < bound);
  return `shard-${(place === -1 ? bounds.length : place) + 1}`;
}

/** A shard's name, or whatever an object literal holds under that name. */
export function shardOfRegion(code: string): unknown {
  return shardOfCode[code] ?? 'shard-default';
}
