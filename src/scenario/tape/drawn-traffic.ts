/** The parameters by which traffic is drawn. With a tape they would do nothing, so a run does not have them. */

import { listParameters, type ParameterSpec } from '../../engine/model/parameter-list.ts';
import { usersParameters } from '../../kinds/users/spec.ts';

/** The page resolves paths too and has no models: only the sources' specs are asked. */
export const isDrawnTraffic = (kind: string, path: string): boolean =>
  kind === 'users' && listParameters(usersParameters).some((spec) => spec.path === path && spec.drawn);

/** Of a component in a run with or without a tape. */
export function specsWith(hasTape: boolean, specs: readonly ParameterSpec[]): readonly ParameterSpec[] {
  return hasTape ? specs.filter(({ drawn }) => !drawn) : specs;
}
