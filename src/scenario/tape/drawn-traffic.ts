/** The parameters by which traffic is drawn. With a tape they would do nothing, so a run does not have them. */

import type { ParameterSpec } from '../../engine/model/parameter-list.ts';
import type { usersParameters } from '../../kinds/users/spec.ts';

type Fields = typeof usersParameters;
type Drawn = {
  [Name in keyof Fields]: Fields[Name] extends { readonly drawn: true } ? Name : never;
}[keyof Fields];

/** The page resolves paths too, and has no specs of what a run does not have: the names once more, counted by the compiler. */
const names: Readonly<Record<Drawn, true>> = {
  arrivalRate: true,
  writeRatio: true,
  clients: true,
  keys: true,
  zipfExponent: true,
};

export const isDrawnTraffic = (kind: string, path: string): boolean =>
  kind === 'users' && Object.hasOwn(names, path);

/** Of a component in a run with or without a tape. */
export function specsWith(hasTape: boolean, specs: readonly ParameterSpec[]): readonly ParameterSpec[] {
  return hasTape ? specs.filter(({ drawn }) => !drawn) : specs;
}
