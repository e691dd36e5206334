/**
 * Waiting lines with Poisson arrivals and exponential service: one server (M/M/1) and several behind one line (M/M/c).
 * What happens when service is not exponential, when room is bounded, or when each server has a line of its own stands in
 * the files re-exported below.
 *
 *   a = λ/μ,  ρ = a/c,  C = Erlang's share who wait,  mean waiting Wq = C / (cμ − λ)
 *   P(waiting > t) = C·e^(−(cμ − λ)t),  L = λW (Little);  M/M/1: P(in system ≥ k) = ρᵏ
 *
 * Source: Erlang 1917; Little 1961; Kleinrock, Queueing Systems I. O(servers). Known failure: real service is rarely
 * exponential and real arrivals come in bursts; both make the line longer than this says.
 */
import { atLeast, check, whole } from '../../base/options.ts';
import { ln, pow } from '../../base/portable-math.ts';
import type { PerSecond, Ratio, Seconds } from '../../base/units.ts';
import { erlangC } from './erlang.ts';
import { checkLoad, checkRates, checkShare, type QueueLoad } from './load.ts';

export { erlangB, erlangC, halfinWhitt, squareRootStaffing } from './erlang.ts';
export { mm1k, mmck } from './finite-queue.ts';
export { allenCunneen, md1, mg1, processorSharing } from './general-service.ts';
export type { QueueLoad } from './load.ts';
export { centralQueue, powerOfChoices, randomSplit, roundRobinSplit } from './split-queues.ts';

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
  checkLoad(load, { servers: whole(1) }, servers);
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
      checkShare(p);
      return 1 - p >= waitProbability ? 0 : ln(waitProbability / (1 - p)) / spare;
    },
  };
}

export interface SingleServerMeasures extends QueueMeasures {
  /** Response time of M/M/1 is exponential, so its quantiles are known too. */
  readonly responseQuantile: (p: Ratio) => Seconds;
  /** The share of time with `count` customers or more in the system. */
  readonly inSystemAtLeast: (count: number) => Ratio;
}

export function mm1(load: QueueLoad): SingleServerMeasures {
  checkLoad(load, {}, 1);
  const measures = mmc({ ...load, servers: 1 });
  return {
    ...measures,
    responseQuantile(p) {
      checkShare(p);
      return -ln(1 - p) / (load.serviceRate - load.arrivalRate);
    },
    inSystemAtLeast(count) {
      check('count', count, whole(0));
      return pow(measures.utilization, count);
    },
  };
}

/** What an M/M/c has forgotten of how it began after a time t is about e^(−t/this). Source: Morse 1955; an upper bound. */
export function relaxationTime(load: QueueLoad & { readonly servers: number }): Seconds {
  const { arrivalRate, serviceRate, servers } = load;
  checkRates(load, { servers: whole(1) });
  const slack = 1 - Math.sqrt(arrivalRate / (servers * serviceRate));
  return slack > 0 ? (1 + 1 / (servers * slack * slack)) / serviceRate : Number.POSITIVE_INFINITY;
}

/** Little's law: how many are inside on average, whatever happens there, if each stays `time` on average. */
export function little(given: { readonly arrivalRate: PerSecond; readonly time: Seconds }): number {
  check('arrivalRate', given.arrivalRate, atLeast(0));
  check('time', given.time, atLeast(0));
  return given.arrivalRate * given.time;
}
