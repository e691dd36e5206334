// What stands beside a defect does not have it: the same course of events through both. The breaker's are in
// counting-breaker.test.ts, the pickers' and the window's in test/conformance/article-defects*.test.ts.
import { describe, expect, it } from 'vitest';
import { microsFromMillis, microsFromSeconds } from '../../base/units.ts';
import * as consistentHashBalancer from '../balancing/consistent-hash-balancer.ts';
import * as leastConnections from '../balancing/least-connections.ts';
import * as roundRobin from '../balancing/round-robin.ts';
import * as featureFlags from '../degradation/feature-flags.ts';
import * as hashRing from '../hashing/hash-ring.ts';
import * as healthReport from '../health/health-report.ts';
import * as serverLifecycle from '../lifecycle/server-lifecycle.ts';
import * as slidingLog from '../limiting/sliding-log.ts';
import * as readRouting from '../replication/read-routing.ts';
import * as deadline from '../resilience/deadline.ts';
import * as sessionStore from '../sessions/session-store.ts';
import * as geoSharding from '../sharding/geo-sharding.ts';
import * as rangeSharding from '../sharding/range-sharding.ts';
import * as redistribution from '../sharding/redistribution.ts';
import * as article from './index.ts';

const seconds = microsFromSeconds;
const millis = microsFromMillis;
const serversOf = (ids: readonly string[]): { id: string }[] => ids.map((id) => ({ id }));

describe('balancing', () => {
  it('remainderOfNothing: an empty list recovers', () => {
    const s = roundRobin.create<string>({ servers: [] });
    expect(roundRobin.pick(s, { now: 0 })).toBeUndefined();
    expect(s.turn.next).toBe(0);
  });

  it('releaseUnchecked: a second release is refused', () => {
    const s = leastConnections.create({ servers: serversOf(['A', 'B']) });
    const id = leastConnections.pick(s, { now: 0 }) as string;
    leastConnections.release(s, id, { now: 0, outcome: 'ok' });
    expect(() => leastConnections.release(s, id, { now: 0, outcome: 'ok' })).toThrow('only what was picked');
    expect(() => leastConnections.release(s, 'Z', { now: 0, outcome: 'ok' })).toThrow('one of the servers');
  });

  it('fastFailureBlackHole: passive health takes the failing server out', () => {
    const s = leastConnections.create({ servers: serversOf(['A', 'B', 'C']) });
    const counts = { A: 0, B: 0, C: 0 };
    const running: { id: keyof typeof counts; endsAt: number }[] = [];
    for (let now = 0; now < seconds(10); now += millis(5)) {
      for (const { id } of running.filter(({ endsAt }) => endsAt <= now)) {
        leastConnections.release(s, id, { now, outcome: id === 'C' ? 'failed' : 'ok' });
      }
      running.splice(0, running.length, ...running.filter(({ endsAt }) => endsAt > now));
      const id = leastConnections.pick(s, { now }) as keyof typeof counts;
      counts[id] += 1;
      running.push({ id, endsAt: now + millis(id === 'C' ? 1 : 100) });
    }
    expect(counts.C).toBe(1);
    expect(Math.abs(counts.A - counts.B)).toBe(1);
  });

  it('remainderMovesClients: a fourth server takes a quarter instead of moving three', () => {
    const ids = ['A', 'B', 'C', 'D'];
    const addresses = Array.from({ length: 1_000 }, (_, place) => `10.0.${place >> 8}.${place & 255}`);
    const movedOf = (pickers: ((address: string) => unknown)[]): number =>
      addresses.filter((address) => new Set(pickers.map((pick) => pick(address))).size > 1).length / 1_000;
    const consistent = [3, 4].map((count) => {
      const s = consistentHashBalancer.create({ servers: serversOf(ids.slice(0, count)) });
      return (key: string) => consistentHashBalancer.pick(s, { now: 0, key });
    });
    const byRemainder = [3, 4].map((count) => {
      const s = article.addressRemainder.create({ servers: ids.slice(0, count) });
      return (address: string) => article.addressRemainder.pick(s, address);
    });
    expect(movedOf(byRemainder)).toBeGreaterThan(0.7);
    expect(movedOf(consistent)).toBeLessThan(0.35);
  });
});

describe('sharding', () => {
  it('noNumberHasShard, lastRangeTakesGrowth: refused, and split', () => {
    const ranges = [{ shard: 'shard-1', below: 1_000 }, { shard: 'shard-2' }];
    const s = rangeSharding.create({ ranges });
    for (const key of [Number.NaN, -5]) expect(() => rangeSharding.route(s, key)).toThrow('key: ');
    rangeSharding.split(s, 2_000, 'shard-3');
    expect([1_500, 2_500].map((key) => rangeSharding.route(s, key))).toEqual(['shard-2', 'shard-3']);
  });

  it('inheritedKeys: what objects inherit is no region', () => {
    const s = geoSharding.create({ regions: { EU: 'eu' }, groups: { EU: ['DE', 'FR'] }, fallback: 'other' });
    const codes = ['EU', 'DE', 'constructor', '__proto__', 'toString'];
    expect(codes.map((code) => geoSharding.route(s, code))).toEqual(['eu', 'eu', 'other', 'other', 'other']);
  });

  it('commonPointLost: the survivor keeps the point, whatever the order', () => {
    const [a, b] = ['shard-311', 'shard-646'] as const;
    const hash = hashRing.hashOf(`${a}:50`);
    const ringOf = (ids: readonly string[]): hashRing.HashRing => {
      const s = hashRing.create();
      for (const id of ids) hashRing.add(s, id);
      return s;
    };
    const [one, other] = [ringOf([a, b]), ringOf([b, a])];
    expect(hashRing.ownerOfHash(one, hash)).toBe(hashRing.ownerOfHash(other, hash));
    for (const [gone, left] of [
      [a, b],
      [b, a],
    ] as const) {
      const s = ringOf([a, b]);
      hashRing.remove(s, gone);
      expect(s).toEqual(ringOf([left]));
    }
  });

  it('rowsNotMoved: redistribution names the rows to move', () => {
    const shards = ['shard-1', 'shard-2', 'shard-3'];
    const keys = Array.from({ length: 500 }, (_, place) => `user:${place}`);
    const rows = article.unmovedRows.create({ shards });
    for (const key of keys) article.unmovedRows.insert(rows, key);
    const owners = (): redistribution.Owner[] =>
      redistribution.ownersOf(keys, (key) => article.collidingRing.owner(rows.ring, key));
    const before = owners();
    article.unmovedRows.addShard(rows, 'shard-4');
    const after = owners();
    const toMove = keys.filter((_, place) => before[place] !== after[place]);
    expect(toMove).toEqual(article.unmovedRows.unreachable(rows));
    expect(redistribution.compare(before, after).moved).toBe(toMove.length);
  });
});

