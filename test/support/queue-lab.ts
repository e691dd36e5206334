// A Markov chain of `servers` exponential servers of rate 1 behind one balancer, Poisson arrivals of rate servers × load,
// each queue first come, first served: uniformized, so each step is an arrival or the end of one service (or of none), and
// the mean number in the system is the mean over steps. Little's law turns it into the mean response time.
import { chanceFrom } from './life.ts';

export interface Dealer {
  /** The place of the server that gets the arriving request. */
  readonly pick: (random: () => number) => number;
  readonly release: (place: number) => void;
}

export interface QueueRun {
  readonly servers: number;
  /** Below 1. */
  readonly load: number;
  readonly steps: number;
  readonly seed: number;
}

export interface Estimate {
  readonly mean: number;
  /** Of the mean, from batch means. */
  readonly standardError: number;
}

const batches = 20;

/** The mean response time, in mean service times. A tenth of the steps before is left out, for warming up. */
export function meanResponse(dealer: Dealer, { servers, load, steps, seed }: QueueRun): Estimate {
  const { unit } = chanceFrom(seed);
  const queued = new Int32Array(servers);
  const arrivalShare = load / (1 + load);
  let total = 0;
  const step = (): void => {
    const draw = unit();
    if (draw < arrivalShare) {
      queued[dealer.pick(unit)]! += 1;
      total += 1;
      return;
    }
    const place = Math.floor(((draw - arrivalShare) / (1 - arrivalShare)) * servers);
    if (queued[place] === 0) return;
    queued[place]! -= 1;
    total -= 1;
    dealer.release(place);
  };
  for (let count = 0; count < steps / 10; count += 1) step();
  const perBatch = Math.floor(steps / batches);
  const means = Array.from({ length: batches }, () => {
    let sum = 0;
    for (let count = 0; count < perBatch; count += 1) {
      step();
      sum += total;
    }
    return sum / perBatch / (servers * load);
  });
  const mean = means.reduce((sum, value) => sum + value, 0) / batches;
  const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (batches - 1);
  return { mean, standardError: Math.sqrt(variance / batches) };
}
