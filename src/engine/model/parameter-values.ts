/** The values of a kind's parameters as its model reads them: typed by the kind's specs, names instead of indices. */
import type { Choice, Fields, List, Quantity, Section, Spec, Toggle, Variant } from './parameter-spec.ts';

export type ValueOf<One extends Spec> = One extends Quantity
  ? number
  : One extends Choice
    ? One['choices'][number]
    : One extends Toggle
      ? boolean
      : One extends List
        ? readonly ValueOf<One['of']>[]
        : One extends Section
          ? ParameterValues<One['fields']> | (One extends { readonly optional: true } ? undefined : never)
          : One extends Variant
            ? {
                [Case in keyof One['cases']]: { readonly is: Case } & ParameterValues<One['cases'][Case]>;
              }[keyof One['cases']]
            : never;

export type ParameterValues<F extends Fields> = { readonly [Name in keyof F]: ValueOf<F[Name]> };

type Stored = Readonly<Record<string, number>>;

/** `stored` has a number for every leaf of the tree, by path. */
export function readValues<F extends Fields>(fields: F, stored: Stored): ParameterValues<F> {
  return below('', fields, stored) as ParameterValues<F>;
}

function below(prefix: string, fields: Fields, stored: Stored): Record<string, unknown> {
  const entries = Object.entries(fields);
  return Object.fromEntries(entries.map(([name, spec]) => [name, valueAt(prefix + name, spec, stored)]));
}

function valueAt(path: string, spec: Spec, stored: Stored): unknown {
  const code = stored[path] as number;
  switch (spec.type) {
    case 'quantity':
      return code;
    case 'choice':
      return spec.choices[code];
    case 'toggle':
      return code === 1;
    case 'section':
      return spec.optional && code !== 1 ? undefined : below(`${path}.`, spec.fields, stored);
    case 'variant': {
      const is = Object.keys(spec.cases)[code] as string;
      return { is, ...below(`${path}.`, spec.cases[is] as Fields, stored) };
    }
    case 'list':
      return Array.from({ length: code }, (_, place) => valueAt(`${path}.${place}`, spec.of, stored));
  }
}
