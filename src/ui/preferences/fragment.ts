import type { InputProblem } from '../../base/result.ts';

/** The part of the address after `#`: small, and enough to open the same page elsewhere. */
export function readFragment(): URLSearchParams {
  return new URLSearchParams(window.location.hash.replace(/^#/, ''));
}

/** Replaces one entry without adding to the browser's history. */
export function writeFragment(name: string, value: string): void {
  const fragment = readFragment();
  fragment.set(name, value);
  window.history.replaceState(window.history.state, '', `#${fragment.toString()}`);
}

const defaultSeed = 7;
const mostSeed = 0xff_ff_ff_ff;
/** Longer values are cut where they are told. */
const mostShown = 40;

/** What an address asks for. */
export interface Address {
  /** The template named; undefined = none, or none that there is. */
  readonly scenario: string | undefined;
  readonly seed: number;
  /** What it asks for and cannot have. */
  readonly problem: InputProblem | undefined;
}

const shown = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);

/** `templates`: the names there are. */
export function readAddress(fragment: URLSearchParams, templates: readonly string[]): Address {
  const name = fragment.get('scenario') ?? '';
  const text = fragment.get('seed') ?? '';
  const seed = /^\d{1,10}$/.test(text) && Number(text) <= mostSeed ? Number(text) : undefined;
  const scenario = templates.find((template) => template === name);
  const problems: InputProblem[] = [];
  if (name !== '' && scenario === undefined)
    problems.push({ path: '#scenario', value: shown(name), allowed: `one of ${templates.join(', ')}` });
  if (text !== '' && seed === undefined)
    problems.push({ path: '#seed', value: shown(text), allowed: `0 … ${mostSeed}, a whole number` });
  const [first, ...others] = problems;
  return { scenario, seed: seed ?? defaultSeed, problem: first && { ...first, others } };
}
