import { sessionStore } from '../../../src/algorithms/index.ts';
import { type Chance, type Life, life } from '../../support/life.ts';

const instances = ['A', 'B', 'C'];
const lifetime = 400;

/** The store beside the cookies that users hold. */
interface Users {
  readonly s: sessionStore.SessionStore;
  readonly cookies: string[];
  signIns: number;
}

function step(users: Users, chance: Chance): unknown {
  const { s, cookies } = users;
  const now = chance.pass(20);
  const instance = chance.pick(instances);
  switch (chance.below(12)) {
    case 0:
    case 1:
    case 2: {
      users.signIns += 1;
      const cookie = sessionStore.signIn(s, { id: `user-${users.signIns}`, instance, now });
      if (cookie !== undefined) cookies.push(cookie);
      return cookie;
    }
    case 3:
      if (chance.below(3) === 0) sessionStore.crash(s, instance);
      break;
    case 4:
      if (s.kind === 'shared') sessionStore.setStoreDown(s, chance.below(3) === 0);
      break;
  }
  const cookie = cookies[Math.max(0, cookies.length - 1 - chance.below(12))] ?? 'never signed in';
  const goesTo = sessionStore.instanceFor(s, cookie) ?? instance;
  const isRevoked = chance.below(8) === 0 && sessionStore.revoke(s, { cookie, instance: goesTo, now });
  return [goesTo, isRevoked, sessionStore.find(s, { cookie, instance: goesTo, now })];
}

const storing = (options: sessionStore.SessionStoreOptions): Life =>
  life('sessionStore', (): Users => ({ s: sessionStore.create(options), cookies: [], signIns: 0 }), step);

export const lives: readonly Life[] = [
  storing({ kind: 'memory', instances, lifetime }),
  storing({ kind: 'sticky', instances, lifetime }),
  storing({ kind: 'token', key: 'a secret', lifetime }),
  storing({ kind: 'shared', ttl: lifetime }),
  storing({ kind: 'shared', ttl: lifetime, sliding: true }),
];
