import { lruCache } from '../../../src/algorithms/index.ts';
import { type Life, life } from '../../support/life.ts';

export const lives: readonly Life[] = [
  life(
    'lruCache',
    () => lruCache.create({ capacity: 8, keyCount: 20 }),
    (s, chance) => {
      const now = chance.pass(50);
      const key = chance.below(20);
      const act = chance.below(40);
      if (act === 0) return lruCache.clear(s);
      if (act === 1) return lruCache.resize(s, chance.below(12));
      if (act < 6) return lruCache.remove(s, key);
      if (act < 8) return [...lruCache.keysByUse(s)];
      if (act < 24) return lruCache.find(s, key, now);
      return [lruCache.put(s, key, now + chance.below(1000)), s.evicted];
    },
  ),
];
