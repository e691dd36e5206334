/** The parameters by which traffic is drawn. With a tape they would do nothing, so a run does not have them. */

import { listParameters, type ParameterSpec } from '../../engine/model/parameter-list.ts';
import { type KindName, models } from '../../kinds/models.ts';

export const isDrawnTraffic = (kind: string, path: string): boolean =>
  listParameters(models[kind as KindName].parameters).some((spec) => spec.path === path && spec.drawn);

/** Of a component in a run with or without a tape. */
export function specsWith(hasTape: boolean, specs: readonly ParameterSpec[]): readonly ParameterSpec[] {
  return hasTape ? specs.filter(({ drawn }) => !drawn) : specs;
}
