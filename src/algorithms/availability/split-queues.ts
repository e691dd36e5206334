/**
 * One stream dealt to `servers` servers that each have a line of their own: what a balancer's rule is worth. Mean response
 * times; exponential service, Poisson arrivals, `load` = utilization of each server.
 *
 *   at random: each is an M/M/1;  round robin: each is E_N/M/1, σ = (Nρ / (Nρ + 1 − σ))ᴺ, T = 1 / (μ(1 − σ))
 *   the shorter of d lines, very many servers: T = Σ ρ^((dⁱ − d)/(d − 1)) mean services;  one line for all: M/M/N, the best there is
 *
 * Source: Kleinrock I (G/M/1); Vvedenskaya, Dobrushin & Karpelevich 1996, Mitzenmacher 1996. O(iterations). Known failure:
 * the power of d choices is the limit of many servers: with four it is off by several per cent.
 */
import { check, insist, lessThanOne, whole } from '../../base/options.ts';
import { ln, pow } from '../../base/portable-math.ts';
import type { PerSecond, Ratio, Seconds } from '../../base/units.ts';
import { erlangC } from './erlang.ts';

export interface Split {
  readonly servers: number;
  /** Utilization of each server. */
  readonly load: Ratio;
  /** Of one server; 1 if left out, so that times are in mean services. */
  readonly serviceRate?: PerSecond;
}

/** Mean response when each customer goes to a server drawn at random. */
export function randomSplit(split: Split): Seconds {
  const rate = rateOf(split);
  return 1 / (rate * (1 - split.load));
}

/** Mean response when they are dealt in turn. */
export function roundRobinSplit(split: Split): Seconds {
  const rate = rateOf(split);
  const { servers, load } = split;
  if (load === 0) return 1 / rate;
  // From below the iteration climbs to the smallest root, which is the right one; the other is 1.
  let [sigma, before] = [0, -1];
  while (sigma - before > 1e-15) {
    before = sigma;
    sigma = pow((servers * load) / (servers * load + 1 - sigma), servers);
  }
  return 1 / (rate * (1 - sigma));
}

/** Mean response with one line for all servers. */
export function centralQueue(split: Split): Seconds {
  const rate = rateOf(split);
  const { servers, load } = split;
  return (1 + erlangC(servers * load, servers) / (servers * (1 - load))) / rate;
}

/** Mean response when the shorter of `choices` lines drawn at random is taken, among very many servers. */
export function powerOfChoices(given: { readonly load: Ratio; readonly choices: number }): number {
  const { load, choices } = given;
  check('load', load, lessThanOne);
  check('choices', choices, whole(1));
  if (choices === 1) return 1 / (1 - load);
  let [sum, power, exponent] = [0, 1, 0];
  while (load > 0 && exponent * -ln(load) < 50) {
    sum += pow(load, exponent);
    power *= choices;
    exponent = (power * choices - choices) / (choices - 1);
  }
  return load === 0 ? 1 : sum;
}

function rateOf({ servers, load, serviceRate = 1 }: Split): PerSecond {
  check('servers', servers, whole(1));
  check('load', load, lessThanOne);
  insist(serviceRate > 0, 'serviceRate', 'more than 0', serviceRate);
  return serviceRate;
}
