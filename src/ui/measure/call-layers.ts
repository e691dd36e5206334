/** Which layers of its call policy a component has now for its calls to another. */
import type { ComponentDescription, RunDescription } from '../../engine/description.ts';
import type { Instrument } from '../../engine/telemetry/layout.ts';

const sectionOn = 1;

/** Names of the dependencies for which `caller` asks the component `callee`. */
const dependenciesOn = ({ dependencies = [] }: ComponentDescription, callee: string): readonly string[] =>
  dependencies.flatMap(({ name, servers }) => (servers.includes(callee) ? [name] : []));

/** Whether any of `layers`, sections by name, is there. */
export function hasLayer(
  { components }: Pick<RunDescription, 'components'>,
  from: string,
  to: string,
  layers: readonly string[],
): boolean {
  const caller = components.find(({ id }) => id === from);
  if (caller === undefined) return false;
  return dependenciesOn(caller, to).some((name) =>
    layers.some((layer) => caller.values[`${name}.${layer}`] === sectionOn),
  );
}

/** Whether an instrument of an edge has anything to say: something there can move it, or it has moved. */
export const canMove = (
  description: Pick<RunDescription, 'components'>,
  { from, to }: { readonly from: string; readonly to: string },
  { layers }: Instrument,
  reading: number | undefined,
): boolean => layers === undefined || (reading ?? 0) > 0 || hasLayer(description, from, to, layers);
