import { geoSharding, rangeSharding } from '../../../src/algorithms/index.ts';
import { type Life, life } from '../../support/life.ts';

const shards = ['shard-1', 'shard-2', 'shard-3'];
const codes = ['US', 'CN', 'EU', 'JP', 'DE', 'FR', 'BR', 'constructor'];

export const lives: readonly Life[] = [
  life(
    'rangeSharding',
    () =>
      rangeSharding.create({
        ranges: [{ shard: 'shard-1', below: 100 }, { shard: 'shard-2', below: 200 }, { shard: 'shard-3' }],
      }),
    (s, chance) => {
      const at = 1 + chance.below(300);
      const begins = s.bounds.includes(at);
      if (chance.unit() < 0.2 && !begins) rangeSharding.split(s, at, chance.pick(shards));
      else if (chance.unit() < 0.2 && s.bounds.length > 0) rangeSharding.merge(s, chance.pick(s.bounds));
      else if (chance.unit() < 0.5) return rangeSharding.routeRange(s, at, at + 1 + chance.below(100));
      return rangeSharding.route(s, at);
    },
  ),
  life(
    'geoSharding',
    () =>
      geoSharding.create({
        regions: { US: 'shard-1', CN: 'shard-2', EU: 'shard-3' },
        groups: { EU: ['DE', 'FR'] },
        fallback: 'shard-1',
      }),
    (s, chance) => {
      if (chance.unit() < 0.1) geoSharding.assign(s, chance.pick(codes), chance.pick(shards));
      return geoSharding.route(s, chance.pick(codes));
    },
  ),
];
