import { lruCache } from '../../../src/algorithms/index.ts';
import type { Mechanism } from './mechanism.ts';

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'lruCache',
    call: 'find(s, key, now), put(s, key, expiresAt) on a miss',
    prepare: (size) => {
      const s = lruCache.create({ capacity: size, keyCount: 2 * size });
      let [now, key] = [0, 0];
      return (times) => {
        let hits = 0;
        for (let i = 0; i < times; i += 1) {
          now += 1;
          key = (key * 5 + 7) % (2 * size);
          if (lruCache.find(s, key, now) >= 0) hits += 1;
          else lruCache.put(s, key, now + 1_000_000);
        }
        return hits;
      };
    },
  },
];
