// Runs of the determinism cases, told as text: everything that can be asked of an engine, and everything it told.
import { createEngine } from '../../src/engine/engine.ts';
import type { Engine } from '../../src/engine/engine-contract.ts';
import type { HistorySink } from '../../src/engine/telemetry/records.ts';
import { Crossing } from './crossing.ts';
import type { DeterminismCase } from './determinism-cases.ts';
import { blueprintOf, commandsOf, emptyHistory, type History, sinkInto } from './engine-lab.ts';

interface Outcome {
  readonly numbers: string;
  readonly history: string;
}

export function outcomeOf(engine: Engine, history: History): Outcome {
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

export function open(one: DeterminismCase, sink: HistorySink): Engine {
  const blueprint = blueprintOf(one.scenario, one.sets);
  const engine = createEngine(blueprint, one.seed, sink);
  engine.schedule(commandsOf(blueprint, one.dos));
  return engine;
}

export function straight(one: DeterminismCase): Outcome {
  const history = emptyHistory();
  const engine = open(one, sinkInto(history));
  engine.runUntil(one.until);
  return outcomeOf(engine, history);
}

/** What a session does: the checkpoint crosses a thread, a new engine loads it and is given the whole log. */
export function revive(
  one: DeterminismCase,
  from: Engine,
  sink: HistorySink,
  crossing = new Crossing(),
): Engine {
  const engine = open(one, sink);
  const checkpoint = crossing.save(from);
  engine.load(crossing.load(checkpoint));
  engine.schedule(commandsOf(blueprintOf(one.scenario, one.sets), one.dos));
  return engine;
}
