/** From what a person gave to an engine: parsed, compiled, built. A refusal names the path, the value and the range. */
import { succeed } from '../base/result.ts';
import { createEngine } from '../engine/engine.ts';
import { compile } from '../scenario/compile.ts';
import { parseScenario, parseScenarioText } from '../scenario/parse.ts';
import type { OpenRun } from './host.ts';

export const openRun: OpenRun = (source, seed, sink, traffic) => {
  const scenario = typeof source === 'string' ? parseScenarioText(source) : parseScenario(source);
  if (!scenario.ok) return scenario;
  const blueprint = compile(scenario.value, traffic);
  if (!blueprint.ok) return blueprint;
  return succeed(createEngine(blueprint.value, seed, sink));
};
