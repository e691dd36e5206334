// Writes, what replicas have of them and when, with 1 ms of wire, 1 ms of work and a delay of 50 ms before the log leaves.
import { describe, expect, it } from 'vitest';
import { eventsOf, readingNow } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { type Arrival, callsOf, journeysOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import type { StoreInstrument } from '../../engine/telemetry/instrument-names.ts';
import { journeyHeader, requestFates } from '../../engine/telemetry/records.ts';

const write = (at: number, key = 0): Arrival => ({ at, key, write: true });
const read = (at: number, key = 0): Arrival => ({ at, key });
const two = (database: object = {}) => smallStack({ nodes: 2, database });

describe('a write', () => {
  it('is confirmed by the primary alone unless it is to wait for replicas', () => {
    const run = runTimed({ scenario: two(), arrivals: [write(0)], untilMillis: 200 });
    expect(callsOf(run, 0)[1]).toMatchObject({
      to: 'db-1',
      sent: 1,
      reached: 2,
      held: -1,
      finished: 3,
      returned: 4,
    });
  });

  it('that waits for one is confirmed a delay and two wires later, and keeps its connection', () => {
    const run = runTimed({
      scenario: two({ waitForReplicas: 1, connections: 1 }),
      arrivals: [write(0), write(10)],
      untilMillis: 300,
    });
    // Committed at 3, shipped at 53, applied at 54, confirmed at 55. The second gets the connection then.
    expect(callsOf(run, 0)[1]).toMatchObject({ started: 2, held: 3, finished: 55 });
    expect(callsOf(run, 1)[1]).toMatchObject({ reached: 12, started: 55, held: 56, finished: 108 });
  });

  it('is not confirmed by a replica that has only just joined', () => {
    // 50 ms of wire. The replica is up at 300, joins at 350, has the log at 400 and is heard of again at 450.
    const run = runTimed({
      scenario: smallStack({
        nodes: 2,
        database: { waitForReplicas: 1, replicationDelayMillis: 0, startupMillis: 100 },
        oneWayDelayMillis: 50,
      }),
      arrivals: [write(310)],
      dos: ['100ms crash db-2', '200ms restart db-2'],
      untilMillis: 800,
    });
    // Sent at 311, here at 361, committed at 362, with the replica at 412, confirmed at 462.
    expect(callsOf(run, 0)[1]).toMatchObject({ reached: 361, held: 362, finished: 462 });
  });

  it('that waits for two is confirmed by the later one, and by none while one is cut off', () => {
    const options = {
      scenario: smallStack({ nodes: 3, database: { waitForReplicas: 2 } }),
      untilMillis: 3_000,
    };
    const both = runTimed({ ...options, arrivals: [write(0)] });
    expect(callsOf(both, 0)[1]).toMatchObject({ finished: 55 });
    const cut = runTimed({
      ...options,
      arrivals: [write(100)],
      sets: ['api.databaseTimeoutMillis=1000'],
      dos: ['50ms cut db-1->db-3'],
    });
    expect(callsOf(cut, 0)[1]).toMatchObject({ finished: -1, returned: 1_101, cause: cause.timedOut });
    expect(cut.journeys[0]![journeyHeader.rootId]).toBe(eventsOf(cut.story, 'linkCut')[0]!.id);
  });

  it('that waits is confirmed when no more need be waited for', () => {
    const run = runTimed({
      scenario: two({ waitForReplicas: 1 }),
      arrivals: [write(0)],
      untilMillis: 300,
      dos: ['20ms set db.waitForReplicas=0'],
    });
    expect(callsOf(run, 0)[1]).toMatchObject({ finished: 20 });
  });
});

describe('a replica', () => {
  const reading = (untilMillis: number, name: StoreInstrument) => {
    const { engine } = runTimed({ scenario: two(), arrivals: [write(0), write(20)], untilMillis });
    return readingNow(engine, 'db-2', name)!;
  };

  it('lags by what it has not applied, as old as the first of it', () => {
    // Commits at 3 and 23 ms; applied at 54 and 74.
    const at = (millis: number) => [reading(millis, 'lagVersions'), reading(millis, 'lagMicros') / 1_000];
    expect(at(2)).toEqual([0, 0]);
    expect(at(10)).toEqual([1, 7]);
    expect(at(53)).toEqual([2, 50]);
    expect(at(60)).toEqual([1, 37]);
    expect(at(80)).toEqual([0, 0]);
  });

  it('answers with what it has: stale until the newest confirmed version of that key is there', () => {
    const run = runTimed({
      scenario: two(),
      arrivals: [write(0, 5), read(10, 5), read(20, 6), read(51, 5), read(52, 5)],
      untilMillis: 300,
    });
    // A read leaves the server after 1 ms, is 1 ms on its way and 1 ms at work: the one of 52 is answered at 55.
    const fates = journeysOf(run).map((journey) => requestFates[journey[journeyHeader.fate]!]);
    expect(fates).toEqual(['ok', 'stale', 'ok', 'ok', 'ok']);
    const earlier = runTimed({ scenario: two(), arrivals: [write(0, 5), read(50, 5)], untilMillis: 300 });
    expect(requestFates[journeysOf(earlier)[1]![journeyHeader.fate]!]).toBe('stale');
  });
});
