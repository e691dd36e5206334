/**
 * From anything at all to a `Scenario`, or to the first thing that is wrong with it. Checks the form: names, types,
 * ranges, sizes. Whether the parts fit together is `compile`'s business.
 */
import type { InputProblem, Result } from '../base/result.ts';
import { refuse, succeed } from '../base/result.ts';
import { limits } from './limits.ts';
import { shownValue } from './problem-text.ts';
import type { Scenario } from './scenario.ts';
import { scenarioSchema } from './schema.ts';

type Path = readonly PropertyKey[];

interface Issue {
  readonly code?: string | undefined;
  readonly path: Path;
  readonly message: string;
  readonly keys?: readonly string[];
}

export function parseScenario(input: unknown): Result<Scenario, InputProblem> {
  const newer = newerVersion(input, 'nines-scenario');
  if (newer) return refuse(newer);
  const parsed = scenarioSchema.safeParse(input);
  if (parsed.success) return succeed(parsed.data as Scenario);
  return refuse(problemOf(parsed.error.issues[0] as Issue | undefined, input));
}

export function parseScenarioText(text: string): Result<Scenario, InputProblem> {
  const json = parseJson(text, 'scenario');
  return json.ok ? parseScenario(json.value) : json;
}

/** JSON text of bounded size. The problem says where the text stops making sense, if the platform does. */
export function parseJson(text: string, path: string): Result<unknown, InputProblem> {
  if (text.length > limits.textBytes) {
    return refuse({
      path,
      value: `${text.length} characters`,
      allowed: `at most ${limits.textBytes} characters`,
    });
  }
  if (text.trim() === '') return refuse({ path, value: '(empty)', allowed: 'JSON text' });
  try {
    return succeed(JSON.parse(text) as unknown);
  } catch {
    return refuse({ path, value: shownValue(text.trim()), allowed: 'JSON text' });
  }
}

/** A file of ours from a later version deserves its own words: nothing is wrong with it. */
export function newerVersion(input: unknown, format: string, latest = 1): InputProblem | undefined {
  const version = at(input, ['version']);
  if (at(input, ['format']) !== format || typeof version !== 'number' || !(version > latest))
    return undefined;
  const known = latest === 1 ? '1' : `1 … ${latest}`;
  return {
    path: 'version',
    value: String(version),
    allowed: `${known} (the file was made by a newer Nines)`,
  };
}

/** Turns zod's first issue into path, value and what is allowed. */
export function problemOf(issue: Issue | undefined, input: unknown): InputProblem {
  if (!issue) return { path: 'scenario', value: shownValue(input), allowed: 'a scenario' };
  const isUnknownKey = issue.code === 'unrecognized_keys';
  const path = isUnknownKey ? [...issue.path, issue.keys?.[0] ?? ''] : issue.path;
  const value = at(input, path);
  return {
    path: personPath(path, input),
    value: isUnknownKey ? `${shownValue(value)} (unknown name)` : shownValue(value),
    allowed: issue.message,
  };
}

/** `components.3.parameters.fall` → `lb.fall`: components and groups are known to people by id, not by index. */
function personPath(path: Path, input: unknown): string {
  const [list, index, ...rest] = path;
  const isNamed = (list === 'components' || list === 'groups') && index !== undefined;
  const id = isNamed ? at(input, [list, index, 'id']) : undefined;
  if (typeof id !== 'string' || id === '' || rest[0] === 'id') return printed(path) || 'scenario';
  const tail = rest[0] === 'parameters' ? rest.slice(1) : rest;
  return printed([id, ...tail]);
}

function printed(path: Path): string {
  return path.map((part) => shownValue(String(part))).join('.');
}

function at(input: unknown, path: Path): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
