/**
 * Waiting lines with Poisson arrivals and exponential service: one server (M/M/1) and several behind one line (M/M/c).
 *
 *   a = λ/μ,  ρ = a/c,  B(0) = 1,  B(k) = aB(k−1) / (k + aB(k−1)),  C = B(c) / (1 − ρ(1 − B(c)))
 *   mean waiting Wq = C / (cμ − λ),  P(waiting > t) = C·e^(−(cμ − λ)t),  L = λW
 *
 * Source: Erlang 1917; Little 1961. O(servers). Known failure: real service is rarely exponential and real arrivals
 * come in bursts; both make the line longer than this says.
 */
import { assert } from '../../base/assert.ts';
import { ln } from '../../base/portable-math.ts';
import type { PerSecond, Ratio, Seconds } from '../../base/units.ts';

export interface QueueLoad {
  readonly arrivalRate: PerSecond;
  /** Of one server. */
  readonly serviceRate: PerSecond;
}

export interface QueueMeasures {
  readonly utilization: Ratio;
  readonly waitProbability: Ratio;
  readonly meanWaiting: Seconds;
  readonly meanResponse: Seconds;
  readonly meanQueueLength: number;
  readonly meanInSystem: number;
  /** The waiting time that a share `p` of customers does not exceed. */
  readonly waitingQuantile: (p: Ratio) => Seconds;
}

export function mmc(load: QueueLoad & { readonly servers: number }): QueueMeasures {
  const { arrivalRate, serviceRate, servers } = load;
  assert(serviceRate > 0, 'serviceRate: more than 0');
  assert(Number.isInteger(servers) && servers >= 1, 'servers: a whole number of at least 1');
  assert(arrivalRate >= 0 && arrivalRate < servers * serviceRate, 'arrivalRate: 0 … servers × serviceRate');
  const spare = servers * serviceRate - arrivalRate;
  const waitProbability = erlangC(arrivalRate / serviceRate, servers);
  const meanWaiting = waitProbability / spare;
  const meanResponse = meanWaiting + 1 / serviceRate;
  return {
    utilization: arrivalRate / (servers * serviceRate),
    waitProbability,
    meanWaiting,
    meanResponse,
    meanQueueLength: arrivalRate * meanWaiting,
    meanInSystem: arrivalRate * meanResponse,
    waitingQuantile(p) {
      assertShare(p);
      return 1 - p >= waitProbability ? 0 : ln(waitProbability / (1 - p)) / spare;
    },
  };
}

export interface SingleServerMeasures extends QueueMeasures {
  /** Response time of M/M/1 is exponential, so its quantiles are known too. */
  readonly responseQuantile: (p: Ratio) => Seconds;
}

export function mm1(load: QueueLoad): SingleServerMeasures {
  return {
    ...mmc({ ...load, servers: 1 }),
    responseQuantile(p) {
      assertShare(p);
      return -ln(1 - p) / (load.serviceRate - load.arrivalRate);
    },
  };
}

/** What an M/M/c has forgotten of how it began after a time t is about e^(−t/this). Source: Morse 1955; an upper bound. */
export function relaxationTime({
  arrivalRate,
  serviceRate,
  servers,
}: QueueLoad & { servers: number }): Seconds {
  const slack = 1 - Math.sqrt(arrivalRate / (servers * serviceRate));
  return slack > 0 ? (1 + 1 / (servers * slack * slack)) / serviceRate : Number.POSITIVE_INFINITY;
}

/**
 * Mean waiting when gaps and service times vary more or less than the exponential, as a multiple of that in the M/M/c:
 * (ca² + cs²)/2, of the coefficients of variation. An approximation, exact for M/M/c and M/G/1. Source: Allen 1990;
 * Cunneen.
 */
export const allenCunneen = (arrivalCv: number, serviceCv: number): number =>
  (arrivalCv * arrivalCv + serviceCv * serviceCv) / 2;

/** Share of calls lost when `servers` lines are offered `load` Erlangs and nobody waits. */
export function erlangB(load: number, servers: number): Ratio {
  let blocking = 1;
  for (let k = 1; k <= servers; k += 1) blocking = (load * blocking) / (k + load * blocking);
  return blocking;
}

/** Share of customers who have to wait when everybody does. */
export function erlangC(load: number, servers: number): Ratio {
  const blocking = erlangB(load, servers);
  return blocking / (1 - (load / servers) * (1 - blocking));
}

function assertShare(p: Ratio): void {
  assert(p >= 0 && p < 1, 'p: at least 0, less than 1');
}
