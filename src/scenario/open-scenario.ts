/** A scenario of the right form whose parts fit together. */
import type { InputProblem, Result } from '../base/result.ts';
import { succeed } from '../base/result.ts';
import type { CommandTarget } from './check-command.ts';
import { outline } from './compile.ts';
import { parseScenario } from './parse.ts';
import type { Scenario } from './scenario.ts';

export interface OpenedScenario {
  readonly scenario: Scenario;
  /** What commands are checked against. */
  readonly target: CommandTarget;
}

export function openScenario(source: unknown): Result<OpenedScenario, InputProblem> {
  const scenario = parseScenario(source);
  if (!scenario.ok) return scenario;
  const target = outline(scenario.value);
  return target.ok ? succeed({ scenario: scenario.value, target: target.value }) : target;
}
