// Invariant 4: a run = scenario + seed + command log. However it is cut into calls, saved, loaded and replayed, whoever
// listens: the same events, the same history, the same numbers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import type { Checkpoint, Engine } from '../../src/engine/engine-contract.ts';
import { cause } from '../../src/engine/telemetry/causes.ts';
import type { HistorySink } from '../../src/engine/telemetry/records.ts';
import { type DeterminismCase, determinismCases, everyFault, hashOf } from '../support/determinism-cases.ts';
import {
  blueprintOf,
  commandsOf,
  emptyHistory,
  type History,
  hopsOf,
  nullSink,
  runLab,
  seconds,
  sinkInto,
} from '../support/engine-lab.ts';
import { randomRuns } from '../support/random-scenario.ts';

const baseSeed = 20_261_105;
const station = determinismCases[1]!;
const faulty = determinismCases.at(-1)!;
const failover = determinismCases[3]!;
const partition = determinismCases[4]!;
const cached = determinismCases[5]!;

interface Outcome {
  readonly numbers: string;
  readonly history: string;
}

/** Everything that can be asked of an engine, and everything it told, as text. */
function outcomeOf(engine: Engine, history: History): Outcome {
  const numbers = [
    engine.traceHash(),
    engine.now,
    engine.totals(),
    engine.componentTotals(),
    engine.latencies(),
    [...engine.gauges()],
    [...engine.journeysInFlight()],
  ];
  const { story, rows, spans, journeys } = history;
  const flat = rows.map((row) => [
    row.second,
    [...row.components],
    [...row.classes],
    row.latencies.map(({ sparse, ...key }) => ({ ...key, sparse: [...sparse] })),
  ]);
  return {
    numbers: JSON.stringify(numbers),
    history: JSON.stringify([story, flat, spans, journeys.map((journey) => [...journey])]),
  };
}

function open(one: DeterminismCase, sink: HistorySink): Engine {
  const blueprint = blueprintOf(one.scenario, one.sets);
  const engine = createEngine(blueprint, one.seed, sink);
  engine.schedule(commandsOf(blueprint, one.dos));
  return engine;
}

function straight(one: DeterminismCase): Outcome {
  const history = emptyHistory();
  const engine = open(one, sinkInto(history));
  engine.runUntil(one.until);
  return outcomeOf(engine, history);
}

/** What a session does: the checkpoint crosses a thread, a new engine loads it and is given the whole log. */
function revive(one: DeterminismCase, checkpoint: Checkpoint, sink: HistorySink): Engine {
  const engine = open(one, sink);
  engine.load(structuredClone(checkpoint));
  engine.schedule(commandsOf(blueprintOf(one.scenario, one.sets), one.dos));
  return engine;
}

const expected = new Map([station, faulty, failover, partition, cached].map((one) => [one, straight(one)]));

describe(`determinism, base seed ${baseSeed}`, () => {
  it.each([faulty, partition])('does not depend on how the run is cut into calls: $name', (one) => {
    const chunks = fc.array(
      fc.oneof(
        fc.record({ events: fc.integer({ min: 0, max: 5_000 }), by: fc.constant(one.until) }),
        fc.record({ events: fc.constant(Infinity), by: fc.integer({ min: 0, max: seconds(3) }) }),
        fc.record({ events: fc.integer({ min: 1, max: 3 }), by: fc.integer({ min: 0, max: 2_000 }) }),
      ),
      { minLength: 1, maxLength: 40 },
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

  // The failover of 10 s runs from about 11 s (suspected) over 11.3 (elected), 11.4 (promoted) to 12.3 (switched); the
  // old primary is back at 23 and converted near 33.
  const times = [0, 9.999_999, 10, 11.05, 11.2, 11.35, 11.45, 12, 12.3, 22.5, 30];
  it.each(times)('goes on from a checkpoint at %d s as if nothing had been', (time) => {
    const history = emptyHistory();
    const first = open(failover, sinkInto(history));
    first.runUntil(seconds(time));
    const revived = revive(failover, first.save(), sinkInto(history));
    expect(revived.traceHash()).toBe(first.traceHash());
    revived.runUntil(failover.until);
    expect(outcomeOf(revived, history)).toEqual(expected.get(failover));
  });

  it.each([station, faulty, partition, cached])(
    'survives being saved and loaded anywhere, again and again: $name',
    (one) => {
      const steps = fc.array(fc.integer({ min: 1, max: 12_000 }), { minLength: 1, maxLength: 12 });
      fc.assert(
        fc.property(steps, (counts) => {
          const history = emptyHistory();
          const sink = sinkInto(history);
          let engine = open(one, sink);
          for (const count of counts) {
            engine.runUntil(one.until, count);
            engine = revive(one, engine.save(), sink);
          }
          engine.runUntil(one.until);
          expect(outcomeOf(engine, history)).toEqual(expected.get(one));
        }),
        { seed: baseSeed + 1, numRuns: 4 },
      );
    },
  );

  it('goes on from checkpoints in random systems under random faults', () => {
    const runs = randomRuns({ temper: 'wild', untilSeconds: { min: 3, max: 8 } });
    fc.assert(
      fc.property(runs, fc.array(fc.nat(4_000), { maxLength: 5 }), (run, counts) => {
        const blueprint = blueprintOf(run.scenario);
        const log = commandsOf(blueprint, run.dos);
        const history = emptyHistory();
        const whole = createEngine(blueprint, run.seed, sinkInto(history));
        whole.schedule(log);
        whole.runUntil(seconds(run.untilSeconds));
        const pieces = emptyHistory();
        let engine = createEngine(blueprint, run.seed, sinkInto(pieces));
        engine.schedule(log);
        for (const count of [...counts, Infinity]) {
          const checkpoint = structuredClone(engine.save());
          engine = createEngine(blueprint, run.seed, sinkInto(pieces));
          engine.load(checkpoint);
          engine.schedule(log);
          engine.runUntil(seconds(run.untilSeconds), count);
        }
        expect(outcomeOf(engine, pieces), JSON.stringify(run)).toEqual(outcomeOf(whole, history));
      }),
      { seed: baseSeed + 2, numRuns: 25 },
    );
  });

  it('rewinds an engine that has run on, and a checkpoint is not touched by what follows', () => {
    const history = emptyHistory();
    const engine = open(faulty, sinkInto(history));
    engine.runUntil(seconds(8.3));
    const checkpoint = engine.save();
    const before = JSON.stringify(structuredClone(checkpoint.state));
    engine.runUntil(faulty.until);
    const ended = outcomeOf(engine, history);
    for (const pass of ['first rewind', 'second rewind']) {
      engine.load(checkpoint);
      engine.schedule(commandsOf(blueprintOf(faulty.scenario), faulty.dos));
      engine.runUntil(faulty.until);
      expect(outcomeOf(engine, emptyHistory()).numbers, pass).toBe(ended.numbers);
    }
    expect(JSON.stringify(checkpoint.state)).toBe(before);
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
