/** The users' parameters by which traffic is drawn. With a tape they would do nothing, so a run does not have them. */

import type { ParameterSpec } from '../../engine/model/parameter-spec.ts';
import type { usersParameters } from '../../kinds/users/spec.ts';

type UsersParameter = (typeof usersParameters)[number]['path'];

const drawnTraffic: readonly UsersParameter[] = [
  'arrivalRate',
  'writeRatio',
  'clients',
  'keys',
  'zipfExponent',
];

export const isDrawnTraffic = (kind: string, path: string): boolean =>
  kind === 'users' && drawnTraffic.some((one) => one === path);

/** Of a component in a run with or without a tape. */
export function specsWith(
  hasTape: boolean,
  kind: string,
  specs: readonly ParameterSpec[],
): readonly ParameterSpec[] {
  return hasTape ? specs.filter(({ path }) => !isDrawnTraffic(kind, path)) : specs;
}
