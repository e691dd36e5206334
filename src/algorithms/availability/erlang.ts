/**
 * Erlang's two formulas, and how many servers to take.
 *
 *   B(a, 0) = 1,  B(a, k) = a·B(a, k−1) / (k + a·B(a, k−1));   C = B / (1 − ρ(1 − B)),  ρ = a/c
 *   square-root staffing: c = a + β√a;  as a grows, C → 1 / (1 + βΦ(β)/φ(β))
 *
 * B is the share lost when nobody can wait, C the share who wait when everybody does; `a` is the offered load in Erlangs
 * (arrival rate / service rate). Source: Erlang 1917; Halfin & Whitt 1981. O(servers). Known failure: B holds for any
 * service time, C for exponential service only.
 */

import { cumulative, density } from '../../base/normal-distribution.ts';
import { atLeast, check, positive, whole } from '../../base/options.ts';
import type { Ratio } from '../../base/units.ts';

/** Share of calls lost when `servers` lines are offered `load` Erlangs and nobody waits. */
export function erlangB(load: number, servers: number): Ratio {
  check('load', load, atLeast(0));
  check('servers', servers, whole(0));
  let blocking = 1;
  for (let k = 1; k <= servers; k += 1) blocking = (load * blocking) / (k + load * blocking);
  return blocking;
}

/** Share of customers who have to wait when everybody does; 1 from full load on. */
export function erlangC(load: number, servers: number): Ratio {
  const blocking = erlangB(load, servers);
  if (load >= servers) return 1;
  return blocking / (1 - (load / servers) * (1 - blocking));
}

/** Servers for `load` Erlangs with a safety of `beta` standard deviations; a whole number. */
export function squareRootStaffing({ load, beta }: { readonly load: number; readonly beta: number }): number {
  check('load', load, atLeast(0));
  check('beta', beta, atLeast(0));
  return Math.ceil(load + beta * Math.sqrt(load));
}

/** The share who wait in a very large system staffed with `beta`. */
export function halfinWhitt(beta: number): Ratio {
  check('beta', beta, positive);
  return 1 / (1 + (beta * cumulative(beta)) / density(beta));
}
