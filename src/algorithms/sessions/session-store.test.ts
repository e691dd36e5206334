import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceFrom } from '../../../test/support/life.ts';
import { sizeOf } from '../../base/aging-map.ts';
import * as sessionStore from './session-store.ts';

const hour = 3_600_000_000;
const names = ['A', 'B', 'C', 'D'];
const kinds = (instances: readonly string[]) =>
  ({
    memory: { kind: 'memory', instances, lifetime: hour },
    sticky: { kind: 'sticky', instances, lifetime: hour },
    token: { kind: 'token', key: 'a secret', lifetime: hour },
    shared: { kind: 'shared', ttl: hour },
  }) as const;
const signIn = (s: sessionStore.SessionStore, id: string, instance: string, now = 0): string =>
  sessionStore.signIn(s, { id, instance, now })!;

describe('session store', () => {
  // Recorded at 1, 2, 3 and 4 instances: 0, 49.9, 66.6 and 75.1 % not found; with a shared store 0.
  it('in memory misses (n − 1)/n of the requests: 50, 67, 75 %', () => {
    for (const count of [1, 2, 3, 4]) {
      const instances = names.slice(0, count);
      const s = sessionStore.create(kinds(instances).memory);
      const cookies = instances.map((instance) => signIn(s, `at ${instance}`, instance));
      const findings = cookies.flatMap((cookie) =>
        instances.map((instance) => sessionStore.find(s, { cookie, instance, now: 1 })),
      );
      const missing = findings.filter((finding) => finding === 'missing').length;
      expect(missing / findings.length).toBeCloseTo((count - 1) / count, 12);
    }
  });

  it('does so with balancers that draw, too, and the other kinds never do', () => {
    const chance = chanceFrom(7);
    for (const count of [2, 3, 4]) {
      const instances = names.slice(0, count);
      for (const options of Object.values(kinds(instances))) {
        const s = sessionStore.create(options);
        let missing = 0;
        for (let user = 0; user < 4000; user += 1) {
          const cookie = signIn(s, `user-${user}`, chance.pick(instances));
          const drawn = chance.pick(instances);
          const instance = sessionStore.instanceFor(s, cookie) ?? drawn;
          if (sessionStore.find(s, { cookie, instance, now: 1 }) !== 'found') missing += 1;
          if (options.kind === 'token' && user === 100) break;
        }
        const expected = options.kind === 'memory' ? (count - 1) / count : 0;
        // Four standard errors of a share of 4000.
        expect(Math.abs(missing / 4000 - expected)).toBeLessThanOrEqual(
          4 * Math.sqrt((expected * (1 - expected)) / 4000),
        );
      }
    }
  });

  it('survives a crash of its instance as a token and in the shared store only', () => {
    const findings = Object.values(kinds(names)).map((options) => {
      const s = sessionStore.create(options);
      const cookies = ['A', 'B'].map((instance) => signIn(s, `at ${instance}`, instance));
      sessionStore.crash(s, 'A');
      return cookies.map((cookie, place) =>
        sessionStore.find(s, { cookie, instance: names[place]!, now: 1 }),
      );
    });
    expect(findings).toEqual([
      ['missing', 'found'],
      ['missing', 'found'],
      ['found', 'found'],
      ['found', 'found'],
    ]);
  });

  it('ends after its lifetime; a shared one may begin anew with each use', () => {
    const findings = Object.values(kinds(names)).map((options) => {
      const s = sessionStore.create(options);
      const cookie = signIn(s, 'x', 'A');
      return [hour - 1, hour].map((now) => sessionStore.find(s, { cookie, instance: 'A', now }));
    });
    const gone = ['found', 'missing'];
    expect(findings).toEqual([gone, gone, ['found', 'expired'], gone]);
    const s = sessionStore.create({ kind: 'shared', ttl: hour, sliding: true });
    const cookie = signIn(s, 'x', 'A');
    const at = (now: number) => sessionStore.find(s, { cookie, now });
    expect([at(hour - 1), at(2 * hour - 2), at(3 * hour - 2)]).toEqual(['found', 'found', 'missing']);
  });

  it('signs out at once, whichever kind', () => {
    const findings = Object.values(kinds(names)).map((options) => {
      const s = sessionStore.create(options);
      const cookie = signIn(s, 'x', 'A');
      const isRevoked = sessionStore.revoke(s, { cookie, instance: 'A', now: 1 });
      return [isRevoked, sessionStore.find(s, { cookie, instance: 'A', now: 2 })];
    });
    const gone = [true, 'missing'];
    expect(findings).toEqual([gone, gone, [true, 'revoked'], gone]);
  });

  it('has nobody to sign out whose session has ended', () => {
    const shared = sessionStore.create({ kind: 'shared', ttl: 10 });
    const memory = sessionStore.create({ kind: 'memory', instances: ['A'], lifetime: 10 });
    const ended = [shared, memory].flatMap((s) =>
      [9, 10, 1e6].map((now) => {
        const cookie = signIn(s, `until ${now}`, 'A');
        const isRevoked = sessionStore.revoke(s, { cookie, instance: 'A', now });
        return [isRevoked, sizeOf(s.kind === 'shared' ? s.shared : s.local.get('A')!)];
      }),
    );
    const expected = [
      [true, 0],
      [false, 0],
      [false, 0],
    ];
    expect(ended).toEqual([...expected, ...expected]);
  });

  it('reads an instance out of its own cookies only', () => {
    const s = sessionStore.create(kinds(['A', 'B']).sticky);
    expect(sessionStore.instanceFor(s, signIn(s, 'ann@0', 'B'))).toBe('B');
    for (const cookie of ['', '1', 'x@', 'x@ 1', 'x@01', 'x@2', 'x@1e0', 'x@-1', 'x@1.'])
      expect(sessionStore.instanceFor(s, cookie)).toBeUndefined();
  });

  it('writes whole times into tokens, for a point would end the id', () => {
    const create = (lifetime: number) => sessionStore.create({ kind: 'token', key: 'k', lifetime });
    expect(() => signIn(create(1_000_000), 'u', 'A', 10.5)).toThrow('now: a whole number');
    expect(() => create(10.5)).toThrow('lifetime: a whole number of at least 1');
  });

  it('knows nobody while the shared store is down', () => {
    const s = sessionStore.create(kinds(names).shared);
    const cookie = signIn(s, 'x', 'A');
    sessionStore.setStoreDown(s, true);
    expect(sessionStore.find(s, { cookie, now: 1 })).toBe('unavailable');
    expect([sessionStore.signIn(s, { id: 'y', now: 1 }), sessionStore.revoke(s, { cookie, now: 1 })]).toEqual(
      [undefined, false],
    );
    sessionStore.setStoreDown(s, false);
    expect(sessionStore.find(s, { cookie, now: 2 })).toBe('found');
  });

  it('never finds a revoked token, and lists none for longer than two lifetimes', () => {
    const step = fc.record({ pass: fc.nat(30), token: fc.nat(9), revokes: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const s = sessionStore.create({ kind: 'token', key: 'k', lifetime: 100 });
        const cookies: string[] = [];
        const revokedAt = new Map<string, number>();
        let now = 0;
        for (const { pass, token, revokes } of steps) {
          now += pass;
          cookies.push(signIn(s, `token ${cookies.length}`, 'A', now));
          const cookie = cookies[Math.max(0, cookies.length - 1 - token)]!;
          const isRevoked = revokes && sessionStore.revoke(s, { cookie, now });
          if (isRevoked) revokedAt.set(cookie, now);
          for (const one of revokedAt.keys())
            expect(sessionStore.find(s, { cookie: one, now })).not.toBe('found');
          const recent = [...revokedAt.values()].filter((at) => now - at < 200).length;
          if (isRevoked) expect(sizeOf(s.revoked)).toBeLessThanOrEqual(recent);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('refuses what a kind would ignore', () => {
    const create = sessionStore.create as (options: object) => sessionStore.SessionStore;
    expect(() => create({ kind: 'cookie' })).toThrow('kind: memory | sticky | token | shared');
    expect(() => create({ kind: 'memory', lifetime: hour })).toThrow('instances: a list of ids');
    expect(() => create({ kind: 'token', lifetime: hour, key: '' })).toThrow('key: a text');
    expect(() => create({ kind: 'shared', ttl: hour, instances: names })).toThrow(
      'instances: no such option',
    );
    expect(() => create({ kind: 'shared', ttl: 0 })).toThrow('ttl: more than 0');
    const s = create({ kind: 'memory', instances: names, lifetime: hour });
    expect(() => signIn(s, 'x', 'E')).toThrow('instance: one of the instances');
    expect(() => sessionStore.setStoreDown(s, true)).toThrow('kind: shared');
  });
});
