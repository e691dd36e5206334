/**
 * Waiting lines with an end (M/M/1/K, M/M/c/K): who comes when `capacity` customers are inside, waiting and in service
 * together, is turned away.
 *
 *   rₖ = λ / (min(k, c)·μ),  loss P(k) = rₖP(k−1) / (1 + rₖP(k−1)),  L(k) = L(k−1)(1 − P(k)) + k·P(k)
 *   M/M/1/K: P = (1 − ρ)ρᴷ / (1 − ρᴷ⁺¹), or 1/(K + 1) at ρ = 1;  response of the admitted T = L / (λ(1 − P))
 *
 * Source: Kleinrock, Queueing Systems I, section 3.6; the recursion after Erlang's. O(capacity), stable for any load.
 * Known failure: those who are turned away come back in life (retries), which is load the formula does not know.
 */
import { check, insist, whole } from '../../base/options.ts';
import type { PerSecond, Ratio, Seconds } from '../../base/units.ts';
import { checkRates, type QueueLoad } from './load.ts';

export interface FiniteQueueMeasures {
  readonly lossProbability: Ratio;
  readonly meanInSystem: number;
  /** Of those who are let in. */
  readonly meanResponse: Seconds;
  readonly throughput: PerSecond;
  /** Share of its time that a server is busy. */
  readonly utilization: Ratio;
}

export function mmck(
  load: QueueLoad & { readonly servers: number; readonly capacity: number },
): FiniteQueueMeasures {
  const { arrivalRate, serviceRate, servers, capacity } = load;
  checkRates(load, { servers: whole(1), capacity: whole(1) });
  insist(
    capacity >= servers,
    'capacity',
    `at least servers = ${servers}: it counts those in service`,
    capacity,
  );
  let [loss, inSystem] = [1, 0];
  for (let k = 1; k <= capacity; k += 1) {
    const step = (arrivalRate / (Math.min(k, servers) * serviceRate)) * loss;
    loss = step / (1 + step);
    inSystem = inSystem * (1 - loss) + k * loss;
  }
  const throughput = arrivalRate * (1 - loss);
  return {
    lossProbability: loss,
    meanInSystem: inSystem,
    meanResponse: throughput === 0 ? 1 / serviceRate : inSystem / throughput,
    throughput,
    utilization: throughput / (servers * serviceRate),
  };
}

export function mm1k(load: QueueLoad & { readonly capacity: number }): FiniteQueueMeasures {
  check('capacity', load.capacity, whole(1));
  return mmck({ ...load, servers: 1 });
}
