/** The parameters that a component has: those of its kind, and a section for each dependency that the scenario declares. */
import type { ComponentBlueprint } from '../blueprint.ts';
import type { Fields, Section } from './parameter-spec.ts';
import { dependencyFields } from './policy-specs.ts';

const declared: Section = { type: 'section', fields: dependencyFields };

export function fieldsOf({
  model,
  dependencies = [],
}: {
  readonly model: { readonly parameters: Fields };
  readonly dependencies?: ComponentBlueprint['dependencies'] | readonly { readonly name: string }[];
}): Fields {
  if (dependencies.length === 0) return model.parameters;
  const sections = dependencies.map(({ name }) => [name, declared] as const);
  return { ...model.parameters, ...Object.fromEntries(sections) };
}
