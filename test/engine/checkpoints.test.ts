// Invariants 1 and 4: a run that is saved, loaded and replayed, anywhere and again and again, is the run that went straight
// on.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { Crossing } from '../support/crossing.ts';
import { determinismCases } from '../support/determinism-cases.ts';
import { open, outcomeOf, revive, straight } from '../support/determinism-lab.ts';
import { blueprintOf, commandsOf, emptyHistory, nullSink, seconds, sinkInto } from '../support/engine-lab.ts';
import { randomRuns } from '../support/random-scenario.ts';

const baseSeed = 20_261_105;
const station = determinismCases[1]!;
const faulty = determinismCases.at(-1)!;
const failover = determinismCases[3]!;
const partition = determinismCases[4]!;
const cached = determinismCases[5]!;

const expected = new Map([station, faulty, failover, partition, cached].map((one) => [one, straight(one)]));

describe(`checkpoints, base seed ${baseSeed}`, () => {
  // The failover of 10 s runs from about 11 s (suspected) over 11.3 (elected), 11.4 (promoted) to 12.3 (switched); the
  // old primary is back at 23 and converted near 33.
  const times = [0, 9.999_999, 10, 11.05, 11.2, 11.35, 11.45, 12, 12.3, 22.5, 30];
  it.each(times)('goes on from a checkpoint at %d s as if nothing had been', (time) => {
    const history = emptyHistory();
    const first = open(failover, sinkInto(history));
    first.runUntil(seconds(time));
    const revived = revive(failover, first, sinkInto(history));
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
          const crossing = new Crossing();
          let engine = open(one, sink);
          for (const count of counts) {
            engine.runUntil(one.until, count);
            engine = revive(one, engine, sink, crossing);
          }
          engine.runUntil(one.until);
          expect(outcomeOf(engine, history)).toEqual(expected.get(one));
        }),
        { seed: baseSeed + 1, numRuns: 4 },
      );
    },
  );

  it('keeps the pings that wait for a connection of a database', () => {
    // One connection, busy for four fifths of the time: most of the sentinels' pings find a line before them.
    const blueprint = blueprintOf('vertical', [
      'database.healthCheck=queued',
      'database.connections=1',
      'database.meanReadMillis=20',
      'database.meanWriteMillis=20',
      'users.arrivalRate=80',
    ]);
    const until = seconds(6);
    const whole = createEngine(blueprint, 3, nullSink);
    whole.runUntil(until);
    for (let time = 2; time < 4; time += 0.1) {
      const first = createEngine(blueprint, 3, nullSink);
      first.runUntil(seconds(time));
      const revived = createEngine(blueprint, 3, nullSink);
      revived.load(first.save());
      revived.runUntil(until);
      expect(revived.traceHash(), `saved at ${time} s`).toBe(whole.traceHash());
    }
  });

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
        const crossing = new Crossing();
        for (const count of [...counts, Infinity]) {
          const checkpoint = crossing.save(engine);
          engine = createEngine(blueprint, run.seed, sinkInto(pieces));
          engine.load(crossing.load(checkpoint));
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
});
