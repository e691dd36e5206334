import {
  consistentHashBalancer,
  ipHash,
  leastResponseTime,
  randomTwoChoices,
} from '../../../src/algorithms/index.ts';
import { chanceFrom } from '../../support/life.ts';
import type { Mechanism } from './mechanism.ts';

const serversOf = (size: number): { id: string }[] =>
  Array.from({ length: size }, (_, place) => ({ id: `10.0.${place >> 8}.${place & 255}:8080` }));
const addresses = Array.from({ length: 256 }, (_, place) => `10.${(place * 37) & 255}.${place}.9`);
const keys = Array.from({ length: 256 }, (_, place) => `/object/${place * 7919}`);

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'ipHash',
    call: 'pick(s, context) + release(s, id, ended)',
    prepare: (size) => {
      const s = ipHash.create({ servers: serversOf(size) });
      const ended = { now: 0, outcome: 'ok' } as const;
      return (times) => {
        let sum = 0;
        for (let i = 0; i < times; i += 1) {
          const id = ipHash.pick(s, { now: i, clientAddress: addresses[i & 255] as string }) as string;
          sum += id.length;
          ipHash.release(s, id, ended);
        }
        return sum;
      };
    },
  },
  ...[true, false].map((consistent) => ({
    namespace: 'consistentHashBalancer',
    call: `pick(s, context) + release(s, id, ended), ${consistent ? 'consistent' : 'plain'}`,
    prepare: (size: number) => {
      const s = consistentHashBalancer.create({ servers: serversOf(size), consistent });
      const ended = { now: 0, outcome: 'ok' } as const;
      return (times: number) => {
        let sum = 0;
        for (let i = 0; i < times; i += 1) {
          const id = consistentHashBalancer.pick(s, { now: i, key: keys[i & 255] as string }) as string;
          sum += id.length;
          consistentHashBalancer.release(s, id, ended);
        }
        return sum;
      };
    },
  })),
  {
    namespace: 'randomTwoChoices',
    call: 'pick(s, context) + release(s, id, ended)',
    prepare: (size) => {
      const s = randomTwoChoices.create({ servers: serversOf(size) });
      const random = chanceFrom(1).unit;
      const ended = { now: 0, outcome: 'ok' } as const;
      return (times) => {
        let sum = 0;
        for (let i = 0; i < times; i += 1) {
          const id = randomTwoChoices.pick(s, { now: i, random }) as string;
          sum += id.length;
          randomTwoChoices.release(s, id, ended);
        }
        return sum;
      };
    },
  },
  {
    namespace: 'leastResponseTime',
    call: 'pick(s, context) + release(s, id, ended)',
    prepare: (size) => {
      const s = leastResponseTime.create({ servers: serversOf(size) });
      let now = 0;
      return (times) => {
        let sum = 0;
        for (let i = 0; i < times; i += 1) {
          now += 100;
          const id = leastResponseTime.pick(s, { now }) as string;
          sum += id.length;
          now += 100 + (i & 63);
          leastResponseTime.release(s, id, { now, outcome: 'ok' });
        }
        return sum;
      };
    },
  },
];
