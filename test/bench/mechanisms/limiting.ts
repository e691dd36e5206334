import { RateLimiterMemory } from 'rate-limiter-flexible';
import {
  concurrencyLimit,
  fixedWindow,
  gcra,
  keyed,
  leakyBucket,
  slidingCounter,
  slidingLog,
  tokenBucket,
} from '../../../src/algorithms/index.ts';
import { microsPerSecond } from '../../../src/base/units.ts';
import type { Loop, Mechanism } from './mechanism.ts';

const window = microsPerSecond;
/** Between two requests: fourteen in a second, so that ten pass and four do not. */
const gap = 71_429;
/** So many that all pass, for the row with a rival, which throws what it refuses. */
const plenty = 1_000_000_000;

const one = { sizes: [1] } as const;
const clients = (size: number): string[] =>
  Array.from({ length: size }, (_, client) => `198.51.100.${client}`);

const windowPerClient = keyed(fixedWindow);
const bucketPerClient = keyed(tokenBucket);

/** rate-limiter-flexible sets a timer per key when it is new, and is asynchronous, as it is with a store. */
function flexible(size: number): Loop {
  const keys = clients(size);
  const limiter = new RateLimiterMemory({ points: plenty, duration: 3600 });
  let turn = 0;
  return async (times) => {
    let sum = 0;
    for (let call = 0; call < times; call += 1) {
      turn = turn + 1 === size ? 0 : turn + 1;
      sum += (await limiter.consume(keys[turn] as string)).remainingPoints;
    }
    return sum;
  };
}

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'fixedWindow',
    call: 'admit(s, now)',
    ...one,
    prepare: () => {
      const s = fixedWindow.create({ limit: plenty, window });
      let now = 0;
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          now += gap;
          sum += fixedWindow.admit(s, now).remaining;
        }
        return sum;
      };
    },
    rivals: [{ package: 'rate-limiter-flexible', prepare: flexible }],
  },
  {
    namespace: 'slidingLog',
    call: 'admit(s, now)',
    ...one,
    prepare: () => {
      const s = slidingLog.create({ limit: 10, window });
      let now = 0;
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          now += gap;
          sum += slidingLog.admit(s, now).remaining;
        }
        return sum;
      };
    },
  },
  {
    namespace: 'slidingCounter',
    call: 'admit(s, now)',
    ...one,
    prepare: () => {
      const s = slidingCounter.create({ limit: 10, window });
      let now = 0;
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          now += gap;
          sum += slidingCounter.admit(s, now).remaining;
        }
        return sum;
      };
    },
  },
  {
    namespace: 'tokenBucket',
    call: 'admit(s, now)',
    ...one,
    prepare: () => {
      const s = tokenBucket.create({ capacity: 10, refillPerSecond: 10 });
      let now = 0;
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          now += gap;
          sum += tokenBucket.admit(s, now).remaining;
        }
        return sum;
      };
    },
  },
  {
    namespace: 'leakyBucket',
    call: 'admit(s, now)',
    ...one,
    prepare: () => {
      const s = leakyBucket.create({ ratePerSecond: 10, burst: 10 });
      let now = 0;
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          now += gap;
          sum += leakyBucket.admit(s, now).remaining;
        }
        return sum;
      };
    },
  },
  {
    namespace: 'gcra',
    call: 'admit(s, now)',
    ...one,
    prepare: () => {
      const s = gcra.create({ ratePerSecond: 10, burst: 10 });
      let now = 0;
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          now += gap;
          sum += gcra.admit(s, now).remaining;
        }
        return sum;
      };
    },
  },
  {
    namespace: 'concurrencyLimit',
    call: 'admit and settle',
    ...one,
    prepare: () => {
      const s = concurrencyLimit.create({ limit: 10 });
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          const { remaining, permit } = concurrencyLimit.admit(s, call);
          concurrencyLimit.settle(s, call, permit, 'ok');
          sum += remaining;
        }
        return sum;
      };
    },
  },
  {
    namespace: 'keyed',
    call: '(fixedWindow) admit(s, key, now)',
    prepare: (size) => {
      const keys = clients(size);
      const s = windowPerClient.create({ limit: plenty, window: 3600 * microsPerSecond, maxKeys: 1000 });
      let [now, turn] = [0, 0];
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          turn = turn + 1 === size ? 0 : turn + 1;
          now += gap;
          sum += windowPerClient.admit(s, keys[turn] as string, now).remaining;
        }
        return sum;
      };
    },
    rivals: [{ package: 'rate-limiter-flexible', prepare: flexible }],
  },
  {
    namespace: 'keyed',
    call: '(tokenBucket) admit(s, key, now)',
    prepare: (size) => {
      const keys = clients(size);
      const s = bucketPerClient.create({ capacity: 10, refillPerSecond: 10, maxKeys: 1000 });
      let [now, turn] = [0, 0];
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          turn = turn + 1 === size ? 0 : turn + 1;
          now += gap;
          sum += bucketPerClient.admit(s, keys[turn] as string, now).remaining;
        }
        return sum;
      };
    },
  },
  {
    namespace: 'keyed',
    call: '(tokenBucket) admit(s, key never seen, now), maxKeys',
    sizes: [300, 100_000],
    prepare: (maxKeys) => {
      const s = bucketPerClient.create({ capacity: 10, refillPerSecond: 10, maxKeys });
      let key = 0;
      for (; key < maxKeys; key += 1) bucketPerClient.admit(s, key, 0);
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          key += 1;
          sum += bucketPerClient.admit(s, key, 0).remaining;
        }
        return sum;
      };
    },
  },
];
