// A run on a tape: every recorded request arrives, once and in its place, and nobody after the last; the same tape and
// scenario are the same run, however it is cut. NINES_ACCESS_LOG names a real log to try as well.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Blueprint } from '../../src/engine/blueprint.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { Engine } from '../../src/engine/engine-contract.ts';
import { tapeDuration } from '../../src/engine/tape.ts';
import { journeyHeader } from '../../src/engine/telemetry/records.ts';
import { compile } from '../../src/scenario/compile.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { type TapeTiming, tapeReference } from '../../src/scenario/tape/make-tape.ts';
import type { RecordedTraffic } from '../../src/scenario/tape/recorded-traffic.ts';
import { type TemplateId, templates } from '../../src/scenario/templates/index.ts';
import { countLog, makeLog } from '../support/access-logs.ts';
import { commandsOf, emptyHistory, nullSink, seconds, sinkInto } from '../support/engine-lab.ts';
import { trafficOf } from '../support/tape-lab.ts';

const realLog = process.env.NINES_ACCESS_LOG;
const text = realLog === undefined ? makeLog({ requests: 6_000, seed: 9 }) : readFileSync(realLog, 'latin1');
const traffic = trafficOf(text);
const timing: TapeTiming = { speedup: 100, gapMaxMillis: 2_000 };

function blueprintOn(template: TemplateId, of: RecordedTraffic, how = timing): Blueprint {
  const scenario = parseScenario({ ...templates[template], tape: tapeReference(of, how) });
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problem));
  const compiled = compile(scenario.value, of);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  return compiled.value;
}

const arrivedOf = (engine: Engine) => engine.totals().classes.map(({ arrived }) => arrived);

describe('a run on a tape', () => {
  it.each(['reference', 'three-tier', 'vertical'] as const)(
    'of %s has every request of it, and then none',
    (template) => {
      const blueprint = blueprintOn(template, traffic);
      const end = tapeDuration(blueprint.tape!);
      const engine = createEngine(blueprint, 7, nullSink);
      const counted = countLog(text);
      engine.runUntil(end);
      expect(arrivedOf(engine)).toEqual([counted.reads, counted.writes]);
      engine.runUntil(end + seconds(20));
      expect(arrivedOf(engine)).toEqual([counted.reads, counted.writes]);
      for (const { arrived, ok, failed, inFlight } of engine.totals().classes) {
        expect(inFlight).toBe(0);
        expect(ok + failed).toBe(arrived);
      }
    },
  );

  it('has each at its time', () => {
    const few = trafficOf(makeLog({ requests: 60, seed: 4 }));
    const how = { speedup: 10, gapMaxMillis: 2_000 };
    const blueprint = blueprintOn('vertical', few, how);
    const history = emptyHistory();
    createEngine(blueprint, 7, sinkInto(history)).runUntil(tapeDuration(blueprint.tape!) + seconds(20));
    const kept = history.journeys.map((journey) => ({
      ordinal: journey[journeyHeader.ordinal]!,
      at: journey[journeyHeader.arrivedAt],
      class: journey[journeyHeader.class],
    }));
    expect(kept.length).toBeGreaterThan(50);
    const { offsets, classes } = blueprint.tape!;
    for (const one of kept) {
      expect(one.at).toBe(offsets[one.ordinal]);
      expect(one.class).toBe(classes[one.ordinal]);
    }
  });

  it('is the same run in pieces and from every checkpoint, faults and all', () => {
    const blueprint = blueprintOn('reference', traffic);
    const until = tapeDuration(blueprint.tape!) + seconds(8);
    const log = commandsOf(blueprint, [
      '3s crash db-primary for 4s',
      '6s hang redis-primary for 5s',
      '9s slow api-1 x20',
    ]);
    const straight = createEngine(blueprint, 7, nullSink);
    straight.schedule(log);
    straight.runUntil(until);

    const pieces = createEngine(blueprint, 7, nullSink);
    pieces.schedule(log);
    const checkpoints = [];
    for (let at = 0; at < until; at += 1_777_777) {
      while (!pieces.runUntil(Math.min(until, at), 501));
      checkpoints.push(pieces.save());
    }
    pieces.runUntil(until);
    expect(pieces.traceHash()).toBe(straight.traceHash());
    expect(pieces.totals()).toEqual(straight.totals());

    for (const checkpoint of checkpoints.filter((_, index) => index % 5 === 2)) {
      const resumed = createEngine(blueprintOn('reference', trafficOf(text)), 7, nullSink);
      resumed.load(structuredClone(checkpoint));
      resumed.schedule(log);
      resumed.runUntil(until);
      expect(resumed.traceHash()).toBe(straight.traceHash());
      expect(resumed.totals()).toEqual(straight.totals());
    }
  });

  it('differs when it is played otherwise', () => {
    const hashes = [timing, { ...timing, speedup: 101 }, { ...timing, gapMaxMillis: 1_000 }].map((how) => {
      const engine = createEngine(blueprintOn('vertical', traffic, how), 7, nullSink);
      engine.runUntil(seconds(5));
      return engine.traceHash();
    });
    expect(new Set(hashes).size).toBe(3);
  });
});
