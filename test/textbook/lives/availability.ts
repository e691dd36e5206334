import { downtime, errorBudget } from '../../../src/algorithms/index.ts';
import { type Life, life } from '../../support/life.ts';

const minute = 60_000_000;

export const lives: readonly Life[] = [
  life(
    'errorBudget',
    () => errorBudget.create({ objective: 0.99, window: 600 * minute }),
    (s, chance) => {
      const now = chance.pass(3 * minute);
      if (chance.below(3) === 0) return errorBudget.remaining(s, now);
      errorBudget.record(s, now, {
        good: chance.below(100),
        bad: chance.below(20) === 0 ? chance.below(30) : 0,
      });
      return errorBudget.firing(s, now);
    },
  ),
  life(
    'downtime',
    () => downtime.create({ fewestRequests: 5 }),
    (s, chance) => {
      if (chance.below(20) === 0) return [downtime.finish(s), downtime.downtimeSeconds(s)];
      const arrived = chance.below(8);
      return downtime.closeSecond(s, s.nextSecond + chance.below(2), arrived, chance.below(arrived + 1));
    },
  ),
];
