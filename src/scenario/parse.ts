/**
 * From anything at all to a `Scenario`, or to everything that is wrong with it. Checks the form: names, types, ranges,
 * sizes. Whether the parts fit together is `compile`'s business.
 */
import type { InputProblem, Result } from '../base/result.ts';
import { refuse, succeed } from '../base/result.ts';
import { inText, readJson } from './json-text.ts';
import { shownValue } from './problem-text.ts';
import { problemAt, together, type ValueProblem, valueAt } from './problems.ts';
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
  return refuse(problemOf(parsed.error.issues as Issue[], input));
}

/** JSON text read as `parse` reads its value; problems say where they are in the text. */
export function parseText<Value>(
  text: string,
  path: string,
  parse: (input: unknown) => Result<Value, InputProblem>,
): Result<Value, InputProblem> {
  const json = readJson(text, path);
  if (!json.ok) return json;
  const parsed = parse(json.value);
  return parsed.ok ? parsed : refuse(inText(parsed.problem, text));
}

/** A file of ours from a later version deserves its own words: nothing is wrong with it. */
export function newerVersion(input: unknown, format: string, latest = 1): ValueProblem | undefined {
  const version = valueAt(input, ['version']);
  if (valueAt(input, ['format']) !== format || typeof version !== 'number' || !(version > latest))
    return undefined;
  const known = latest === 1 ? '1' : `1 … ${latest}`;
  return problemAt(['version'], String(version), `${known} (the file was made by a newer Nines)`);
}

/** Turns zod's issues into paths, values and what is allowed. */
export function problemOf(issues: readonly Issue[], input: unknown): InputProblem {
  // A file of another format has everything else wrong as well.
  const foreign = issues.filter(({ path }) => path[0] === 'format');
  const problems = (foreign.length > 0 ? foreign : issues).flatMap((issue) => problemsOf(issue, input));
  return together(problems) ?? { path: 'scenario', value: shownValue(input), allowed: 'a scenario' };
}

function problemsOf({ code, path, keys = [], message }: Issue, input: unknown): ValueProblem[] {
  const one = (whole: Path, remark: string): ValueProblem => ({
    path: personPath(whole, input),
    value: `${shownValue(valueAt(input, whole))}${remark}`,
    allowed: message,
    at: whole,
  });
  if (code !== 'unrecognized_keys') return [one(path, '')];
  return keys.map((key) => one([...path, key], ' (unknown name)'));
}

/** `components.3.parameters.fall` → `lb.fall`: components and groups are known to people by id, not by index. */
function personPath(path: Path, input: unknown): string {
  const [list, index, ...rest] = path;
  const isNamed = (list === 'components' || list === 'groups') && index !== undefined;
  const id = isNamed ? valueAt(input, [list, index, 'id']) : undefined;
  if (typeof id !== 'string' || id === '' || rest[0] === 'id') return printed(path) || 'scenario';
  const tail = rest[0] === 'parameters' ? rest.slice(1) : rest;
  return printed([id, ...tail]);
}

function printed(path: Path): string {
  return path.map((part) => shownValue(String(part))).join('.');
}
