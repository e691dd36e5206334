// The edge against closed forms and counts: a TTL cache's hit ratio, the share that its rules drop, and what is stale.
import { describe, expect, it } from 'vitest';
import {
  eventsOf,
  type LabRun,
  readingNow,
  runLab,
  seconds,
  totalsOf,
} from '../../../test/support/engine-lab.ts';
import { zipfProbabilities } from '../../engine/kernel/distributions-zipf.ts';
import type { CacheInstrument } from '../../engine/telemetry/instrument-names.ts';

const arrivalRate = 200;
const keys = 500;

function scenario(cdn: object, users: object = {}): object {
  return {
    format: 'nines-scenario',
    version: 1,
    name: 'edge',
    components: [
      {
        id: 'users',
        kind: 'users',
        parameters: { arrivalRate, writeRatio: 0, keys, clients: 1_000, zipfExponent: 0.8, ...users },
      },
      { id: 'cdn', kind: 'cdn', parameters: { cacheableKeys: 1, cacheStart: 'cold', ...cdn } },
      { id: 'api', kind: 'app-server', parameters: { slots: 64, meanServiceMillis: 0 } },
      { id: 'db', kind: 'database', parameters: { meanReadMillis: 0, meanWriteMillis: 0 } },
    ],
    links: [
      { from: 'users', to: 'cdn', carries: 'request', oneWayDelayMillis: 0 },
      { from: 'cdn', to: 'api', carries: 'request', oneWayDelayMillis: 0 },
      { from: 'api', to: 'db', carries: 'request', oneWayDelayMillis: 0 },
    ],
  };
}

const reading = ({ engine }: LabRun, instrument: CacheInstrument): number =>
  readingNow(engine, 'cdn', instrument)!;

function hitRatio(run: LabRun): number {
  const [hits, misses] = [reading(run, 'hits'), reading(run, 'misses')];
  return hits / (hits + misses);
}

describe('the edge cache', () => {
  // A key asked for at rate λ and kept for T from its fetching: per fetch there are λT hits on average.
  it.each([500, 5_000])('finds λT/(1 + λT) of each key’s reads with a time to live of %d ms', (ttlMillis) => {
    const run = runLab({
      scenario: scenario({ ttlMillis, cacheCapacity: keys }),
      seed: 11,
      until: seconds(600),
      keepJourneys: false,
    });
    const expected = [...zipfProbabilities(keys, 0.8)].reduce((sum, p) => {
      const load = (p * arrivalRate * ttlMillis) / 1_000;
      return sum + (p * load) / (1 + load);
    }, 0);
    expect(hitRatio(run)).toBeGreaterThan(expected - 0.01);
    expect(hitRatio(run)).toBeLessThan(expected + 0.01);
  });

  it('passes everything that nobody may keep', () => {
    const run = runLab({ scenario: scenario({ cacheableKeys: 0 }), seed: 3, until: seconds(20) });
    expect([reading(run, 'hits'), reading(run, 'misses')]).toEqual([0, 0]);
    expect(totalsOf(run.engine, 'api').arrivalsPerSecond).toBe(totalsOf(run.engine, 'cdn').arrivalsPerSecond);
  });

  it('never holds more than its capacity', () => {
    const run = runLab({ scenario: scenario({ cacheCapacity: 20 }), seed: 4, until: seconds(20) });
    expect(reading(run, 'entries')).toBe(20);
    const small = runLab({
      scenario: scenario({ cacheCapacity: 20 }),
      seed: 4,
      until: seconds(20),
      dos: ['19s set cdn.cacheCapacity=5'],
    });
    expect(reading(small, 'entries')).toBe(5);
  });

  it('gives nothing stale while every write passes through it and one node holds the data', () => {
    const run = runLab({
      scenario: scenario({ ttlMillis: 60_000, cacheCapacity: keys }, { writeRatio: 0.2 }),
      seed: 5,
      until: seconds(60),
    });
    const [read, write] = run.engine.totals().classes;
    expect(write!.ok).toBeGreaterThan(2_000);
    expect(hitRatio(run)).toBeGreaterThan(0.3);
    expect(read!.stale).toBe(0);
  });

  it('comes back cold, and says what was lost', () => {
    const run = runLab({
      scenario: scenario({ cacheCapacity: 100, ttlMillis: 60_000 }),
      seed: 6,
      until: seconds(30),
      dos: ['20s crash cdn for 2s'],
    });
    const emptied = run.story.find(({ kind }) => kind === 'cacheEmptied');
    expect(emptied?.values).toEqual({ entries: 100, sessions: 0 });
    const alone = run.story.find(({ kind }) => kind === 'noAlternative');
    expect(alone?.values).toEqual({ caller: 'users', callers: 1 });
    const failed = run.engine.totals().classes[0]!;
    expect(failed.failuresByCause.refused).toBeGreaterThan(arrivalRate * 2 * 0.8);
    expect(failed.failuresByRoot[alone!.causeId!]).toBe(failed.failed);
  });
});

describe('its rules', () => {
  it('drop the requests of the blocked clients, always the same ones', () => {
    const run = runLab({ scenario: scenario({ blockedClients: 0.2 }), seed: 7, until: seconds(60) });
    const dropped = new Set<number>();
    const passed = new Set<number>();
    for (const journey of run.journeys) (journey[3] === 7 ? dropped : passed).add(journey[9]!);
    expect([...dropped].filter((client) => passed.has(client))).toEqual([]);
    const { arrived, failed, failuresByCause } = run.engine.totals().classes[0]!;
    expect(failuresByCause).toEqual({ rejectedByRule: failed });
    // 1,000 clients, each blocked with 0.2: the share of requests is within 4 standard deviations of it.
    expect(Math.abs(failed / arrived - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / 1_000));
  });

  it('match the share of requests they are set to, and the edit is to blame', () => {
    const run = runLab({
      scenario: scenario({}),
      seed: 8,
      until: seconds(70),
      dos: ['10s set cdn.matchedRequests=0.3'],
    });
    const { failed, failuresByCause, failuresByRoot } = run.engine.totals().classes[0]!;
    const edit = run.story.find(({ kind }) => kind === 'parameterChanged');
    expect(failuresByCause).toEqual({ rejectedByRule: failed });
    expect(failuresByRoot).toEqual({ [edit!.id]: failed });
    const expected = 60 * arrivalRate * 0.3;
    expect(Math.abs(failed - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });
});

describe('an origin that is lost and found', () => {
  it('is told with the reads that the edge answered meanwhile from what it held', () => {
    const dos = ['10s crash api for 5s'];
    const options = { scenario: scenario({ ttlMillis: 20_000 }), seed: 4, dos };
    const { story } = runLab({ ...options, until: seconds(25) });
    const [back] = eventsOf(story, 'originBack');
    const { hits, lastedMicros } = back!.values;
    const hitsAt = (until: number) => reading(runLab({ ...options, until, keepJourneys: false }), 'hits');
    // There were hits before, so a sum in place of the difference would show.
    expect(hitsAt(back!.time - lastedMicros)).toBeGreaterThan(500);
    expect(hits).toBe(hitsAt(back!.time) - hitsAt(back!.time - lastedMicros));
  });
});
