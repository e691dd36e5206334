import {
  leastConnections,
  passiveHealth,
  roundRobin,
  weightedRoundRobin,
} from '../../../src/algorithms/index.ts';
import type { Mechanism } from './mechanism.ts';

const serversOf = (size: number): { id: string; weight: number }[] =>
  Array.from({ length: size }, (_, place) => ({ id: `server-${place}`, weight: 1 + (place % 5) }));
const alikeOf = (size: number): { id: string }[] => serversOf(size).map(({ id }) => ({ id }));

const call = 'pick(s, context) + release(s, id, ended)';
/** What lies in flight while the next is picked, so that least connections has loads to compare. */
const underWay = 2;

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'roundRobin',
    call,
    prepare: (size) => {
      const s = roundRobin.create({ servers: alikeOf(size) });
      const [context, ended] = [{ now: 0 }, { now: 0, outcome: 'ok' as const }];
      return (times) => {
        let sum = 0;
        for (let request = 0; request < times; request += 1) {
          context.now += 1;
          ended.now = context.now;
          const id = roundRobin.pick(s, context) as string;
          sum += id.length;
          roundRobin.release(s, id, ended);
        }
        return sum;
      };
    },
  },
  {
    namespace: 'weightedRoundRobin',
    call,
    prepare: (size) => {
      const s = weightedRoundRobin.create({ servers: serversOf(size) });
      const [context, ended] = [{ now: 0 }, { now: 0, outcome: 'ok' as const }];
      return (times) => {
        let sum = 0;
        for (let request = 0; request < times; request += 1) {
          context.now += 1;
          ended.now = context.now;
          const id = weightedRoundRobin.pick(s, context) as string;
          sum += id.length;
          weightedRoundRobin.release(s, id, ended);
        }
        return sum;
      };
    },
  },
  {
    namespace: 'leastConnections',
    call,
    prepare: (size) => {
      const s = leastConnections.create({ servers: serversOf(size) });
      const [context, ended] = [{ now: 0 }, { now: 0, outcome: 'ok' as const }];
      const held = Array.from({ length: size * underWay }, () => leastConnections.pick(s, context) as string);
      let oldest = 0;
      return (times) => {
        let sum = 0;
        for (let request = 0; request < times; request += 1) {
          context.now += 1;
          ended.now = context.now;
          const id = leastConnections.pick(s, context) as string;
          sum += id.length;
          leastConnections.release(s, held[oldest] as string, ended);
          held[oldest] = id;
          oldest = oldest + 1 === held.length ? 0 : oldest + 1;
        }
        return sum;
      };
    },
  },
  {
    namespace: 'passiveHealth',
    call: 'pick(s, context) + release(s, id, ended), every tenth failed',
    prepare: (size) => {
      const servers = serversOf(size).map((server) => ({ ...server, maxFails: 3, failTimeout: 50 }));
      const s = passiveHealth.create({ servers });
      const context = { now: 0 };
      const [ok, failed] = [
        { now: 0, outcome: 'ok' as const },
        { now: 0, outcome: 'failed' as const },
      ];
      return (times) => {
        let sum = 0;
        for (let request = 0; request < times; request += 1) {
          context.now += 1;
          const ended = request % 10 === 0 ? failed : ok;
          ended.now = context.now;
          const id = passiveHealth.pick(s, context);
          // At three servers all may be out at once.
          if (id === undefined) continue;
          sum += id.length;
          passiveHealth.release(s, id, ended);
        }
        return sum;
      };
    },
  },
];
