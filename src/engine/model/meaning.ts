/** Finds a parameter by what it means, so that nobody outside its kind goes by its name. */
import type { ParameterSpec } from './parameter-list.ts';
import type { Meaning } from './parameter-spec.ts';

interface Meaningful {
  readonly parameters: readonly ParameterSpec[];
  readonly values: Readonly<Record<string, number>>;
}

/** The first that has this meaning; undefined if none has. */
export const parameterThat = (
  { parameters }: Pick<Meaningful, 'parameters'>,
  meaning: Meaning,
): ParameterSpec | undefined => parameters.find(({ means }) => means === meaning);

/** Its value; undefined if none has this meaning. */
export function meant(component: Meaningful, meaning: Meaning): number | undefined {
  const spec = parameterThat(component, meaning);
  return spec && component.values[spec.path];
}
