/**
 * One server whose service times are not exponential: in order of arrival (M/G/1, M/D/1), or all at once, each at its
 * share of the speed (processor sharing).
 *
 *   Pollaczek–Khinchine: Wq = ρ(1 + cs²) / (2μ(1 − ρ)), cs = coefficient of variation;  M/D/1: cs = 0
 *   processor sharing: T = 1 / (μ(1 − ρ)) for every distribution, and x / (1 − ρ) for a customer of size x
 *
 * Source: Pollaczek 1930, Khinchine 1932; Kleinrock 1967 (sharing); Allen 1990 and Cunneen for the correction. O(1).
 * Known failure: the mean hides the tail: with great variation most wait little and a few very long.
 */
import { atLeast, check } from '../../base/options.ts';
import type { Ratio, Seconds } from '../../base/units.ts';
import { checkLoad, type QueueLoad } from './load.ts';

export interface GeneralServiceMeasures {
  readonly utilization: Ratio;
  readonly meanWaiting: Seconds;
  readonly meanResponse: Seconds;
  readonly meanQueueLength: number;
  readonly meanInSystem: number;
}

/** `serviceCv`: standard deviation of the service time / its mean. */
export function mg1(load: QueueLoad & { readonly serviceCv: number }): GeneralServiceMeasures {
  const { arrivalRate, serviceRate, serviceCv } = load;
  checkLoad(load, { serviceCv: atLeast(0) }, 1);
  const utilization = arrivalRate / serviceRate;
  const meanWaiting = (utilization * (1 + serviceCv * serviceCv)) / (2 * serviceRate * (1 - utilization));
  const meanResponse = meanWaiting + 1 / serviceRate;
  return {
    utilization,
    meanWaiting,
    meanResponse,
    meanQueueLength: arrivalRate * meanWaiting,
    meanInSystem: arrivalRate * meanResponse,
  };
}

/** Every service takes equally long. */
export function md1(load: QueueLoad): GeneralServiceMeasures {
  checkLoad(load, {}, 1);
  return mg1({ ...load, serviceCv: 0 });
}

export interface ProcessorSharingMeasures {
  readonly utilization: Ratio;
  readonly meanResponse: Seconds;
  readonly meanInSystem: number;
  /** How many times longer everything takes than alone. */
  readonly slowdown: number;
  /** Mean response of a customer who alone would take `size` seconds. */
  readonly responseOf: (size: Seconds) => Seconds;
}

export function processorSharing(load: QueueLoad): ProcessorSharingMeasures {
  checkLoad(load, {}, 1);
  const utilization = load.arrivalRate / load.serviceRate;
  const slowdown = 1 / (1 - utilization);
  return {
    utilization,
    meanResponse: slowdown / load.serviceRate,
    meanInSystem: utilization * slowdown,
    slowdown,
    responseOf: (size) => size * slowdown,
  };
}

/**
 * Mean waiting when gaps and service times vary more or less than the exponential, as a multiple of that in the M/M/c:
 * (ca² + cs²)/2, of the coefficients of variation. An approximation, exact for M/M/c and M/G/1.
 */
export function allenCunneen(arrivalCv: number, serviceCv: number): number {
  check('arrivalCv', arrivalCv, atLeast(0));
  check('serviceCv', serviceCv, atLeast(0));
  return (arrivalCv * arrivalCv + serviceCv * serviceCv) / 2;
}
