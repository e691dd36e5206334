// A component of a blueprint written by hand: the values given, the specs' defaults for the rest.
import type { ComponentBlueprint } from '../../src/engine/blueprint.ts';
import type { KindModel } from '../../src/engine/model/kind-model.ts';
import { listParameters } from '../../src/engine/model/parameter-list.ts';
import { type KindName, models } from '../../src/kinds/models.ts';

export function componentOf(
  id: string,
  kind: KindName,
  given: Readonly<Record<string, number>>,
): ComponentBlueprint {
  const model: KindModel = models[kind];
  const { faults, traits } = model;
  const parameters = listParameters(model.parameters);
  const defaults = parameters.map((spec) => [spec.path, spec.default] as const);
  return {
    id,
    kind,
    model,
    traits,
    parameters,
    faults,
    values: { ...Object.fromEntries(defaults), ...given },
  };
}
