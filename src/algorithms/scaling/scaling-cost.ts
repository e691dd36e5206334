/**
 * What capacity costs: a bigger machine, up to the biggest there is, or more machines behind a balancer.
 *
 *   vertical(x) = unit · x^e for x ≤ ceiling, else it cannot be had;  horizontal(x) = unit · ⌈x⌉ + balancer, from 2 on
 *
 * `x` is capacity in multiples of the unit machine. Source: the article's two lists (dearer than linear with a ceiling;
 * linear without one); the exponent is the caller's, price lists give 1.0 – 1.4. O(1), the crossover O(log ceiling). Known failure: prices are not all:
 * the big machine is one failure unit and restarts to grow; the small ones need statelessness.
 */
import { atLeast, check, insist, positive, readOptions, whole } from '../../base/options.ts';
import { pow } from '../../base/portable-math.ts';

export interface ScalingCostOptions {
  /** Price of the unit machine. */
  readonly unit: number;
  /** How much faster than capacity the price of one machine grows; 1 = in step. */
  readonly exponent: number;
  /** Capacity of the biggest machine to be had. */
  readonly ceiling: number;
  /** Price of what many machines need and one does not. */
  readonly balancer: number;
}

export interface ScalingCost {
  readonly options: ScalingCostOptions;
}

export function create(given: ScalingCostOptions): ScalingCost {
  return {
    options: readOptions<ScalingCostOptions, ScalingCostOptions>(
      given,
      {},
      { unit: positive, exponent: atLeast(1), ceiling: atLeast(1), balancer: atLeast(0) },
    ),
  };
}

/** The price of one machine of that capacity; undefined beyond the ceiling. */
export function vertical(s: ScalingCost, capacity: number): number | undefined {
  checkCapacity(capacity);
  const { unit, exponent, ceiling } = s.options;
  return capacity > ceiling ? undefined : unit * pow(capacity, exponent);
}

/** The price of unit machines for that capacity, with `spare` more to lose. */
export function horizontal(s: ScalingCost, capacity: number, spare = 0): number {
  checkCapacity(capacity);
  check('spare', spare, whole(0));
  const machines = Math.ceil(capacity) + spare;
  return s.options.unit * machines + (machines > 1 ? s.options.balancer : 0);
}

/** The least capacity, in whole units, from which on many machines are the cheaper way, or the only one. */
export function crossover(s: ScalingCost): number {
  let [low, high] = [2, Math.max(2, Math.floor(s.options.ceiling) + 1)];
  // The price of one machine outgrows that of many, so once it is above it stays above.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isManyCheaper(s, middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isManyCheaper(s: ScalingCost, capacity: number): boolean {
  const one = vertical(s, capacity);
  return one === undefined || one > horizontal(s, capacity);
}

function checkCapacity(capacity: number): void {
  insist(capacity > 0, 'capacity', 'more than 0', capacity);
}
