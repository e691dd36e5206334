/**
 * Ranges that depend on the rest of the scenario, for values that a file, `--set` or a command gives: each narrows the
 * range that the parameter's spec says.
 */
import type { InputProblem } from '../base/result.ts';
import type { Trait } from '../engine/description.ts';
import type { ParameterSpec } from '../engine/model/parameter-list.ts';

interface Parts {
  readonly components: readonly { readonly id: string; readonly traits: readonly Trait[] }[];
  readonly links: readonly { readonly from: string; readonly to: string }[];
}

/** More sentinels than there are never agree. */
export function checkQuorum(quorum: number, sentinels: number, path: string): InputProblem | undefined {
  if (quorum <= sentinels) return undefined;
  const allowed = `1 … ${sentinels}, a whole number (there are ${sentinels} sentinels)`;
  return { path, value: String(quorum), allowed };
}

/** What a checked scenario says against `value` for a parameter of `members`. */
export function checkAmongOthers(
  { components, links }: Parts,
  members: readonly string[],
  { means }: ParameterSpec,
  value: number,
  path: string,
): InputProblem | undefined {
  if (means !== 'quorum') return undefined;
  const watchers = new Set(components.filter(({ traits }) => traits.includes('watcher')).map(({ id }) => id));
  for (const member of members) {
    // The sentinels of a store are all linked with each other.
    const ends = links.flatMap(({ from, to }) => (from === member ? [to] : to === member ? [from] : []));
    const peers = new Set(ends.filter((end) => watchers.has(end)));
    const problem = checkQuorum(value, peers.size + 1, path);
    if (problem) return problem;
  }
  return undefined;
}
