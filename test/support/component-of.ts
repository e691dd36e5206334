// A component of a blueprint written by hand: the values given, the specs' defaults for the rest.
import type { ComponentBlueprint } from '../../src/engine/blueprint.ts';
import { listParameters } from '../../src/engine/model/parameter-list.ts';
import { type KindName, models } from '../../src/kinds/models.ts';

export function componentOf(
  id: string,
  kind: KindName,
  given: Readonly<Record<string, number>>,
): ComponentBlueprint {
  const model = models[kind];
  const parameters = listParameters(model.parameters);
  const { faults } = model;
  const defaults = parameters.map((spec) => [spec.path, spec.default] as const);
  return { id, kind, model, parameters, faults, values: { ...Object.fromEntries(defaults), ...given } };
}
