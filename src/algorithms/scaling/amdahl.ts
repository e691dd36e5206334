/**
 * Amdahl's law: what a part that cannot be shared out leaves of more servers.
 *
 *   speedup(N) = 1 / (s + (1 − s)/N) < 1/s
 *
 * Source: Amdahl 1967. O(1). Known failure: it only flattens; real systems also get slower again (see `usl`).
 */
import { between, check, whole } from '../../base/options.ts';
import type { Ratio } from '../../base/units.ts';

/** `serialShare`: of the work of one server. */
export function speedup(given: { readonly serialShare: Ratio; readonly servers: number }): number {
  check('serialShare', given.serialShare, between(0, 1));
  check('servers', given.servers, whole(1));
  return 1 / (given.serialShare + (1 - given.serialShare) / given.servers);
}

/** What no number of servers exceeds; Infinity when nothing is serial. */
export function limit({ serialShare }: { readonly serialShare: Ratio }): number {
  check('serialShare', serialShare, between(0, 1));
  return 1 / serialShare;
}
