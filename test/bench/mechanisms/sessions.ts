import { sessionStore } from '../../../src/algorithms/index.ts';
import type { Loop, Mechanism } from './mechanism.ts';

const users = 1000;

function finding(options: (size: number) => sessionStore.SessionStoreOptions): (size: number) => Loop {
  return (size) => {
    const s = sessionStore.create(options(size));
    const cookies = Array.from(
      { length: users },
      (_, user) => sessionStore.signIn(s, { id: `user-${user}`, instance: user % size, now: 0 }) as string,
    );
    return (times) => {
      let sum = 0;
      for (let call = 0; call < times; call += 1) {
        const cookie = cookies[call % users] as string;
        if (sessionStore.find(s, { cookie, instance: call % size, now: 1 }) === 'found') sum += 1;
      }
      return sum;
    };
  };
}

const lifetime = 3_600_000_000;

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'sessionStore',
    call: 'find(s, request) memory',
    prepare: finding((size) => ({
      kind: 'memory',
      lifetime,
      instances: Array.from({ length: size }, (_, place) => place),
    })),
  },
  {
    namespace: 'sessionStore',
    call: 'find(s, request) shared',
    sizes: [1],
    prepare: finding(() => ({ kind: 'shared', ttl: lifetime })),
  },
  {
    namespace: 'sessionStore',
    call: 'find(s, request) token',
    sizes: [1],
    prepare: finding(() => ({ kind: 'token', key: 'a secret', lifetime })),
  },
];
