import type {
  BalancerOptions,
  Peers,
  PickContext,
  Release,
} from '../../../src/algorithms/balancing/peers.ts';
import {
  leastConnections,
  passiveHealth,
  roundRobin,
  weightedRoundRobin,
} from '../../../src/algorithms/index.ts';
import { microsPerSecond } from '../../../src/base/units.ts';
import { type Chance, type Life, life } from '../../support/life.ts';

interface Balancer {
  create(options: BalancerOptions<string>): Peers<string>;
  pick(s: Peers<string>, context: PickContext<string>): string | undefined;
  release(s: Peers<string>, id: string, ended: Release): void;
  setDown(s: Peers<string>, id: string, down: boolean): void;
  activeOf(s: Peers<string>, id: string): number;
}

interface Dealing {
  readonly s: Peers<string>;
  /** Requests under way. */
  readonly taken: string[];
}

const ids = ['A', 'B', 'C', 'D', 'E'];

/** E stands by, D takes two at a time, a few failures take one out for two or three seconds. */
function begin(balancer: Balancer, weights: readonly number[]): Dealing {
  const servers = ids.map((id, place) => ({
    id,
    weight: weights[place] as number,
    maxFails: place,
    failTimeout: 2 * microsPerSecond,
    maxConns: id === 'D' ? 2 : 0,
    backup: id === 'E',
  }));
  return { s: balancer.create({ servers, clockGranularity: microsPerSecond }), taken: [] };
}

function step(balancer: Balancer, { s, taken }: Dealing, chance: Chance): unknown {
  const now = chance.pass(0.3 * microsPerSecond);
  const id = chance.pick(ids);
  if (chance.below(12) === 0) balancer.setDown(s, id, chance.below(3) === 0);
  if (chance.below(2) === 0) {
    const picked = balancer.pick(s, { now, tried: new Set(chance.below(3) === 0 ? [id] : []) });
    if (picked !== undefined) taken.push(picked);
    return picked;
  }
  const [over] = taken.splice(chance.below(Math.max(1, taken.length)), 1);
  if (over !== undefined)
    balancer.release(s, over, { now, outcome: chance.below(3) === 0 ? 'failed' : 'ok' });
  return [over, balancer.activeOf(s, id), passiveHealth.isAvailable(s, id, now)];
}

const even = [1, 1, 1, 1, 1];
const uneven = [5, 3, 2, 9, 1];

const lifeOf = (namespace: string, balancer: Balancer, weights: readonly number[]): Life =>
  life<Dealing>(
    namespace,
    () => begin(balancer, weights),
    (state, chance) => step(balancer, state, chance),
  );

export const lives: readonly Life[] = [
  lifeOf('roundRobin', roundRobin as Balancer, even),
  lifeOf('weightedRoundRobin', weightedRoundRobin, uneven),
  lifeOf('leastConnections', leastConnections, uneven),
  lifeOf('passiveHealth', passiveHealth, uneven),
];
