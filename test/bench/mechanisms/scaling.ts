import { amdahl, autoscaler, scalingCost, usl } from '../../../src/algorithms/index.ts';
import type { Mechanism } from './mechanism.ts';

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'autoscaler',
    call: 'observe(s, now, utilization)',
    prepare: (size) => {
      const s = autoscaler.create({
        min: 1,
        max: 2 * size,
        target: 0.5,
        warmUp: 1000,
        cooldownOut: 10,
        cooldownIn: 10,
      });
      let now = 0;
      return (times) => {
        let sum = 0;
        for (let i = 0; i < times; i += 1) {
          now += 100;
          sum += autoscaler.observe(s, now, (i & 15) / 15);
        }
        return sum;
      };
    },
  },
  {
    namespace: 'scalingCost',
    call: 'vertical(s, capacity) + horizontal(s, capacity)',
    prepare: (size) => {
      const s = scalingCost.create({ unit: 1, exponent: 1.3, ceiling: 1000, balancer: 1 });
      return (times) => {
        let sum = 0;
        for (let i = 0; i < times; i += 1) {
          sum += (scalingCost.vertical(s, size + (i & 7)) ?? 0) - scalingCost.horizontal(s, size + (i & 7));
        }
        return sum;
      };
    },
  },
  {
    namespace: 'amdahl',
    call: 'speedup({ serialShare, servers })',
    prepare: (servers) => (times) => {
      let sum = 0;
      for (let i = 0; i < times; i += 1) sum += amdahl.speedup({ serialShare: (i & 7) / 100, servers });
      return sum;
    },
  },
  {
    namespace: 'usl',
    call: 'capacity({ contention, coherency, servers })',
    prepare: (servers) => (times) => {
      let sum = 0;
      for (let i = 0; i < times; i += 1)
        sum += usl.capacity({ contention: (i & 7) / 100, coherency: 0.001, servers });
      return sum;
    },
  },
];
