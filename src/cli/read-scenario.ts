/** A template by its id, or a scenario or a recorded run from a file of bounded size. */
import { type InputProblem, type Result, refuse, succeed } from '../base/result.ts';
import type { Micros } from '../base/units.ts';
import type { StampedCommand } from '../engine/command.ts';
import { limits } from '../scenario/limits.ts';
import { openScenario } from '../scenario/open-scenario.ts';
import { parseScenario, parseText } from '../scenario/parse.ts';
import { listed, nearestOf, shownValue } from '../scenario/problem-text.ts';
import type { RecordedTrace } from '../scenario/recorded-trace.ts';
import { isRunFile, parseRunFile } from '../scenario/run-file.ts';
import { type Scenario, scenarioDefaults } from '../scenario/scenario.ts';
import { isTemplateId, templateIds, templates } from '../scenario/templates/index.ts';
import { readFile } from './read-file.ts';

export interface ReadScenario {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly log: readonly StampedCommand[];
  /** How far a recorded run had come. */
  readonly until?: Micros;
  /** What a recorded run had reached by then. */
  readonly recorded?: RecordedTrace;
}

const path = 'scenario';
const orFile = ', or a scenario file';

/** With `mayBeSet` the parts need not fit together yet: a value that is set may mend them. */
export function readScenario(
  name: string | undefined,
  { mayBeSet }: { readonly mayBeSet: boolean },
): Result<ReadScenario, InputProblem> {
  if (name === undefined)
    return refuse({ path, value: '(missing)', allowed: `${listed(templateIds)}${orFile}` });
  if (isTemplateId(name)) return opened(parseScenario(templates[name]));
  const text = readText(name);
  if (!text.ok) return text;
  return parseText(text.value, shownValue(name), (input) => {
    if (isRunFile(input)) return openedRun(input);
    const fitting = mayBeSet ? undefined : openScenario(input);
    return opened(fitting?.ok === false ? fitting : parseScenario(input));
  });
}

function openedRun(input: unknown): Result<ReadScenario, InputProblem> {
  const run = parseRunFile(input);
  if (!run.ok) return run;
  const { scenario, seed, log, untilMicros, traceHash, physics } = run.value;
  if (untilMicros === undefined) return succeed({ scenario, seed, log });
  return succeed({ scenario, seed, log, until: untilMicros, recorded: { traceHash, physics } });
}

function opened(scenario: Result<Scenario, InputProblem>): Result<ReadScenario, InputProblem> {
  if (!scenario.ok) return scenario;
  return succeed({ scenario: scenario.value, seed: scenario.value.seed ?? scenarioDefaults.seed, log: [] });
}

function readText(name: string): Result<string, InputProblem> {
  const value = shownValue(name);
  const allowed = nearestOf(name, templateIds, orFile);
  try {
    const bytes = readFile(name, limits.textBytes);
    if (bytes === undefined) return refuse({ path, value, allowed });
    if (typeof bytes === 'number') {
      const most = `at most ${limits.textBytes} bytes`;
      return refuse({ path: value, value: `${bytes} bytes`, allowed: most });
    }
    return succeed(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (
      error instanceof TypeError &&
      !('code' in error && error.code !== 'ERR_ENCODING_INVALID_ENCODED_DATA')
    )
      return refuse({ path: value, value: '(binary)', allowed: 'JSON text' });
    return refuse({ path, value: `${value} (cannot be read)`, allowed });
  }
}
