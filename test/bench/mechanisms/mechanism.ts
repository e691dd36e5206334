/**
 * What the bench of a mechanism is made of: see `../sections/mechanisms.ts`, which times and prints it. Each loop is written
 * out: a shared one would call every mechanism indirectly, which costs more than the cheapest of them.
 */

/** Calls it so many times; returns a number that depends on every result, so that no call is dead code. */
export type Loop = (times: number) => number | Promise<number>;

/** Prepares a mechanism of `size` servers, shards or keys. */
export type Prepare = (size: number) => Loop;

export interface Mechanism {
  /** As exported by src/algorithms/index.ts. */
  readonly namespace: string;
  /** The call that is timed, as the reader would write it: `owner(s, key)`. */
  readonly call: string;
  readonly prepare: Prepare;
  /** Where the number of servers means nothing: [1]. Else [3, 30, 300]. */
  readonly sizes?: readonly number[];
  /** The same act by a package that a user would take. */
  readonly rivals?: readonly { readonly package: string; readonly prepare: Prepare }[];
}
