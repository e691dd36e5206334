/** From what a person gave to an engine: parsed, compiled, built. A refusal names the path, the value and the range. */
import { succeed } from '../base/result.ts';
import { createEngine } from '../engine/engine.ts';
import { compile } from '../scenario/compile.ts';
import { openScenario } from '../scenario/open-scenario.ts';
import { parseText } from '../scenario/parse.ts';
import type { OpenRun } from './host.ts';

export const openRun: OpenRun = (source, seed, sink, traffic) => {
  const opened =
    typeof source === 'string' ? parseText(source, 'scenario', openScenario) : openScenario(source);
  if (!opened.ok) return opened;
  const blueprint = compile(opened.value.scenario, traffic);
  if (!blueprint.ok) return blueprint;
  return succeed(createEngine(blueprint.value, seed, sink));
};
