/**
 * How likely a circuit breaker is to do the wrong thing: to trip on errors that are always there, and not to close
 * although the service is (mostly) back.
 *
 *   false trip: P(Poisson(m) ≥ n), m = mean failures in the window, n = failureThreshold
 *   recovery:   P(S successes before F failures) = Σ_{j<F} C(S+j−1, j) q^S (1−q)^j, F = 1: q^S
 *
 * Source: the Poisson law (failures that come independently); the negative binomial law. O(√m) (some 80 √m terms are not
 * 0), O(F). Known failure: failures of one cause come together, so the real odds of a false trip are worse.
 */
import { between, check, readOptions, whole } from '../../base/options.ts';
import { pow } from '../../base/portable-math.ts';

/** That a window with `meanFailures` on average holds `failureThreshold` or more. */
export function falseTripProbability(meanFailures: number, failureThreshold: number): number {
  check('meanFailures', meanFailures, between(0, 1_000_000_000));
  check('failureThreshold', failureThreshold, whole(1));
  // As multiples of the likeliest count's probability, from there up and down: e^−m itself is 0 from m = 746 on.
  const likeliest = Math.floor(meanFailures);
  let [fewer, enough] = [0, 0];
  const add = (count: number, weight: number): void => {
    if (count < failureThreshold) fewer += weight;
    else enough += weight;
  };
  for (let [count, weight] = [likeliest, 1]; weight > 0; weight *= meanFailures / count) {
    add(count, weight);
    count += 1;
  }
  for (let [count, weight] = [likeliest, 1]; count > 0 && weight > 0; add(count, weight)) {
    weight *= count / meanFailures;
    count -= 1;
  }
  return enough / (fewer + enough);
}

export interface RecoveryOptions {
  /** That one probe succeeds. */
  readonly probeSuccess: number;
  readonly successThreshold: number;
  /** Failed probes that open it again: 1 for a proper breaker. */
  readonly failuresToReopen?: number;
}

/** One half-open episode: how likely it ends closed, how many probes it takes, how many episodes until it is closed. */
export function recoveryOdds(given: RecoveryOptions): {
  readonly closeProbability: number;
  readonly meanProbes: number;
  readonly meanEpisodes: number;
} {
  const { probeSuccess, successThreshold, failuresToReopen } = readOptions<
    Required<RecoveryOptions>,
    RecoveryOptions
  >(
    given,
    { failuresToReopen: 1 },
    { probeSuccess: between(0, 1), successThreshold: whole(1), failuresToReopen: whole(1) },
  );
  const closing = race(probeSuccess, successThreshold, failuresToReopen);
  const reopening = race(1 - probeSuccess, failuresToReopen, successThreshold);
  return {
    closeProbability: closing.probability,
    meanProbes: closing.probes + reopening.probes,
    meanEpisodes: 1 / closing.probability,
  };
}

/** `wanted` of what comes with probability `chance` before `others` of the other; `probes`: mean length where it does. */
function race(chance: number, wanted: number, others: number): { probability: number; probes: number } {
  let [probability, probes] = [0, 0];
  let term = pow(chance, wanted);
  for (let lost = 0; lost < others; lost += 1) {
    probability += term;
    probes += (wanted + lost) * term;
    term *= ((wanted + lost) / (lost + 1)) * (1 - chance);
  }
  return { probability, probes };
}
