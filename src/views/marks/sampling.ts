/**
 * Which requests are drawn. Ratios are powers of two, so samples nest: every dot at 1:16 is also
 * a dot at 1:8, and a change of ratio never swaps one set of requests for another. The test itself is the engine's,
 * `base/sampling`, so both keep the same requests.
 */
import type { Lens } from '../../session/session-contract.ts';

export const maxDotsPerSecond = 60;
export const maxDotsInFlight = 400;
/** Wall time for which one hop is drawn in the incident lens. */
export const hopWallSeconds = 0.6;

/**
 * Requests per dot; 0 = no dots. `hops` is how many wires a request travels on its way out, `rate` simulated
 * seconds per second of the viewer. Real hops are shorter than drawn ones, so the incident lens bounds both.
 */
export function dotRatio(requestsPerSecond: number, hops: number, lens: Lens, rate: number): number {
  if (lens === 'sla') return 0;
  const perWallSecond = requestsPerSecond * rate;
  const inFlight = perWallSecond * hopWallSeconds * Math.max(1, hops);
  let ratio = 1;
  while (
    (perWallSecond > maxDotsPerSecond * ratio || inFlight > maxDotsInFlight * ratio) &&
    ratio < 2 ** 30
  ) {
    ratio *= 2;
  }
  return ratio;
}
