// What the defects come to, whatever the numbers.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { microsFromMillis, microsFromSeconds } from '../../base/units.ts';
import * as ipHash from '../balancing/ip-hash.ts';
import * as hashRing from '../hashing/hash-ring.ts';
import * as addressRemainder from './address-remainder.ts';
import * as collidingRing from './colliding-ring.ts';
import * as fixedWaitShutdown from './fixed-wait-shutdown.ts';
import * as overwrittenHealth from './overwritten-health.ts';
import * as slidingSet from './sliding-set.ts';
import * as unmovedRows from './unmoved-rows.ts';
import * as weightedPicker from './weighted-picker.ts';

const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 2, maxLength: 6 });

it('the weighted picker stops picking, whatever the weights, and never begins again', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 10 }), (weights) => {
      const s = weightedPicker.create({ servers: weights.map((weight, id) => ({ id: String(id), weight })) });
      const picks = Array.from({ length: 1_100 }, () => weightedPicker.pick(s));
      const end = picks.indexOf(undefined);
      expect(end).toBeGreaterThan(0);
      expect(picks.slice(end).every((pick) => pick === undefined)).toBe(true);
      // Two servers or more: the sum of all numbers was 0 after each pick, until it was none.
      expect(end).toBeLessThanOrEqual(1_030);
    }),
  );
});

it('a sliding set lets all of one millisecond through, and nobody in who keeps asking', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 100 }),
      (limit, together, apart) => {
        const s = slidingSet.create({ limit, window: microsFromSeconds(1) });
        const atOnce = Array.from({ length: together }, (_, place) =>
          slidingSet.admit(s, 'burst', place % 1000),
        );
        expect(atOnce.every(Boolean)).toBe(true);

        const interval = microsFromMillis(Math.min(apart, Math.floor(999 / limit)));
        const steady = Array.from({ length: 3 * limit + 50 }, (_, place) =>
          slidingSet.admit(s, 'steady', place * interval),
        );
        expect(steady.filter(Boolean).length).toBe(limit);
      },
    ),
  );
});

it('rows of a new shard, and only those, are out of reach', () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 40 }), ([added = '', ...shards], virtualNodes) => {
      const s = unmovedRows.create({ shards, virtualNodes });
      const ring = hashRing.create({ virtualNodes });
      for (const id of shards) hashRing.add(ring, id);
      const keys = Array.from({ length: 200 }, (_, place) => `row:${place}`);
      for (const key of keys) unmovedRows.insert(s, key);
      expect(unmovedRows.unreachable(s)).toEqual([]);
      unmovedRows.addShard(s, added);
      hashRing.add(ring, added);
      expect(unmovedRows.unreachable(s)).toEqual(keys.filter((key) => hashRing.owner(ring, key) === added));
    }),
  );
});

it('without common points the ring is right', () => {
  fc.assert(
    fc.property(ids, fc.array(fc.string(), { maxLength: 30 }), (shards, keys) => {
      const [ours, right] = [
        collidingRing.create({ virtualNodes: 20 }),
        hashRing.create({ virtualNodes: 20 }),
      ];
      for (const id of shards) {
        collidingRing.add(ours, id);
        hashRing.add(right, id);
      }
      collidingRing.remove(ours, shards[0] as string);
      hashRing.remove(right, shards[0] as string);
      for (const key of keys) expect(collidingRing.owner(ours, key)).toBe(hashRing.owner(right, key));
    }),
  );
});

it('an address goes where the article’s mode of ipHash sends it', () => {
  fc.assert(
    fc.property(ids, fc.array(fc.ipV4()), (servers, addresses) => {
      const s = addressRemainder.create({ servers });
      const right = ipHash.create({ hash: 'article', servers: servers.map((id) => ({ id })) });
      for (const clientAddress of addresses) {
        const picked = addressRemainder.pick(s, clientAddress);
        expect(picked).toBe(ipHash.pick(right, { now: 0, clientAddress }));
      }
    }),
  );
});

it('a cache that is down hides a database that is down', () => {
  const latency = fc.integer({ min: 0, max: 300_000 });
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.boolean(),
      latency,
      latency,
      (databaseUp, cacheUp, databaseLatency, cacheLatency) => {
        const { status } = overwrittenHealth.report({ databaseUp, cacheUp, databaseLatency, cacheLatency });
        expect(status === 'unhealthy').toBe(!databaseUp && cacheUp);
      },
    ),
  );
});

it('a shutdown lasts as long as its wait or its grace, never as long as its work', () => {
  const time = fc.integer({ min: 1, max: 100_000_000 });
  fc.assert(
    fc.property(
      time,
      fc.option(time, { nil: undefined }),
      fc.array(time, { maxLength: 5 }),
      (wait, grace, inFlight) => {
        const course = fixedWaitShutdown.courseOf({
          wait,
          inFlight,
          ...(grace === undefined ? {} : { grace }),
        });
        expect(course.endsAt).toBe(Math.min(wait, grace ?? wait));
        expect(course.steps.some(({ step }) => step === 'completed')).toBe(
          grace === undefined || grace > wait,
        );
        expect(course.requests.length).toBe(inFlight.length);
      },
    ),
  );
});
