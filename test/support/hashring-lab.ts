// What the recording of rings is compared with: user:1 … user:2000 over shard-1 … shard-N, owners written as a string
// whose character i − 1 is the last digit of the owner of `user:i`.
import { hashRing, redistribution } from '../../src/algorithms/index.ts';

type OwnerOf = (key: string) => string | undefined;

export const keys = Array.from({ length: 2_000 }, (_, index) => `user:${index + 1}`);

export const shards = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `shard-${index + 1}`);

/** The state of an algorithm of the hashing group after adding `ids`. */
export function withIds<State>(
  algorithm: { readonly add: (s: State, id: string) => void },
  state: State,
  ids: readonly string[],
): State {
  for (const id of ids) algorithm.add(state, id);
  return state;
}

export function ringOf(ids: readonly string[], virtualNodes = 150): hashRing.HashRing {
  return withIds(hashRing, hashRing.create({ virtualNodes }), ids);
}

export const digits = (owner: OwnerOf): string => keys.map((key) => owner(key)?.at(-1) ?? '?').join('');

/** By digit: how many keys. */
export function countsIn(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const digit of text) counts[digit] = (counts[digit] ?? 0) + 1;
  return counts;
}

export interface Moves {
  readonly moved: number;
  readonly share: number;
  /** Moved, but to others than `taker`. */
  readonly notTo: (taker: string) => number;
  /** Moved, but not from `giver`. */
  readonly notFrom: (giver: string) => number;
}

/** What two owner strings differ by. */
export function movesBetween(before: string, after: string): Moves {
  const change = redistribution.compare([...before], [...after]);
  const countWhere = (counts: (from: string, to: string) => boolean): number =>
    [...change.flow].reduce(
      (sum, [from, row]) =>
        [...row].reduce(
          (inner, [to, count]) => inner + (from !== to && counts(`${from}`, `${to}`) ? count : 0),
          sum,
        ),
      0,
    );
  return {
    moved: change.moved,
    share: change.movedShare,
    notTo: (taker) => countWhere((_, to) => to !== taker),
    notFrom: (giver) => countWhere((from) => from !== giver),
  };
}
