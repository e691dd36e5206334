/** All that is wrong with one input as one refusal: whoever mends a file wants to know everything at once. */
import { everyProblem, type InputProblem, type Result, refuse, succeed } from '../base/result.ts';

/** More would not be read. */
export const mostTold = 20;

/** A problem that knows which part of the given value it is about, so that it can be found in the value's text. */
export interface ValueProblem extends InputProblem {
  readonly at?: readonly PropertyKey[];
}

export const problemAt = (at: readonly PropertyKey[], value: string, allowed: string): ValueProblem => ({
  path: at.join('.'),
  value,
  allowed,
  at,
});

/** The part of a value that a problem is about; undefined where there is none. */
export function valueAt(input: unknown, at: readonly PropertyKey[]): unknown {
  let value = input;
  for (const part of at) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

/** The first of them, with the others in it; undefined if there are none. `unseen` more are known of, but not held. */
export function together(problems: readonly InputProblem[], unseen = 0): InputProblem | undefined {
  const all = problems.flatMap(everyProblem);
  const [first, ...others] = all.slice(0, mostTold);
  if (first === undefined) return undefined;
  const within = problems.reduce((sum, { untold = 0 }) => sum + untold, unseen);
  const untold = within + Math.max(0, all.length - mostTold);
  return {
    ...first,
    ...(others.length === 0 ? {} : { others }),
    ...(untold === 0 ? {} : { untold }),
  };
}

export function resultOf<Value>(
  value: Value,
  problems: readonly InputProblem[],
): Result<Value, InputProblem> {
  const problem = together(problems);
  return problem ? refuse(problem) : succeed(value);
}

/** The same refusal with every problem changed in the same way. */
export function mapProblems(
  problem: InputProblem,
  change: (one: InputProblem) => InputProblem,
): InputProblem {
  return together(everyProblem(problem).map(change), problem.untold)!;
}
