/** A parameter's value with its unit, as the story tells a change. */

import type { ParameterWords } from '../common-words.ts';
import { millis, percent, plain, rate } from '../format.ts';

/** What of a parameter's spec its values are told by. */
export interface ValueSpec {
  /** Of a number. */
  readonly unit?: string;
  /** Names by index. */
  readonly choices?: readonly string[] | undefined;
}

export function valueText(value: number, { unit, choices }: ValueSpec, words: ParameterWords): string {
  const choice = choices?.[value];
  if (choice !== undefined) return words.choices[choice] ?? choice;
  switch (unit) {
    case 'perSecond':
      return rate(value);
    case 'millis':
      return millis(value);
    case 'ratio':
      return percent(value);
    case 'factor':
      return `×${plain(value)}`;
    default:
      return plain(value);
  }
}

/** A parameter's path as words know it: items of a list share theirs. */
export const wordsPath = (path: string): string => path.replace(/\.\d+/g, '');

/** `users.arrivalRate` → its owner and the parameter's name in words. */
export function changedParameter(
  path: string,
  component: string,
  words: ParameterWords,
): { readonly owner: string; readonly name: string } {
  const dot = path.indexOf('.');
  const parameter = path.slice(dot + 1);
  return {
    owner: dot < 0 ? component : path.slice(0, dot),
    name: words.names[wordsPath(parameter)] ?? words.ofDependency?.(parameter)?.[0] ?? parameter,
  };
}
