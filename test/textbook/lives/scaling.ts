import { autoscaler, scalingCost } from '../../../src/algorithms/index.ts';
import { type Life, life } from '../../support/life.ts';

const second = 1_000_000;

export const lives: readonly Life[] = [
  life(
    'autoscaler',
    () =>
      autoscaler.create({
        min: 1,
        max: 20,
        target: 0.6,
        warmUp: 20 * second,
        cooldownOut: 10 * second,
        cooldownIn: 30 * second,
      }),
    (s, chance) => {
      const now = chance.pass(15 * second);
      if (chance.below(3) === 0)
        return [autoscaler.advance(s, now), autoscaler.nextDue(s), autoscaler.servers(s)];
      return [autoscaler.observe(s, now, 2 * chance.unit()), autoscaler.servers(s)];
    },
  ),
  life(
    'scalingCost',
    () => scalingCost.create({ unit: 3, exponent: 1.2, ceiling: 16, balancer: 1 }),
    (s, chance) => {
      const capacity = 1 + 20 * chance.unit();
      return [
        scalingCost.vertical(s, capacity),
        scalingCost.horizontal(s, capacity, chance.below(3)),
        scalingCost.crossover(s),
      ];
    },
  ),
];
