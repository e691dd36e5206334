/** The parameters by which traffic is drawn. With a tape they would do nothing, so a run does not have them. */
import type { ParameterSpec } from '../../engine/model/parameter-list.ts';

/** Of a component in a run with or without a tape; what the tape takes away is kept by name, to say so. */
export function specsWith(
  hasTape: boolean,
  specs: readonly ParameterSpec[],
): { readonly parameters: readonly ParameterSpec[]; readonly withoutDrawn?: readonly string[] } {
  const drawn = specs.filter((spec) => spec.drawn);
  if (!hasTape || drawn.length === 0) return { parameters: specs };
  return { parameters: specs.filter((spec) => !spec.drawn), withoutDrawn: drawn.map(({ path }) => path) };
}
