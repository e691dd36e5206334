// Pools and their database to the microsecond: a server of 1 ms, a wire of 1 ms each way, a database of 1 ms.
import { describe, expect, it } from 'vitest';
import { eventsOf, nullSink, readingNow, runLab, seconds } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { callsOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { createEngine } from '../engine.ts';
import { cause } from '../telemetry/causes.ts';
import { readingOf } from '../telemetry/layout.ts';

const pool = (size: number, waitMillis = 10_000) => [
  `api.database.pool.size=${size}`,
  `api.database.pool.waitMillis=${waitMillis}`,
];
const many = (count: number) => Array.from({ length: count }, () => 0);

/** Milliseconds at which the call of request `n` to the database was sent and returned; nothing if none was sent. */
const asked = (run: ReturnType<typeof runTimed>, n: number) =>
  callsOf(run, n)
    .filter(({ to }) => to.startsWith('db'))
    .map(({ sent, returned, cause: code }) => [sent, returned, code]);
const outcome = (run: ReturnType<typeof runTimed>, n: number) => {
  const [own] = callsOf(run, n);
  return [own!.finished, own!.cause];
};

describe('a pool of connections', () => {
  it('is a line: whoever finds all in use waits, first come first served', () => {
    const run = runTimed({ scenario: smallStack(), arrivals: many(5), untilMillis: 100, sets: pool(2) });
    expect(Array.from({ length: 5 }, (_, n) => asked(run, n)[0])).toEqual([
      [1, 4, 0],
      [1, 4, 0],
      [4, 7, 0],
      [4, 7, 0],
      [7, 10, 0],
    ]);
  });

  it('turns away who has waited as long as it may, a millisecond before a connection comes free too', () => {
    const run = runTimed({ scenario: smallStack(), arrivals: many(3), untilMillis: 100, sets: pool(1, 5) });
    // Sent at 1 and at 4; the third would have its connection at 7 and leaves at 6.
    expect(asked(run, 2)).toEqual([]);
    expect(outcome(run, 2)).toEqual([6, cause.rejectedByPool]);
    const patient = runTimed({
      scenario: smallStack(),
      arrivals: many(3),
      untilMillis: 100,
      sets: pool(1, 7),
    });
    expect(asked(patient, 2)).toEqual([[7, 10, 0]]);
  });

  it('puts what it turns away down to what holds its connections', () => {
    const run = runTimed({
      scenario: smallStack(),
      arrivals: many(3),
      untilMillis: 4_000,
      sets: [...pool(1, 50), 'api.databaseTimeoutMillis=500'],
      dos: ['0us hang db-1 for 2s'],
    });
    const [hung] = eventsOf(run.story, 'hung');
    const [exhausted] = eventsOf(run.story, 'poolExhausted');
    expect(exhausted).toMatchObject({
      causeId: hung!.id,
      component: 'api-1',
      time: 51_000,
      values: { dependency: 'db', size: 1, waitedMicros: 50_000 },
    });
    expect(outcome(run, 1)).toEqual([51, cause.rejectedByPool]);
  });

  it('says how many are in use and how many calls wait', () => {
    const run = runTimed({ scenario: smallStack(), arrivals: many(5), untilMillis: 2.5, sets: pool(2) });
    const readings = run.engine.readings();
    expect(readingOf(readings, 'api-1->db-1', 'connectionsInUse')).toBe(2);
    expect(readingOf(readings, 'api-1->db-1', 'waitingForConnection')).toBe(3);
    expect(readingNow(run.engine, 'db-1', 'busy')).toBe(2);
  });

  it('may be widened, narrowed and taken away while calls wait', () => {
    const edited = (edit: string) => {
      const run = runTimed({
        scenario: smallStack(),
        arrivals: many(4),
        untilMillis: 100,
        sets: pool(1),
        dos: [`2ms set api.database.pool${edit}`],
      });
      return Array.from({ length: 4 }, (_, n) => asked(run, n)[0]![0]);
    };
    expect(edited('.size=3')).toEqual([1, 2, 2, 4]);
    expect(edited('=off')).toEqual([1, 2, 2, 2]);
    expect(edited('.size=1')).toEqual([1, 4, 7, 10]);
  });

  it('goes on from a checkpoint with those who wait in it', () => {
    const { blueprint } = runTimed({
      scenario: smallStack(),
      arrivals: many(6),
      untilMillis: 1,
      sets: pool(2, 9),
    });
    const until = 60_000;
    const straight = createEngine(blueprint, 1, nullSink);
    straight.runUntil(until);
    const first = createEngine(blueprint, 1, nullSink);
    first.runUntil(2_500);
    const second = createEngine(blueprint, 1, nullSink);
    second.load(first.save());
    second.runUntil(until);
    expect(second.traceHash()).toBe(straight.traceHash());
    expect(second.totals()).toEqual(straight.totals());
  });
});

describe('a database that bounds its connections', () => {
  const limited = (most: number) => [
    `db.connectionLimit.maxConnections=${most + 3}`,
    'db.connectionLimit.reservedConnections=3',
  ];

  it('takes 97 of the 108 that twelve pools of nine want, and refuses 11', () => {
    const play = (servers: number) =>
      runTimed({
        scenario: smallStack({ servers, database: { connections: 200, meanReadMillis: 100 } }),
        arrivals: many(9 * servers),
        untilMillis: 1_000,
        sets: [...pool(9), 'db.connectionLimit=on'],
      });
    const run = play(12);
    const ends = Array.from({ length: 108 }, (_, n) => outcome(run, n)[1]);
    expect(ends.filter((code) => code === cause.none)).toHaveLength(97);
    expect(ends.filter((code) => code === cause.tooManyConnections)).toHaveLength(108 - 97);
    expect(eventsOf(run.story, 'connectionsRefused')).toMatchObject([
      { component: 'db-1', values: { most: 97 } },
    ]);
    expect(eventsOf(play(8).story, 'connectionsRefused')).toEqual([]);
  });

  it('counts what pools keep open while nobody uses it', () => {
    // Two servers, two connections each, room for three: the second server never gets its second one.
    const run = runTimed({
      scenario: smallStack({ servers: 2 }),
      arrivals: [0, 0, 0, 20, 20, 20, 20],
      untilMillis: 100,
      sets: [...pool(2), ...limited(3)],
    });
    const ends = Array.from({ length: 7 }, (_, n) => outcome(run, n)[1]);
    expect(ends.filter((code) => code === cause.tooManyConnections)).toHaveLength(1);
  });

  it('counts a call outside a pool for as long as it is at work', () => {
    const run = runTimed({
      scenario: smallStack(),
      arrivals: [0, 0, 0, 20, 20],
      untilMillis: 100,
      sets: limited(2),
    });
    expect(Array.from({ length: 5 }, (_, n) => outcome(run, n)[1])).toEqual([
      cause.none,
      cause.none,
      cause.tooManyConnections,
      cause.none,
      cause.none,
    ]);
  });

  it('has room again when a process that had connections dies, but not when its machine loses power', () => {
    const later = (fault: string) => {
      const run = runTimed({
        scenario: smallStack({ servers: 2 }),
        // Both servers have one connection; then one server is left, which wants two.
        arrivals: [0, 0, 5_000, 5_000, 5_000, 5_000],
        untilMillis: 9_000,
        sets: [...pool(2), ...limited(2), 'lb.probeIntervalMillis=200', 'lb.probeTimeoutMillis=100'],
        dos: [`100ms ${fault} api-2`],
      });
      return Array.from({ length: 6 }, (_, n) => outcome(run, n)[1]).filter(
        (code) => code === cause.tooManyConnections,
      ).length;
    };
    expect(later('crash')).toBe(0);
    expect(later('power-off')).toBeGreaterThan(0);
  });

  it('works on for a caller that has left, whose next call needs a connection of its own', () => {
    // Given up at 11 ms, the first query goes on until 32; one connection is left for the second, none for the third.
    const run = runTimed({
      scenario: smallStack({ database: { meanReadMillis: 30 }, api: { databaseTimeoutMillis: 10 } }),
      arrivals: [0, 15, 16, 60],
      untilMillis: 200,
      sets: [...pool(2), ...limited(2)],
    });
    expect([0, 1, 2].map((n) => asked(run, n)[0])).toEqual([
      [1, 11, cause.timedOut],
      [16, 26, cause.timedOut],
      [17, 19, cause.tooManyConnections],
    ]);
    // By then the database has closed both.
    expect(asked(run, 3)[0]).toEqual([61, 71, cause.timedOut]);
  });

  it('forgets them all when it dies, and pools open new ones', () => {
    const run = runTimed({
      scenario: smallStack({ database: { startupMillis: 10 } }),
      arrivals: [0, 0, 200, 200],
      untilMillis: 400,
      sets: [...pool(2), ...limited(2)],
      dos: ['50ms restart db-1'],
    });
    expect([0, 1, 2, 3].map((n) => outcome(run, n)[1])).toEqual([0, 0, 0, 0]);
  });

  it('refuses in the template until the pools are made small enough', () => {
    const refusals = (dos: readonly string[]) => {
      const run = runLab({ scenario: 'scale-out', seed: 1, until: seconds(6), dos, keepJourneys: false });
      const { failuresByCause } = run.engine.totals().classes[0]!;
      return { refused: failuresByCause.tooManyConnections ?? 0, story: run.story };
    };
    const { refused, story } = refusals([]);
    expect(refused).toBeGreaterThan(100);
    expect(eventsOf(story, 'connectionsRefused').length).toBeGreaterThan(0);
    // Eight processes want 72, twelve pools of eight want 96.
    expect(refusals(['0us set api.database.pool.size=8']).refused).toBe(0);
  });
});
