import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as featureFlags from './feature-flags.ts';

const ttl = 1_000_000;
const instances = ['A', 'B'] as const;
const both = (s: featureFlags.FeatureFlags<string>, now: number) =>
  instances.map((instance) => featureFlags.isEnabled(s, instance, 'search', now));

describe('feature flags', () => {
  // Recorded of flags cached without an end: 1.5 s after A turned it off, B still had it on.
  it('reaches the second instance within the TTL, or at once if it has subscribed', () => {
    const s = featureFlags.create<string>({ instances, ttl });
    featureFlags.set(s, 'search', true, 0);
    expect(both(s, 0)).toEqual([true, true]);
    featureFlags.set(s, 'search', false, 1);
    expect(both(s, ttl - 1)).toEqual([true, true]);
    expect(both(s, 1_500_000)).toEqual([false, false]);
    featureFlags.subscribe(s, 'B');
    expect(both(s, 1_500_001)).toEqual([false, false]);
    featureFlags.set(s, 'search', true, 1_500_002);
    expect(both(s, 1_500_003)).toEqual([false, true]);
  });

  // Recorded: a flag asked for before it was set stayed off for ever.
  it('does not remember for ever that a flag was missing', () => {
    const s = featureFlags.create<string>({ instances, ttl, defaults: { beta: true } });
    expect(featureFlags.isEnabled(s, 'A', 'search', 0)).toBe(false);
    expect(featureFlags.isEnabled(s, 'A', 'beta', 0)).toBe(true);
    featureFlags.set(s, 'search', true, 1);
    expect(featureFlags.isEnabled(s, 'A', 'search', ttl)).toBe(true);
  });

  // Recorded: with the store down the question itself threw, and the request hung.
  it('goes by what it knew last while the store is down, else by the default', () => {
    const s = featureFlags.create<string>({ instances, ttl, defaults: { beta: true } });
    featureFlags.set(s, 'search', true, 0);
    featureFlags.isEnabled(s, 'A', 'search', 0);
    featureFlags.setStoreDown(s, true);
    expect(featureFlags.set(s, 'search', false, 1)).toBe(false);
    expect(both(s, 100 * ttl)).toEqual([true, false]);
    expect(featureFlags.isEnabled(s, 'B', 'beta', 1)).toBe(true);
    featureFlags.setStoreDown(s, false);
    expect(both(s, 100 * ttl)).toEqual([true, true]);
    featureFlags.restart(s, 'A');
    featureFlags.setStoreDown(s, true);
    expect(both(s, 100 * ttl)).toEqual([false, true]);
  });

  it('says what the store said at some time within the TTL; exactly what it says, if subscribed', () => {
    const step = fc.record({
      pass: fc.nat(8),
      verb: fc.constantFrom('set', 'set', 'ask', 'ask', 'subscribe', 'unsubscribe', 'restart'),
      instance: fc.constantFrom(...instances),
      on: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120, size: 'max' }), fc.nat(12), (steps, period) => {
        const s = featureFlags.create<string>({ instances, ttl: period });
        /** What the store has said since when. */
        const history: { since: number; on: boolean }[] = [{ since: 0, on: false }];
        let now = 0;
        for (const { pass, verb, instance, on } of steps) {
          now += pass;
          if (verb === 'set') {
            featureFlags.set(s, 'search', on, now);
            history.push({ since: now, on });
          } else if (verb === 'subscribe') featureFlags.subscribe(s, instance);
          else if (verb === 'unsubscribe') featureFlags.unsubscribe(s, instance);
          else if (verb === 'restart') featureFlags.restart(s, instance);
          const said = featureFlags.isEnabled(s, instance, 'search', now);
          const isTold = s.instances.get(instance)!.subscribed;
          const recent = history.filter(
            (_, index) =>
              index === history.length - 1 || (!isTold && history[index + 1]!.since > now - period),
          );
          expect(recent.map((one) => one.on)).toContain(said);
        }
      }),
    );
  });

  it('refuses what it does not know', () => {
    const create = featureFlags.create as (options: object) => featureFlags.FeatureFlags<string>;
    expect(() => create({ instances })).toThrow('ttl: at least 0');
    expect(() => create({ instances: ['A', 'A'], ttl })).toThrow('instances[1]: each id once');
    expect(() => create({ instances, ttl, defaults: { a: 'true' } })).toThrow('defaults: true | false');
    expect(() => create({ instances, ttl, push: true })).toThrow('push: no such option');
    const s = create({ instances, ttl });
    expect(() => featureFlags.isEnabled(s, 'C', 'search', 0)).toThrow('instance: one of the instances');
    featureFlags.setStoreDown(s, true);
    expect(() => featureFlags.subscribe(s, 'A')).toThrow('subscribe: while the store is up');
  });
});
