// Pools and their database to the microsecond: a server of 1 ms, a wire of 1 ms each way, a database of 1 ms.
import { describe, expect, it } from 'vitest';
import { nullSink } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { callsOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { createEngine } from '../engine.ts';
import { cause } from '../telemetry/causes.ts';

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

  it('says nothing when a checkpoint is loaded in which nobody has come since it was exhausted', () => {
    const { blueprint } = runTimed({
      scenario: smallStack(),
      arrivals: many(3),
      untilMillis: 1,
      sets: pool(1, 5),
    });
    const first = createEngine(blueprint, 1, nullSink);
    first.runUntil(5_000_000);
    const told: string[] = [];
    const second = createEngine(blueprint, 1, { ...nullSink, story: ({ kind }) => void told.push(kind) });
    told.length = 0;
    second.load(first.save());
    expect(told).toEqual([]);
    expect(second.save()).toEqual(first.save());
    second.schedule([{ at: 5_000_000, command: { kind: 'set', path: 'api.database.pool.size', value: 2 } }]);
    second.runUntil(5_000_001);
    expect(told).toContain('poolRecovered');
  });
});
