import { fallbackChain, featureFlags, loadShedder } from '../../../src/algorithms/index.ts';
import type { Mechanism } from './mechanism.ts';

const namesOf = (size: number): string[] => Array.from({ length: size }, (_, place) => `name-${place}`);

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'featureFlags',
    call: 'isEnabled(s, instance, flag, now)',
    prepare: (size) => {
      const instances = namesOf(size);
      const s = featureFlags.create({ instances, ttl: 1_000_000 });
      featureFlags.set(s, 'search', true, 0);
      let now = 0;
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          now += 10;
          if (featureFlags.isEnabled(s, instances[call % size] as string, 'search', now)) sum += 1;
        }
        return sum;
      };
    },
  },
  {
    namespace: 'fallbackChain',
    call: 'first, next, answered',
    sizes: [1],
    prepare: () => {
      const s = fallbackChain.create({ levels: ['elasticsearch', 'database', 'static'] });
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          const first = fallbackChain.first(s) as string;
          const level = call % 4 === 0 ? (fallbackChain.next(s, first) as string) : first;
          sum += fallbackChain.answered(s, level);
        }
        return sum;
      };
    },
  },
  {
    namespace: 'loadShedder',
    call: 'admit(s, class, load)',
    prepare: (size) => {
      const names = namesOf(size);
      const s = loadShedder.create({
        classes: names.map((name, place) => ({ name, shedAbove: 1 - place / size })),
      });
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1)
          if (loadShedder.admit(s, names[call % size] as string, (call % 101) / 100)) sum += 1;
        return sum;
      };
    },
  },
];
