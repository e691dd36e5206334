/**
 * A weighted picker that was meant to be smooth weighted round robin and keeps one number per server where two are
 * needed: the configured weight and the lead in the turn. Each pick adds the number to itself.
 *
 *   each pick: wᵢ ← 2 wᵢ for all i;  total = Σ wᵢ;  pick the largest above 0, the first of equals;  w_picked −= total
 *
 * Source: the article's weighted balancer; held against `algorithms.weightedRoundRobin`. O(servers) per pick, no
 * allocation. Known failure: whoever is picked first falls to −total and doubles downwards for ever, one other server gets
 * everything, and after about 1,023 doublings the numbers leave the doubles: nobody is picked any more.
 */
import { checkIds, checkTables, insist, list, positive, readOptions } from '../../base/options.ts';
import type { Defect } from './defect.ts';

export const defects: readonly Defect[] = [
  {
    name: 'doublingWeights',
    keys: [['algorithms', 'weightedRoundRobin']],
    right: 'weightedRoundRobin',
    what: 'The configured weight doubles with each pick, so one server gets all until the numbers overflow.',
  },
];

export interface WeightedPickerOptions {
  readonly servers: readonly { readonly id: string; readonly weight: number }[];
}

export interface WeightedPicker {
  readonly ids: string[];
  /** The configured weights, until the first pick. */
  readonly weights: number[];
}

export function create(given: WeightedPickerOptions): WeightedPicker {
  const { servers } = readOptions<WeightedPickerOptions, WeightedPickerOptions>(
    given,
    {},
    { servers: list('servers') },
  );
  checkTables('servers', servers);
  const ids = servers.map(({ id }) => id);
  checkIds('servers', ids);
  servers.forEach(({ weight }, place) => {
    insist(positive.allows(weight), `servers[${place}].weight`, positive.words, weight);
  });
  return { ids, weights: servers.map(({ weight }) => weight) };
}

/** Whose turn it is; undefined when no weight is above 0. */
export function pick(s: WeightedPicker): string | undefined {
  let best: number | undefined;
  let largest = 0;
  let total = 0;
  for (let place = 0; place < s.weights.length; place += 1) {
    const doubled = 2 * (s.weights[place] as number);
    s.weights[place] = doubled;
    total += doubled;
    if (doubled > largest) {
      largest = doubled;
      best = place;
    }
  }
  if (best === undefined) return undefined;
  s.weights[best] = (s.weights[best] as number) - total;
  return s.ids[best];
}
