// A database that bounds its connections: a server of 1 ms, a wire of 1 ms each way, a database of 1 ms.
import { describe, expect, it } from 'vitest';
import { eventsOf, runLab, seconds } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { callsOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { cause } from '../telemetry/causes.ts';

const pool = (size: number) => [`api.database.pool.size=${size}`];
const many = (count: number) => Array.from({ length: count }, () => 0);

const asked = (run: ReturnType<typeof runTimed>, n: number) =>
  callsOf(run, n)
    .filter(({ to }) => to === 'db-1')
    .map(({ sent, returned, cause: code }) => [sent, returned, code]);
const outcome = (run: ReturnType<typeof runTimed>, n: number) => {
  const [own] = callsOf(run, n);
  return [own!.finished, own!.cause];
};

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
      { component: 'db-1', values: { most: 97, clients: 12 } },
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
