import {
  boundedLoadRing,
  hashRing,
  jumpHash,
  ketama,
  maglev,
  moduloHash,
  rendezvousHash,
} from '../../../src/algorithms/index.ts';
import { type Chance, type Life, life } from '../../support/life.ts';

/** Two of them have points that collide on a ring of 150. */
const ids = ['shard-311', 'shard-646', 'shard-1', 'shard-2', 'shard-10', ''];

interface Algorithm<State> {
  readonly add: (s: State, id: string, weight?: number) => void;
  readonly remove: (s: State, id: string) => void;
  readonly owner: (s: State, key: string) => string | undefined;
  readonly ownerOfHash: (s: State, hash: number) => string | undefined;
  readonly hashOf?: (key: string) => number | bigint;
}

/** Ids come and go, keys are asked for. */
function comeAndGo<State extends { readonly ids: readonly string[] }>(
  algorithm: Algorithm<State>,
  weights: readonly number[],
): (s: State, chance: Chance) => unknown {
  return (s, chance) => {
    const id = chance.pick(ids);
    const dice = chance.unit();
    if (dice < 0.08 && !s.ids.includes(id)) algorithm.add(s, id, chance.pick(weights));
    else if (dice < 0.14 && s.ids.length > 0) algorithm.remove(s, s.ids.at(-1) as string);
    else if (dice < 0.5) return algorithm.ownerOfHash(s, chance.below(2 ** 32));
    const key = `user:${chance.below(1_000)}`;
    return [algorithm.owner(s, key), String(algorithm.hashOf?.(key))];
  };
}

export const lives: readonly Life[] = [
  life(
    'hashRing',
    () => hashRing.create(),
    (s, chance) => [
      comeAndGo(hashRing, [0.5, 1, 2])(s, chance),
      chance.unit() < 0.05 ? hashRing.arcShares(s) : undefined,
    ],
  ),
  life('ketama', () => ketama.create({ digests: 10 }), comeAndGo(ketama, [1, 2, 5])),
  life('moduloHash', () => moduloHash.create(), comeAndGo(moduloHash, [1, 2, 3])),
  life('jumpHash', () => jumpHash.create(), comeAndGo(jumpHash, [1])),
  life('rendezvousHash', () => rendezvousHash.create(), comeAndGo(rendezvousHash, [0.5, 1, 2])),
  life('maglev', () => maglev.create({ tableSize: 251 }), comeAndGo(maglev, [0.5, 1, 2])),
  life(
    'boundedLoadRing',
    () => boundedLoadRing.create({ virtualNodes: 20 }),
    (s, chance) => {
      const id = chance.pick(ids);
      const key = `user:${chance.below(20)}`;
      const dice = chance.unit();
      const isIn = s.ring.ids.includes(id);
      if (dice < 0.08 && !isIn) boundedLoadRing.add(s, id, chance.pick([0.5, 1, 2]));
      else if (dice < 0.1 && isIn) boundedLoadRing.remove(s, id);
      else if (dice < 0.5) return boundedLoadRing.assign(s, key);
      else if (dice < 0.7 && isIn && boundedLoadRing.loadOf(s, id) > 0) boundedLoadRing.release(s, id);
      else if (dice < 0.8) return boundedLoadRing.ownerOfHash(s, boundedLoadRing.hashOf(key));
      return [
        boundedLoadRing.owner(s, key),
        isIn && s.ring.ids.includes(id) ? boundedLoadRing.capacityOf(s, id) : 0,
      ];
    },
  ),
];
