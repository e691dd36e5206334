import { downtime, errorBudget, queueing, reliability, sla } from '../../../src/algorithms/index.ts';
import type { Mechanism } from './mechanism.ts';

const once = [1];

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'queueing',
    call: 'mmc({ arrivalRate, serviceRate, servers })',
    prepare: (servers) => (times) => {
      let sum = 0;
      for (let i = 0; i < times; i += 1) {
        sum += queueing.mmc({
          arrivalRate: 0.5 * servers + (i & 7) / 100,
          serviceRate: 1,
          servers,
        }).meanWaiting;
      }
      return sum;
    },
  },
  {
    namespace: 'reliability',
    call: 'kOfN({ needed, parts, part })',
    prepare: (parts) => (times) => {
      let sum = 0;
      for (let i = 0; i < times; i += 1)
        sum += reliability.kOfN({ needed: parts - 1, parts, part: 0.99 + (i & 7) / 1000 });
      return sum;
    },
  },
  {
    namespace: 'sla',
    call: 'allowedDowntime(target, window)',
    sizes: once,
    prepare: () => (times) => {
      let sum = 0;
      for (let i = 0; i < times; i += 1) sum += sla.allowedDowntime(0.99 + (i & 7) / 1000, 'month30');
      return sum;
    },
  },
  {
    namespace: 'errorBudget',
    call: 'record(s, now, { good, bad })',
    sizes: once,
    prepare: () => {
      const s = errorBudget.create({ objective: 0.999, window: 2_592_000_000_000 });
      const events = { good: 1, bad: 0 };
      let now = 0;
      return (times) => {
        for (let i = 0; i < times; i += 1) {
          now += 10_000;
          errorBudget.record(s, now, events);
        }
        return s.whole.totalGood;
      };
    },
  },
  {
    namespace: 'downtime',
    call: 'closeSecond(s, second, arrived, good)',
    sizes: once,
    prepare: () => {
      const s = downtime.create();
      let second = 0;
      return (times) => {
        for (let i = 0; i < times; i += 1) {
          downtime.closeSecond(s, second, 300, 290 - (i & 31));
          second += 1;
        }
        return downtime.downtimeSeconds(s);
      };
    },
  },
];