describe('state shared and not', () => {
  it('memberPerMillisecond: a log has an entry for each', () => {
    const s = slidingLog.create({ limit: 5, window: seconds(1) });
    expect(
      Array.from({ length: 50 }, () => slidingLog.admit(s, 0)).filter(({ allowed }) => allowed).length,
    ).toBe(5);
  });

  it('flagCachedForEver, absenceCached, flagNeedsStore: a lifetime, and an answer of its own', () => {
    const s = featureFlags.create({ instances: ['A', 'B'], ttl: seconds(1), defaults: { search: true } });
    expect(featureFlags.isEnabled(s, 'B', 'search', 0)).toBe(true);
    featureFlags.set(s, 'search', false, 0);
    expect(featureFlags.isEnabled(s, 'B', 'search', seconds(1))).toBe(false);
    featureFlags.setStoreDown(s, true);
    expect(featureFlags.isEnabled(s, 'B', 'search', seconds(9))).toBe(false);
    expect(featureFlags.isEnabled(s, 'A', 'search', seconds(9))).toBe(true);
  });

  it('mapPerProcess, entriesNeverDeleted: one store, and an end', () => {
    const s = sessionStore.create({ kind: 'shared', ttl: seconds(5) });
    const cookie = sessionStore.signIn(s, { id: 'alice', now: 0 }) as string;
    expect(sessionStore.find(s, { cookie, now: millis(50) })).toBe('found');
    expect(sessionStore.find(s, { cookie, now: seconds(5) })).toBe('missing');
  });

  it('sharedMissingSession, missingRowHasNoVersion: nobody’s read is nobody’s, and no row is an old row', () => {
    const topology = { primary: 'primary', replicas: ['replica'] };
    const pinned = readRouting.create({
      ...topology,
      policy: { kind: 'primaryAfterWrite', for: seconds(5) },
    });
    readRouting.recordWrite(pinned, 'alice', 0);
    expect(readRouting.routeRead(pinned, { now: 1, session: 'alice' })).toBe('primary');
    expect(readRouting.routeRead(pinned, { now: 1 })).toBe('replica');
    const checked = readRouting.create({ ...topology, policy: { kind: 'versionCheck' } });
    const row = { from: 'replica', version: null, expected: 2 };
    expect(readRouting.judgeRead(checked, row)).toBe('readPrimary');
  });
});

describe('health, time and shutdown', () => {
  it('verdictOverwritten: the worst required check decides', () => {
    const s = healthReport.create({ checks: [{ id: 'database' }, { id: 'cache', required: false }] });
    for (const id of ['database', 'cache']) healthReport.observe(s, id, { status: 'unhealthy' });
    expect([healthReport.verdict(s), healthReport.httpStatus(s)]).toEqual(['unhealthy', 503]);
  });

  it('cpuTimeAsPercent, heapOverCommitted: a difference, and a limit', () => {
    const [before, after] = [
      { used: seconds(700), at: seconds(14_000) },
      { used: seconds(700.5), at: seconds(14_010) },
    ];
    expect(healthReport.cpuUtilization(before, after)).toBeCloseTo(0.05, 12);
    expect(article.processUsage.cpuPercent(after.used)).toBeGreaterThan(70);
    expect(healthReport.memoryUtilization(73, 4144)).toBeLessThan(0.02);
    expect(article.processUsage.heapPercent(73, 100)).toBeCloseTo(73, 12);
  });

  it('workOutlivesClient: with a deadline the work is not begun', () => {
    const s = deadline.create({ now: 0, timeout: seconds(30) });
    expect(deadline.admits(s, 0, seconds(33))).toBe(false);
    expect(deadline.childTimeout(s, seconds(29), {})).toBe(seconds(1));
  });

  it('fixedWait, killedBeforeCleanup: it stops when it is idle', () => {
    const s = serverLifecycle.create({ initially: 'ready', cleanupDelay: millis(5) });
    serverLifecycle.drain(s, 0);
    serverLifecycle.becomeIdle(s, seconds(2));
    expect(serverLifecycle.nextDue(s)).toBe(seconds(2) + millis(5));
    serverLifecycle.advance(s, seconds(3));
    expect(s.mode).toBe('stopped');
    const wait = seconds(30);
    const course = article.fixedWaitShutdown.courseOf({ wait, grace: wait, inFlight: [seconds(2)] });
    expect([course.endsAt, course.endedBy]).toEqual([wait, 'kill']);
  });
});
