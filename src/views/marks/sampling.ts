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

/** Dots on one wire are this far apart on average: beyond it they would merge into a line. CSS px. */
const countable = 5;
/** A wire between two neighbours on a phone shows one dot at a time; it does not thin out all others. */
const leastPerSecond = 12;

/**
 * Requests per dot; 0 = no dots. `wireLength` is that of the shortest wire all requests travel, `hops` is how many wires a request travels on its way out, `rate` simulated
 * seconds per second of the viewer. Real hops are shorter than drawn ones, so the incident lens bounds both.
 */
export function dotRatio(
  requestsPerSecond: number,
  hops: number,
  lens: Lens,
  rate: number,
  wireLength = Number.POSITIVE_INFINITY,
): number {
  if (lens === 'sla') return 0;
  const perWallSecond = requestsPerSecond * rate;
  const inFlight = perWallSecond * hopWallSeconds * Math.max(1, hops);
  const perWire = lens === 'incident' ? wireLength / countable / hopWallSeconds : wireLength;
  const most = Math.min(maxDotsPerSecond, Math.max(leastPerSecond, perWire));
  let ratio = 1;
  while ((perWallSecond > most * ratio || inFlight > maxDotsInFlight * ratio) && ratio < 2 ** 30) {
    ratio *= 2;
  }
  return ratio;
}
