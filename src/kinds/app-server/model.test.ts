// A server that asks a database, both with fixed times: when each call leaves, arrives and is answered.
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { callsOf, journeysOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import { journeyHeader } from '../../engine/telemetry/records.ts';

const slow = smallStack({ api: { slots: 1 }, database: { meanReadMillis: 10 } });

describe('a server', () => {
  it('works for 1 ms, asks over 1 ms of wire, and keeps its slot until it has the answer', () => {
    const run = runTimed({ scenario: slow, arrivals: [0, 1], untilMillis: 100 });
    expect(callsOf(run, 0)).toEqual([
      {
        to: 'api-1',
        sent: 0,
        reached: 0,
        started: 0,
        held: -1,
        finished: 13,
        returned: 13,
        cause: 0,
        attempt: 1,
      },
      {
        to: 'db-1',
        sent: 1,
        reached: 2,
        started: 2,
        held: -1,
        finished: 12,
        returned: 13,
        cause: 0,
        attempt: 1,
      },
    ]);
    expect(callsOf(run, 1).map(({ to, started, finished }) => [to, started, finished])).toEqual([
      ['api-1', 13, 26],
      ['db-1', 15, 25],
    ]);
  });

  it('gives up after its timeout and frees the slot; the database works on', () => {
    const run = runTimed({
      scenario: slow,
      arrivals: [0, 1],
      untilMillis: 200,
      sets: ['api.databaseTimeoutMillis=5'],
    });
    const [first] = [callsOf(run, 0)];
    expect(first.map(({ to, finished, returned, cause: code }) => [to, finished, returned, code])).toEqual([
      ['api-1', 6, 6, cause.timedOut],
      ['db-1', -1, 6, cause.timedOut],
    ]);
    expect(callsOf(run, 1)[0]!.started).toBe(6);
  });

  it('reads from replicas in turn and writes to the primary', () => {
    const run = runTimed({
      scenario: smallStack({ nodes: 3 }),
      arrivals: [0, 20, { at: 40, write: true }, 60, { at: 80, write: true }, 100],
      untilMillis: 200,
    });
    const nodes = [0, 1, 2, 3, 4, 5].map((ordinal) => callsOf(run, ordinal)[1]!.to);
    expect(nodes).toEqual(['db-2', 'db-3', 'db-1', 'db-2', 'db-1', 'db-3']);
  });

  it('sends a read that was refused elsewhere, a write never', () => {
    const run = runTimed({
      scenario: smallStack({ nodes: 3 }),
      arrivals: [10, { at: 50, write: true }],
      untilMillis: 200,
      dos: ['0ms crash db-2', '0ms crash db-1'],
    });
    const nodes = (ordinal: number) =>
      callsOf(run, ordinal)
        .slice(1)
        .map(({ to, attempt, cause: code }) => [to, attempt, code]);
    expect(nodes(0)).toEqual([
      ['db-2', 1, cause.refused],
      ['db-3', 2, cause.none],
    ]);
    expect(nodes(1)).toEqual([['db-1', 1, cause.refused]]);
    const [, write] = journeysOf(run);
    const primary = eventsOf(run.story, 'crashed').find(({ component }) => component === 'db-1');
    expect(write![journeyHeader.rootId]).toBe(primary!.id);
  });

  it('does not repeat what timed out', () => {
    const run = runTimed({
      scenario: smallStack({ nodes: 3 }),
      arrivals: [10],
      untilMillis: 2_000,
      sets: ['api.databaseTimeoutMillis=300'],
      dos: ['0ms hang db-2'],
    });
    expect(callsOf(run, 0).map(({ to, returned, cause: code }) => [to, returned, code])).toEqual([
      ['api-1', 311, cause.timedOut],
      ['db-2', 311, cause.timedOut],
    ]);
  });
});

describe('a user', () => {
  it('gives up after the client timeout; what was asked for goes on', () => {
    const run = runTimed({
      scenario: slow,
      arrivals: [0],
      untilMillis: 100,
      sets: ['users.clientTimeoutMillis=7'],
    });
    const [journey] = run.journeys;
    expect(journey![journeyHeader.endedAt]).toBe(7_000);
    expect(journey![journeyHeader.cause]).toBe(cause.timedOut);
    const [users] = run.engine.componentTotals();
    expect(users!.errorsByCause).toEqual({ timedOut: 1 });
    const database = run.engine.componentTotals().find(({ id }) => id === 'db-1');
    // One read of 10 ms in 100 ms, in one of 32 connections.
    expect(database!.utilization).toBeCloseTo(0.1 / 32, 12);
  });
});
