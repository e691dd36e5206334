/**
 * Range sharding: the key space is cut at bounds, and each piece lies on one shard. Neighbouring keys lie together, so a
 * query over a range asks few shards.
 *
 *   route(key) = shard of the piece [from, below) with from ≤ key < below;  the first begins at 0, the last has no end
 *
 * Source: the article's user ids (a million to a shard); Bigtable (OSDI 2006, section 5.1) for splitting and merging.
 * Cost: `route` O(log pieces), `split` and `merge` O(pieces). Known failure: ids that are counted up all land on the last
 * shard, which grows and takes every write until it is split; and a split moves rows that somebody has to copy.
 */
import { atLeast, check, insist, list, optional, positive, readOptions, text } from '../../base/options.ts';

export interface RangeOptions {
  readonly shard: string;
  /** The first key that is beyond it; only the last range has none. */
  readonly below?: number;
}

export interface RangeShardingOptions {
  /** In the order of keys. */
  readonly ranges: readonly RangeOptions[];
}

export interface RangeSharding {
  /** Where a piece ends and the next begins, rising: one fewer than the pieces. */
  readonly bounds: number[];
  /** By piece; a shard may have several. */
  readonly shards: string[];
}

const parts = { shard: text, below: optional(positive) };

/** @throws OptionError unless bounds rise and all ranges but the last have one. */
export function create(options: RangeShardingOptions): RangeSharding {
  const { ranges } = readOptions<RangeShardingOptions, RangeShardingOptions>(
    options,
    {},
    {
      ranges: list('ranges', 1),
    },
  );
  const s: RangeSharding = { bounds: [], shards: [] };
  ranges.forEach((range, place) => {
    const inside = `ranges[${place}].`;
    const isLast = place === ranges.length - 1;
    const above = s.bounds.at(-1) ?? 0;
    const { shard, below } = readOptions<RangeOptions, RangeOptions>(range, {}, parts, inside);
    s.shards.push(shard);
    if (isLast) {
      insist(below === undefined, `${inside}below`, 'left out: the last range takes the rest', below);
      return;
    }
    insist(
      below !== undefined && below > above,
      `${inside}below`,
      `more than ${above}, where it begins`,
      below,
    );
    s.bounds.push(below);
  });
  return s;
}

/** The shard a key lies on. @throws OptionError for a key below 0, or that is no number. */
export function route(s: RangeSharding, key: number): string {
  return s.shards[pieceOf(s, key)] as string;
}

/** The shards, in the order of keys, that a query for from ≤ key < below has to ask; each once. */
export function routeRange(s: RangeSharding, from: number, below: number): string[] {
  const first = pieceOf(s, from);
  insist(below > from, 'below', `more than ${from}, where the query begins`, below);
  let last = first;
  while (last < s.bounds.length && (s.bounds[last] as number) < below) last += 1;
  return s.shards.slice(first, last + 1).filter((shard, place, all) => all.indexOf(shard) === place);
}

/** From the key `at` on, the piece it lies in is `shard`'s. @throws OptionError if a piece begins there already. */
export function split(s: RangeSharding, at: number, shard: string): void {
  check('at', at, positive);
  check('shard', shard, text);
  const piece = pieceOf(s, at);
  insist(s.bounds[piece - 1] !== at, 'at', 'a key at which no range begins', at);
  s.bounds.splice(piece, 0, at);
  s.shards.splice(piece + 1, 0, shard);
}

/** The piece that begins at `at` joins the one before it, on that one's shard. @throws OptionError if none begins there. */
export function merge(s: RangeSharding, at: number): void {
  const piece = s.bounds.indexOf(at);
  insist(piece !== -1, 'at', 'a key at which a range begins, but the first', at);
  s.bounds.splice(piece, 1);
  s.shards.splice(piece + 1, 1);
}

const keys = atLeast(0);

/** The number of bounds ≤ key. */
function pieceOf({ bounds }: RangeSharding, key: number): number {
  check('key', key, keys);
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bounds[middle] as number) <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}
