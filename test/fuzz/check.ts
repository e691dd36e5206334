/** What must hold of every answer, and of the program after it. */
import { isDeepStrictEqual } from 'node:util';
import { plainText } from '../../src/base/plain-text.ts';
import { everyProblem, type InputProblem } from '../../src/base/result.ts';
import { reportText } from '../../src/i18n/report-text.ts';
import { laterTextsOf } from '../../src/i18n/texts.ts';

const longest = { path: 400, value: 400, allowed: 2_500 } as const;

/** What is wrong with a refusal itself. */
export function faultsOfProblem(problem: InputProblem): string[] {
  const all = everyProblem(problem);
  const faults = all.flatMap((one) =>
    (['path', 'value', 'allowed'] as const).flatMap((name) => {
      const text: unknown = one[name];
      if (typeof text !== 'string' || text === '')
        return [`the refusal has no ${name}: ${JSON.stringify(one)}`];
      if (text.length > longest[name])
        return [`${name} has ${text.length} characters: ${text.slice(0, 80)}…`];
      return plainText(text) === text ? [] : [`${name} is not printable: ${JSON.stringify(text)}`];
    }),
  );
  if (all.length > 20) faults.push(`${all.length} problems at once`);
  // Whatever the words are made of, they must come out in both languages.
  for (const language of ['en', 'zh'] as const) {
    const lines = reportText[language].problem(problem).split('\n');
    if (lines.length > 22) faults.push(`${lines.length} lines in ${language}`);
    laterTextsOf(language).words.notices.problem(problem);
  }
  return faults;
}

export function faultsOfRoundTrip(what: string, before: unknown, after: unknown): string[] {
  return isDeepStrictEqual(before, after)
    ? []
    : [
        `${what} is not what was written: ${JSON.stringify(before).slice(0, 200)} → ${JSON.stringify(after)?.slice(0, 200)}`,
      ];
}

const prototypes = { Object: Object.prototype, Array: Array.prototype, Function: Function.prototype };
const namesOf = (): string =>
  Object.values(prototypes)
    .map((one) => Reflect.ownKeys(one).map(String).join())
    .join(';');
const namesBefore = namesOf();

/** Nothing of an input was executed, and nothing stuck to what all objects share. */
export function faultsOfProgram(): string[] {
  const faults: string[] = [];
  if (namesOf() !== namesBefore) faults.push('a prototype has changed');
  if ('fuzzed' in globalThis) faults.push('code of an input was executed');
  return faults;
}
