/** The parameters that a component has: those of its kind, and a section for each dependency that the scenario declares. */
import type { Fields, Section } from './parameter-spec.ts';
import { dependencyFields } from './policy-specs.ts';

const declared: Section = { type: 'section', fields: dependencyFields };

interface Owner {
  readonly model: { readonly parameters: Fields };
  readonly dependencies?: readonly { readonly name: string }[];
}

export function fieldsOf({ model, dependencies = [] }: Owner): Fields {
  if (dependencies.length === 0) return model.parameters;
  const sections = dependencies.map(({ name }) => [name, declared] as const);
  return { ...model.parameters, ...Object.fromEntries(sections) };
}
