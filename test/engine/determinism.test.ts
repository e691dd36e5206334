// Invariant 4: a run = scenario + seed + command log. However it is cut into calls, whoever listens: the same events, the
// same history, the same numbers. Saved and loaded: checkpoints.test.ts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cause } from '../../src/engine/telemetry/causes.ts';
import { determinismCases, everyFault, hashOf } from '../support/determinism-cases.ts';
import { open, outcomeOf, straight } from '../support/determinism-lab.ts';
import {
  blueprintOf,
  commandsOf,
  emptyHistory,
  hopsOf,
  nullSink,
  runLab,
  seconds,
  sinkInto,
} from '../support/engine-lab.ts';

const baseSeed = 20_261_105;
const faulty = determinismCases.at(-1)!;
const failover = determinismCases[3]!;
const partition = determinismCases[4]!;

const expected = new Map([faulty, failover, partition].map((one) => [one, straight(one)]));

describe(`determinism, base seed ${baseSeed}`, () => {
  it.each([faulty, partition])('does not depend on how the run is cut into calls: $name', (one) => {
    const chunks = fc.array(
      fc.oneof(
        fc.record({ events: fc.integer({ min: 0, max: 5_000 }), by: fc.constant(one.until) }),
        fc.record({ events: fc.constant(Infinity), by: fc.integer({ min: 0, max: seconds(3) }) }),
        fc.record({ events: fc.integer({ min: 1, max: 3 }), by: fc.integer({ min: 0, max: 2_000 }) }),
      ),
      { minLength: 1, maxLength: 40, size: 'max' },
    );
    fc.assert(
      fc.property(chunks, (calls) => {
        const history = emptyHistory();
        const engine = open(one, sinkInto(history));
        for (const { events, by } of calls) engine.runUntil(Math.min(one.until, engine.now + by), events);
        engine.runUntil(one.until);
        expect(outcomeOf(engine, history)).toEqual(expected.get(one));
      }),
      { seed: baseSeed, numRuns: 4 },
    );
  });

  it('does not depend on the event ceiling: 1 … n events a call, or single steps', () => {
    for (const most of [1, 2, 7, 1_000]) {
      const history = emptyHistory();
      const engine = open(failover, sinkInto(history));
      while (!engine.runUntil(failover.until, most));
      expect(outcomeOf(engine, history), `${most} events a call`).toEqual(expected.get(failover));
    }
    const history = emptyHistory();
    const engine = open(failover, sinkInto(history));
    while (engine.step(failover.until));
    expect(outcomeOf(engine, history), 'steps').toEqual(expected.get(failover));
  });

  it('does not depend on who listens', () => {
    const silent = open(faulty, nullSink);
    silent.runUntil(faulty.until);
    expect(outcomeOf(silent, emptyHistory()).numbers).toBe(expected.get(faulty)!.numbers);
    const asked = open(faulty, nullSink);
    for (let time = 0; time <= faulty.until; time += 100_000) {
      asked.runUntil(time);
      outcomeOf(asked, emptyHistory());
      asked.describe();
    }
    expect(asked.traceHash()).toBe(silent.traceHash());
  });

  // A cut without an end, or a new service time, is no event: between two messages it may come a little sooner or later.
  it('changes when a command that causes events moves by one microsecond', () => {
    const hash = hashOf(faulty);
    everyFault.forEach((line, place) => {
      if (!/crash|restart|arrivalRate| for /.test(line)) return;
      const at = commandsOf(blueprintOf('vertical'), [line])[0]!.at;
      const moved = line.replace(/^\S+/, `${at + 1}us`);
      const dos = everyFault.map((other, index) => (index === place ? moved : other));
      expect(hashOf({ ...faulty, dos }), moved).not.toBe(hash);
    });
  });

  it('changes with the seed', () => {
    const hashes = Array.from({ length: 20 }, (_, run) =>
      hashOf({ ...determinismCases[0]!, seed: baseSeed + run, until: seconds(5) }),
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('is equal on a second run, case by case, and no two cases agree', () => {
    const hashes = determinismCases.map(hashOf);
    expect(determinismCases.map(hashOf)).toEqual(hashes);
    expect(new Set(hashes).size).toBe(hashes.length);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{16}$/);
  });

  it('applies a command after every event due at its time: a crash on arrival resets, one before it refuses', () => {
    const options = { scenario: 'mm1', seed: baseSeed, until: seconds(2) } as const;
    const calm = runLab(options);
    const target = calm.journeys[20]!;
    const [call] = hopsOf(target);
    const causeWhenCrashedAt = (time: number): number => {
      const run = runLab({ ...options, dos: [`${time}us crash station`] });
      return hopsOf(run.journeys.find((journey) => journey[0] === target[0])!)[0]!.cause;
    };
    expect(causeWhenCrashedAt(call!.reachedAt)).toBe(cause.reset);
    expect(causeWhenCrashedAt(call!.reachedAt - 1)).toBe(cause.refused);
    expect(causeWhenCrashedAt(call!.finishedAt)).toBe(cause.none);
    expect(causeWhenCrashedAt(call!.finishedAt - 1)).toBe(cause.reset);
  });
});
