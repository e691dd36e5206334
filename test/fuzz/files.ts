/** Scenarios, run files and carried runs: what is accepted is also run, and is the same when written and read again. */

import type { StampedCommand } from '../../src/engine/command.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { type CarriedRun, parseCarriedRun } from '../../src/scenario/carried-run.ts';
import type { LogEntry } from '../../src/scenario/command-log.ts';
import { formatCommand } from '../../src/scenario/command-text.ts';
import { compile } from '../../src/scenario/compile.ts';
import { type OpenedScenario, openScenario } from '../../src/scenario/open-scenario.ts';
import { parseText } from '../../src/scenario/parse.ts';
import { formatRunFile, parseRunFileText } from '../../src/scenario/run-file.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { templateIds, templates } from '../../src/scenario/templates/index.ts';
import type { Dice } from '../soak/dice.ts';
import { randomSystem } from '../soak/random-system.ts';
import { faultsOfProblem, faultsOfRoundTrip } from './check.ts';
import type { InputKind } from './kind.ts';
import { spoilText, spoilValue } from './mutate.ts';
import { routedScenario, spoiltRoutes } from './routed.ts';

const runMicros = 2_000_000;
const mostEvents = 20_000;
const silent = { story() {}, second() {}, ledger() {}, journey() {} };

const scenarioOf = (dice: Dice): Record<string, unknown> => {
  if (dice.chance(0.3)) return routedScenario(dice);
  return dice.chance(0.4)
    ? { ...templates[dice.pick(templateIds)] }
    : (randomSystem(dice.uint32(), 10) as Record<string, unknown>);
};

/** A third as it is, a third with another value somewhere, a third with other text somewhere. */
function written(dice: Dice, value: unknown): string {
  const die = dice.whole(0, 2);
  const text = JSON.stringify(die === 1 ? spoilValue(dice, value) : value, undefined, dice.pick([0, 2]));
  return die === 2 ? spoilText(dice, text, '{"format":"nines-run","version":1,"log":["1s crash lb"]}') : text;
}

/** Runs what was accepted: bounded in simulated time and in events. A run that waits for a tape is left alone. */
function runFaults(scenario: Scenario, seed: number, log: readonly StampedCommand[] = []): string[] {
  const blueprint = compile(scenario);
  if (!blueprint.ok) return faultsOfProblem(blueprint.problem);
  const engine = createEngine(blueprint.value, seed, silent);
  engine.schedule(log);
  engine.runUntil(runMicros, mostEvents);
  const totals = engine.totals();
  const isSane = totals.classes.every(
    ({ arrived, ok, failed, inFlight }) => arrived === ok + failed + inFlight,
  );
  return isSane ? [] : [`requests do not add up: ${JSON.stringify(totals.classes)}`];
}

export const scenarioKind: InputKind<string> = {
  name: 'scenario',
  make: (dice) => (dice.chance(0.4) ? JSON.stringify(spoiltRoutes(dice)) : written(dice, scenarioOf(dice))),
  faults(text) {
    const open = (json: string) => parseText(json, 'scenario', openScenario);
    const opened = open(text);
    if (!opened.ok) return faultsOfProblem(opened.problem);
    const { scenario } = opened.value;
    const again = open(JSON.stringify(scenario));
    return [
      ...faultsOfRoundTrip('the scenario', scenario, again.ok ? again.value.scenario : again.problem),
      ...runFaults(scenario, scenario.seed ?? 1),
    ];
  },
};

function linesOf(dice: Dice, scenario: Record<string, unknown>): string[] {
  const lines = Array.isArray(scenario.schedule) ? (scenario.schedule as string[]) : [];
  return lines.filter(() => dice.chance(0.7));
}

export const runKind: InputKind<string> = {
  name: 'run',
  make(dice) {
    const scenario = scenarioOf(dice);
    const log = linesOf(dice, scenario);
    const untilMicros = dice.whole(0, 100_000_000);
    const run = { format: 'nines-run', version: 1, scenario, seed: dice.uint32(), log, untilMicros };
    return written(
      dice,
      dice.chance(0.5) ? { ...run, traceHash: '0123456789abcdef', writtenBy: '0.1.0' } : run,
    );
  },
  faults(text) {
    const read = parseRunFileText(text);
    if (!read.ok) return faultsOfProblem(read.problem);
    const run = read.value;
    const again = parseRunFileText(formatRunFile(run));
    return [
      ...faultsOfRoundTrip('the run', run, again.ok ? again.value : again.problem),
      ...runFaults(run.scenario, run.seed, run.log),
    ];
  },
};

export const carriedKind: InputKind<string> = {
  name: 'carried run',
  make(dice) {
    const scenario = scenarioOf(dice);
    const version = dice.pick([1, 2]);
    const branches = Array.from({ length: dice.whole(1, 4) }, (_, index) => {
      const lines = linesOf(dice, scenario);
      const place = { id: index + 1, atMicros: 0, headMicros: 5_000_000, viewMicros: 4_000_000 };
      const parent = index === 0 ? {} : { parent: dice.whole(1, index) };
      if (version === 1) return { ...place, ...parent, inherited: dice.whole(0, lines.length), log: lines };
      const log = lines.map((line, order) => ({ line, by: dice.pick(['own', 'kept']), order: order + 1 }));
      return { ...place, ...parent, log, withdrawn: [] };
    });
    const format = 'nines-carried-run';
    const run = {
      format,
      version,
      scenario,
      seed: dice.uint32(),
      branches,
      current: dice.whole(1, branches.length),
    };
    return written(dice, {
      ...run,
      traceHash: '',
      playing: dice.chance(0.5),
      speed: dice.pick([1, 'max', 0.1]),
    });
  },
  faults(text) {
    const read = parseCarriedRun(text);
    if (!read.ok) return faultsOfProblem(read.problem);
    const opened = openScenario(read.value.scenario);
    if (!opened.ok) return ['the scenario of an accepted run is refused', ...faultsOfProblem(opened.problem)];
    const { leftOut: _, ...run } = read.value;
    const again = parseCarriedRun(carriedText(run, opened.value));
    const log = run.branches.at(-1)?.log ?? [];
    return [
      ...faultsOfRoundTrip('the carried run', run, again.ok ? again.value : again.problem),
      ...runFaults(opened.value.scenario, run.seed, log),
    ];
  },
};

function carriedText(run: CarriedRun, { target }: OpenedScenario): string {
  const lined = <Entry extends LogEntry>({ at, command, ...act }: Entry) => ({
    line: formatCommand({ at, command }, target),
    ...act,
  });
  const branches = run.branches.map((branch) => ({
    ...branch,
    log: branch.log.map(lined),
    withdrawn: branch.withdrawn.map(lined),
  }));
  return JSON.stringify({ format: 'nines-carried-run', version: 2, ...run, branches });
}
