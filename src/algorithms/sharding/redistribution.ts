/**
 * What a change of shards does to the keys: who had them, who has them now, and how even that is.
 *
 *   flow[a][b] = keys that a owned before and b owns after;  Σ flow = all keys, whatever changed
 *   moved = Σ over a ≠ b of flow[a][b];  maxToMean = max / mean, minToMean = min / mean, cv = standard deviation / mean
 *
 * The least that a change from n to n + 1 equal shards can move is 1 / (n + 1) of the keys; modulo moves n / (n + 1).
 * Source: Karger et al., STOC 1997 (monotonicity and spread); the article's comparison of sharding strategies.
 * Cost: O(keys). Known failure: it counts keys, not bytes or requests; one hot or heavy key does not show.
 */
import { atLeast, check, insist, whole } from '../../base/options.ts';

/** Undefined: nobody owns it. */
export type Owner = string | undefined;

export interface Redistribution {
  /** All keys that were compared. */
  readonly total: number;
  readonly moved: number;
  /** moved / total; 0 of no keys. */
  readonly movedShare: number;
  /** By owner before, by owner after: how many keys. */
  readonly flow: ReadonlyMap<Owner, ReadonlyMap<Owner, number>>;
}

/** The owner of each key, in the keys' order. */
export function ownersOf(keys: readonly string[], owner: (key: string) => Owner): Owner[] {
  return keys.map((key) => owner(key));
}

/** Compares two lists of owners, entry by entry for the same keys. */
export function compare(before: readonly Owner[], after: readonly Owner[]): Redistribution {
  insist(after.length === before.length, 'after', `as many owners as before, ${before.length}`, after.length);
  const flow = new Map<Owner, Map<Owner, number>>();
  let moved = 0;
  before.forEach((from, key) => {
    const to = after[key];
    if (from !== to) moved += 1;
    const row = flow.get(from) ?? new Map<Owner, number>();
    flow.set(from, row.set(to, (row.get(to) ?? 0) + 1));
  });
  return { total: before.length, moved, movedShare: before.length === 0 ? 0 : moved / before.length, flow };
}

/** Keys that went from `from` to `to`. */
export function flowOf({ flow }: Redistribution, from: Owner, to: Owner): number {
  return flow.get(from)?.get(to) ?? 0;
}

/** How many keys each of `ids` owns, in their order: those that own none count, too. */
export function countsOf(owners: readonly Owner[], ids: readonly string[]): number[] {
  const counts = new Map(ids.map((id) => [id as Owner, 0]));
  for (const owner of owners) {
    const count = counts.get(owner);
    if (count !== undefined) counts.set(owner, count + 1);
  }
  return ids.map((id) => counts.get(id) as number);
}

export interface Skew {
  readonly maxToMean: number;
  readonly minToMean: number;
  readonly cv: number;
}

/** How uneven amounts are: keys by owner, or shares. @throws OptionError without any, or if all are 0. */
export function skew(amounts: readonly number[]): Skew {
  check('amounts.length', amounts.length, whole(1));
  amounts.forEach((one, place) => {
    check(`amounts[${place}]`, one, atLeast(0));
  });
  const mean = amounts.reduce((sum, one) => sum + one, 0) / amounts.length;
  insist(mean > 0 && mean < Number.POSITIVE_INFINITY, 'amounts', 'finite and not all 0', mean);
  const largest = amounts.reduce((most, one) => Math.max(most, one), 0);
  const smallest = amounts.reduce((least, one) => Math.min(least, one), largest);
  const variance = amounts.reduce((sum, one) => sum + (one - mean) * (one - mean), 0) / amounts.length;
  return {
    maxToMean: largest / mean,
    minToMean: smallest / mean,
    cv: Math.sqrt(variance) / mean,
  };
}
