/** The words of all kinds taken together, for who is told of a parameter by its path alone, as the story is. */
import type { KindText, ParameterText } from '../kinds/kind-words.ts';

type ByName = Readonly<Partial<Record<string, string>>>;

export interface ParameterWords {
  readonly names: ByName;
  readonly choices: ByName;
  /** Of a path below a dependency that the scenario declares; absent before such words are loaded. */
  readonly ofDependency?: (path: string) => ParameterText | undefined;
}

/** Kinds that share a parameter or a choice give it one name: common-words.test.ts. */
export function commonWords(
  kinds: Readonly<Record<string, KindText>>,
  offOn: { readonly off: string; readonly on: string },
): ParameterWords {
  const names: Record<string, string> = {};
  const choices: Record<string, string> = { ...offOn };
  for (const { parameters, choices: own } of Object.values(kinds)) {
    for (const [path, text] of Object.entries(parameters)) if (text) names[path] = text[0];
    Object.assign(choices, own);
  }
  return { names, choices };
}
