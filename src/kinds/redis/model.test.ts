// Cache and sessions against closed forms and counts made from the journeys: what is found, what goes when a node dies,
// what a successor lacks, and what is stale.
import { describe, expect, it } from 'vitest';
import { eventsOf, type LabRun, readingNow, runLab, seconds } from '../../../test/support/engine-lab.ts';
import { zipfProbabilities } from '../../engine/kernel/distributions-zipf.ts';
import { Run } from '../../engine/run.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import type { CacheInstrument } from '../../engine/telemetry/instrument-names.ts';
import {
  callVerbs,
  hopColumn,
  hopStride,
  journeyHeader,
  journeyHeaderStride,
} from '../../engine/telemetry/records.ts';
import type { Redis } from './model.ts';

const arrivalRate = 150;
const keys = 400;
const clients = 300;

interface Options {
  readonly users?: object;
  readonly redis?: object;
  readonly api?: object;
  readonly database?: object;
  readonly replicas?: number;
  readonly sentinels?: number;
}

function scenario({
  users = {},
  redis = {},
  api = {},
  database = {},
  replicas = 0,
  sentinels = 0,
}: Options): object {
  const link = (from: string, to: string, carries: string) => ({
    from,
    to,
    carries,
    oneWayDelayMillis: 0.25,
  });
  const names = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}-${n + 1}`);
  return {
    format: 'nines-scenario',
    version: 1,
    name: 'cached',
    components: [
      {
        id: 'users',
        kind: 'users',
        parameters: { arrivalRate, writeRatio: 0, keys, clients, zipfExponent: 0.8, ...users },
      },
      { id: 'api', kind: 'app-server', parameters: { slots: 64, meanServiceMillis: 1, ...api } },
      { id: 'redis-1', kind: 'redis', group: 'redis', role: 'primary' },
      ...names('redis-replica', replicas).map((id) => ({ id, kind: 'redis', group: 'redis' })),
      ...names('sentinel', sentinels).map((id) => ({ id, kind: 'sentinel', group: 'sentinel' })),
      { id: 'db-1', kind: 'database', group: 'database', role: 'primary' },
      { id: 'db-2', kind: 'database', group: 'database' },
    ],
    groups: [
      { id: 'redis', parameters: { cacheStart: 'cold', maxEntries: 5_000, ...redis } },
      { id: 'database', parameters: { meanReadMillis: 1, meanWriteMillis: 1, ...database } },
    ],
    links: [
      link('users', 'api', 'request'),
      link('api', 'redis', 'request'),
      link('api', 'database', 'request'),
      link('database', 'database', 'control'),
      ...(replicas > 0 ? [link('redis', 'redis', 'control')] : []),
      ...(sentinels > 0
        ? [
            link('sentinel', 'redis', 'control'),
            link('sentinel', 'sentinel', 'control'),
            link('sentinel', 'api', 'control'),
          ]
        : []),
    ],
  };
}

interface Hop {
  readonly verb: string;
  readonly to: string;
  readonly finishedAt: number;
  readonly cause: number;
}

function hopsOf(run: LabRun, journey: Float64Array): readonly Hop[] {
  return Array.from({ length: journey[journeyHeader.hops]! }, (_, place) => {
    const column = (name: keyof typeof hopColumn) =>
      journey[journeyHeaderStride + place * hopStride + hopColumn[name]]!;
    return {
      verb: callVerbs[column('verb')]!,
      to: run.blueprint.components[column('to')]!.id,
      finishedAt: column('finishedAt'),
      cause: column('cause'),
    };
  });
}

const reading = ({ engine }: LabRun, id: string, instrument: CacheInstrument): number =>
  readingNow(engine, id, instrument)!;

describe('the cache', () => {
  it('finds λT/(1 + λT) of each key’s reads', () => {
    const entryTtlMillis = 2_000;
    const run = runLab({
      scenario: scenario({ redis: { entryTtlMillis } }),
      seed: 21,
      until: seconds(600),
      keepJourneys: false,
    });
    const expected = [...zipfProbabilities(keys, 0.8)].reduce((sum, p) => {
      const load = (p * arrivalRate * entryTtlMillis) / 1_000;
      return sum + (p * load) / (1 + load);
    }, 0);
    const [hits, misses] = [reading(run, 'redis-1', 'hits'), reading(run, 'redis-1', 'misses')];
    // While an entry is being fetched (about 3 ms of 2 s) others miss it too.
    expect(hits / (hits + misses)).toBeGreaterThan(expected - 0.015);
    expect(hits / (hits + misses)).toBeLessThan(expected + 0.01);
  });

  it('answers without the database what it holds, and signs each client in once', () => {
    const run = runLab({ scenario: scenario({}), seed: 22, until: seconds(40) });
    const signedIn = run.journeys
      .filter((journey) => hopsOf(run, journey).some(({ verb }) => verb === 'signIn'))
      .map((journey) => journey[journeyHeader.client]!);
    const everyone = new Set(run.journeys.map((journey) => journey[journeyHeader.client]!));
    // Two requests of one client at the same moment may both find no session.
    expect(new Set(signedIn).size).toBe(everyone.size);
    expect(signedIn.length - everyone.size).toBeLessThan(10);
    for (const journey of run.journeys) {
      const verbs = hopsOf(run, journey).map(({ verb }) => verb);
      expect(['get', 'get read put', 'get signIn read put']).toContain(verbs.slice(1).join(' '));
    }
  });

  it('begins warm with every client signed in', () => {
    const run = runLab({
      scenario: scenario({ redis: { cacheStart: 'warm' } }),
      seed: 23,
      until: seconds(10),
    });
    const verbs = run.journeys.flatMap((journey) => hopsOf(run, journey).map(({ verb }) => verb));
    // Sessions of half an hour, each somewhere in it: 300 × 10 s / 1800 s = 1.7 expire, 10 or more once in 20,000 runs.
    expect(verbs.filter((verb) => verb === 'signIn').length).toBeLessThan(10);
    expect(reading(run, 'redis-1', 'hits')).toBeGreaterThan(reading(run, 'redis-1', 'misses'));
  });
});

describe('without it', () => {
  const run = runLab({
    scenario: scenario({}),
    seed: 24,
    until: seconds(60),
    dos: ['20s crash redis-1 for 15s'],
  });

  it('no request fails, and the database answers every read', () => {
    const [read] = run.engine.totals().classes;
    expect(read!.failed).toBe(0);
    const meanwhile = run.journeys.filter((journey) => {
      const at = journey[journeyHeader.arrivedAt]!;
      return at > seconds(20) && at < seconds(34.9);
    });
    expect(meanwhile.length).toBeGreaterThan(1_900);
    for (const journey of meanwhile) {
      const hops = hopsOf(run, journey);
      expect(hops.map(({ verb }) => verb).join(' ')).toBe('read get read');
      expect(hops[1]!.cause).not.toBe(0);
    }
  });

  it('tells when it was passed by, how often, and when it was used again', () => {
    const passed = eventsOf(run.story, 'cachePassedThrough')[0]!;
    const used = eventsOf(run.story, 'cacheUsedAgain')[0]!;
    expect(passed.time).toBeGreaterThan(seconds(20));
    expect(passed.time).toBeLessThan(seconds(20.2));
    expect(passed.values.failureCause).toBe('refused');
    const failedGets = run.journeys.flatMap((journey) =>
      hopsOf(run, journey).filter(({ verb, cause }) => verb === 'get' && cause !== 0),
    );
    const failedPuts = run.journeys.flatMap((journey) =>
      hopsOf(run, journey).filter(({ verb, cause }) => verb === 'put' && cause !== 0),
    );
    // A put that was under way when it died counts for the outage too.
    expect(used.values.passedThrough).toBeGreaterThanOrEqual(failedGets.length);
    expect(used.values.passedThrough).toBeLessThanOrEqual(failedGets.length + failedPuts.length);
  });

  it('comes back empty, and everyone signs in again', () => {
    const emptied = eventsOf(run.story, 'cacheEmptied')[0]!;
    const seen = new Set(
      run.journeys
        .filter((journey) => journey[journeyHeader.arrivedAt]! < seconds(20))
        .map((journey) => journey[journeyHeader.client]!),
    );
    // A client whose first request was under way when it died may not have been stored yet.
    expect(emptied.values.sessions).toBeLessThanOrEqual(seen.size);
    expect(emptied.values.sessions).toBeGreaterThan(seen.size - 4);
    expect(run.engine.totals().lostSessions).toBe(emptied.values.sessions);
    const again = new Set(
      run.journeys
        .filter((journey) => journey[journeyHeader.arrivedAt]! > seconds(36))
        .filter((journey) => hopsOf(run, journey).some(({ verb }) => verb === 'signIn'))
        .map((journey) => journey[journeyHeader.client]!),
    );
    const returned = new Set(
      run.journeys
        .filter((journey) => journey[journeyHeader.arrivedAt]! > seconds(36))
        .map((journey) => journey[journeyHeader.client]!),
    );
    expect(again.size).toBe(returned.size);
  });
});

describe('a replica', () => {
  it('holds what its primary holds, in whatever order of use', () => {
    const source = scenario({ replicas: 1, users: { writeRatio: 0.1 }, redis: { maxEntries: 200 } });
    const { blueprint } = runLab({ scenario: source, seed: 25, until: 0 });
    const quiet = { at: seconds(30), command: { kind: 'set', path: 'users.arrivalRate', value: 0 } } as const;
    const run = new Run({ ...blueprint, schedule: [quiet] }, 25, {
      story() {},
      second() {},
      ledger() {},
      journey() {},
    });
    run.until(seconds(40), Number.POSITIVE_INFINITY);
    const [primary, replica] = ['redis-1', 'redis-replica-1'].map((id) => {
      const node = run.world.components[run.world.indexOf.get(id)!] as Redis;
      return [...node.content.table.save().keys].sort((a, b) => a - b);
    });
    expect(primary!.length).toBe(200);
    expect(replica).toEqual(primary);
  });

  it('lacks exactly the sessions that had not left the old primary yet', () => {
    const delay = 400;
    const run = runLab({
      scenario: scenario({
        replicas: 1,
        sentinels: 3,
        users: { clients: 100_000 },
        redis: { replicationDelayMillis: delay },
      }),
      seed: 26,
      until: seconds(30),
      dos: ['15s crash redis-1'],
    });
    const stored = new Set<number>();
    const shipped = new Set<number>();
    for (const journey of run.journeys) {
      for (const { verb, to, finishedAt, cause } of hopsOf(run, journey)) {
        if (verb !== 'put' || to !== 'redis-1' || finishedAt > seconds(15) || finishedAt < 0) continue;
        // Reset by the crash: not carried out.
        if (cause !== 0 && finishedAt === seconds(15)) continue;
        const isShipped = finishedAt + delay * 1_000 <= seconds(15);
        (isShipped ? shipped : stored).add(journey[journeyHeader.client]!);
      }
    }
    const expected = [...stored].filter((client) => !shipped.has(client)).length;
    expect(expected).toBeGreaterThan(30);
    const lost = eventsOf(run.story, 'cacheEntriesLost')[0]!;
    expect(lost.values.sessions).toBe(expected);
    expect(lost.values.primary).toBe('redis-replica-1');
    expect(run.engine.totals().lostSessions).toBe(expected);
    expect(run.engine.totals().classes[0]!.failed).toBe(0);
  });

  it('that was primary refuses at once what a client sends that was never told', () => {
    const run = runLab({
      scenario: scenario({ replicas: 1, sentinels: 3 }),
      seed: 27,
      until: seconds(40),
      dos: [...[1, 2, 3].map((number) => `1s cut sentinel-${number}->api both`), '8s crash redis-1 for 10s'],
    });
    const converted = eventsOf(run.story, 'convertedToReplica')[0]!.time;
    const there = run.journeys
      .flatMap((journey) => hopsOf(run, journey))
      .filter(({ to, finishedAt }) => to === 'redis-1' && finishedAt > converted + seconds(1));
    expect(there.length).toBeGreaterThan(100);
    // What was only on its way ends later and is not in the journeys.
    expect(new Set(there.map((hop) => hop.cause))).toEqual(new Set([cause.readOnly]));
  });
});

describe('what it holds may be stale', () => {
  const stale = (api: object, database: object, seed: number): number => {
    const run = runLab({
      scenario: scenario({
        users: { writeRatio: 0.2 },
        redis: { entryTtlMillis: 60_000 },
        api,
        database,
      }),
      seed,
      until: seconds(60),
      keepJourneys: false,
    });
    return run.engine.totals().classes[0]!.stale;
  };

  it('when a reader fetches the old value from a replica right after a write removed it', () => {
    expect(stale({ cacheOnWrite: 'remove' }, { replicationDelayMillis: 100 }, 27)).toBeGreaterThan(500);
  });

  it('far less when the writer puts the new value there itself', () => {
    const removed = stale({ cacheOnWrite: 'remove' }, { replicationDelayMillis: 100 }, 28);
    const updated = stale({ cacheOnWrite: 'update' }, { replicationDelayMillis: 100 }, 28);
    expect(updated).toBeLessThan(removed / 20);
  });
});
