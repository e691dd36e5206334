/**
 * The availability of a whole from that of its parts, as shares of time.
 *
 *   one part: A = MTBF / (MTBF + MTTR), MTBF = mean time up;  in series: Π Aᵢ;  in parallel: 1 − Π(1 − Aᵢ)
 *   k of n: Σ_{i ≥ k} C(n, i) Aⁱ(1 − A)ⁿ⁻ⁱ;  a pair with common cause β: U = ((1 − β)u)² + βu, u = 1 − A
 *   failovers: U = failures a second × seconds out of service each
 *
 * Source: Barlow & Proschan 1975; Fleming 1975 (beta factor); Markov chain for a shared repair crew. O(n), k of n O(n²). Known failure:
 * all but the common cause assume that parts fail independently, and parts that share a host, a release or a bug do not.
 */
import { atLeast, between, check, insist, positive, whole } from '../../base/options.ts';
import type { PerSecond, Ratio, Seconds } from '../../base/units.ts';

const share = between(0, 1);

/** `mtbf` is the mean time up between a repair and the next failure (some call it MTTF); any unit of time, the same for both. */
export function availabilityOf(given: { readonly mtbf: number; readonly mttr: number }): Ratio {
  check('mtbf', given.mtbf, positive);
  check('mttr', given.mttr, atLeast(0));
  return given.mtbf / (given.mtbf + given.mttr);
}

/** The same where `mtbf` counts from failure to failure, repair included. */
export function availabilityBetweenFailures(given: { readonly mtbf: number; readonly mttr: number }): Ratio {
  check('mtbf', given.mtbf, positive);
  check('mttr', given.mttr, between(0, given.mtbf));
  return 1 - given.mttr / given.mtbf;
}

/** All parts are needed. */
export function series(parts: readonly Ratio[]): Ratio {
  checkAll(parts);
  return parts.reduce((all, part) => all * part, 1);
}

/** One part is enough. */
export function parallel(parts: readonly Ratio[]): Ratio {
  checkAll(parts);
  return 1 - parts.reduce((none, part) => none * (1 - part), 1);
}

/** At least `needed` of `parts` equal parts are up. */
export function kOfN(given: {
  readonly needed: number;
  readonly parts: number;
  readonly part: Ratio;
}): Ratio {
  const { needed, parts, part } = given;
  check('parts', parts, whole(1, 1_000));
  check('needed', needed, whole(0, parts));
  check('part', part, share);
  // chances[i]: that i of the parts looked at so far are up.
  let chances = [1];
  for (let seen = 0; seen < parts; seen += 1) {
    chances = Array.from(
      { length: seen + 2 },
      (_, up) => (chances[up] ?? 0) * (1 - part) + (chances[up - 1] ?? 0) * part,
    );
  }
  return chances.slice(needed).reduceRight((sum, chance) => sum + chance, 0);
}

/** A pair of which a share `beta` of the failures takes both down at once; the unavailability of one part is `part`. */
export function commonCauseUnavailability(given: { readonly part: Ratio; readonly beta: Ratio }): Ratio {
  check('part', given.part, share);
  check('beta', given.beta, share);
  const alone = (1 - given.beta) * given.part;
  return alone * alone + given.beta * given.part;
}

export interface Fleet {
  readonly machines: number;
  /** Of one machine that is up. */
  readonly failureRate: PerSecond;
  /** Of one machine that is being repaired. */
  readonly repairRate: PerSecond;
  /** How many are repaired at a time. */
  readonly crews: number;
}

/** The share of time in which every machine is down: failures wait for a free crew. */
export function allDown({ machines, failureRate, repairRate, crews }: Fleet): Ratio {
  check('machines', machines, whole(1));
  check('failureRate', failureRate, atLeast(0));
  check('repairRate', repairRate, positive);
  check('crews', crews, whole(1));
  let [weight, total] = [1, 1];
  for (let down = 1; down <= machines; down += 1) {
    weight *= ((machines - down + 1) * failureRate) / (Math.min(down, crews) * repairRate);
    total += weight;
  }
  return weight / total;
}

/** The share of time spent in failovers. */
export function failoverUnavailability(given: {
  readonly failures: number;
  /** In which so many happen. */
  readonly window: Seconds;
  /** From the fault until service is back. */
  readonly outage: Seconds;
}): Ratio {
  check('failures', given.failures, atLeast(0));
  check('window', given.window, positive);
  check('outage', given.outage, atLeast(0));
  return (given.failures * given.outage) / given.window;
}

function checkAll(parts: readonly Ratio[]): void {
  insist(parts.length > 0, 'parts', 'at least one', parts);
  parts.forEach((part, place) => {
    check(`parts[${place}]`, part, share);
  });
}
