/**
 * Parameters as a scenario gives them: numbers, names, `true` and `false`, lists; a section is an object, a variant the
 * name of a case or an object that names it by `is`. What is absent has its default, and an optional section is absent.
 */
import { listParameters, type ParameterSpec } from '../engine/model/parameter-list.ts';
import type {
  Choice,
  Fields,
  List,
  Quantity,
  Section,
  Spec,
  Toggle,
  Variant,
} from '../engine/model/parameter-spec.ts';

export type InputsOf<F extends Fields> = { readonly [Name in keyof F]?: InputOf<F[Name]> };
type InputOf<One extends Spec> = One extends Quantity
  ? number
  : One extends Choice
    ? One['choices'][number]
    : One extends Toggle
      ? boolean
      : One extends List
        ? readonly InputOf<One['of']>[]
        : One extends Section
          ? InputsOf<One['fields']>
          : One extends Variant
            ?
                | keyof One['cases']
                | {
                    [Case in keyof One['cases']]: { readonly is: Case } & InputsOf<One['cases'][Case]>;
                  }[keyof One['cases']]
            : never;

/** One value: a number, the name of a choice, or `true` and `false`. */
export type ValueInput = number | string | boolean;
export type ParameterInput = ValueInput | readonly ParameterInput[] | ParameterInputs;
export interface ParameterInputs {
  readonly [name: string]: ParameterInput;
}

const isList = (input: ParameterInput): input is readonly ParameterInput[] => Array.isArray(input);

/** By path. A section that is there is `on`, a list's own value is its length. */
export function inputsByPath(inputs: ParameterInputs, prefix = ''): ReadonlyMap<string, ValueInput> {
  const found = new Map<string, ValueInput>();
  for (const [name, input] of Object.entries(inputs)) {
    const path = prefix + name;
    if (typeof input !== 'object') {
      found.set(path, input);
      continue;
    }
    const { is = 'on', ...fields } = isList(input) ? { ...input, is: input.length } : input;
    found.set(path, is as ValueInput);
    for (const [below, value] of inputsByPath(fields as ParameterInputs, `${path}.`)) found.set(below, value);
  }
  return found;
}

/** `inputs` with `value`, as it is stored, at a path that is known. What the path leads through comes into being. */
export function withInput(
  fields: Fields,
  inputs: ParameterInputs,
  [name = '', ...rest]: readonly string[],
  value: number,
): ParameterInputs {
  const { [name]: present, ...others } = inputs;
  const input = inputAt(fields[name] as Spec, present, rest, value);
  return input === undefined ? others : { ...inputs, [name]: input };
}

function inputAt(
  spec: Spec,
  present: ParameterInput | undefined,
  rest: readonly string[],
  value: number,
): ParameterInput | undefined {
  switch (spec.type) {
    case 'quantity':
    case 'choice':
    case 'toggle':
      return value;
    case 'section': {
      const own = (present ?? {}) as ParameterInputs;
      if (rest.length > 0) return withInput(spec.fields, own, rest, value);
      return value === 1 ? own : undefined;
    }
    case 'variant': {
      if (rest.length === 0) return Object.keys(spec.cases)[value] as string;
      const [is, fields] = Object.entries(spec.cases).find(([, one]) => (rest[0] as string) in one) as [
        string,
        Fields,
      ];
      const { is: was = present, ...own } = (typeof present === 'object' ? present : {}) as ParameterInputs;
      return { is, ...withInput(fields, was === is ? own : {}, rest, value) };
    }
    case 'list': {
      const [place, ...below] = rest;
      const length =
        place === undefined ? value : Math.max(Number(place) + 1, ((present as []) ?? []).length);
      const items = Array.from(
        { length },
        (_, at) => (present as ParameterInput[] | undefined)?.[at] ?? usual(spec.of),
      );
      if (place !== undefined)
        items[Number(place)] = inputAt(spec.of, items[Number(place)], below, value) as ParameterInput;
      return items;
    }
  }
}

/** What an item of a list is before anything was said of it. */
function usual(spec: Spec): ParameterInput {
  if (spec.type === 'section') return {};
  return spec.type === 'list' ? [] : spec.default;
}

/** Without what was given at a path; of a list, without the whole list. */
export function withoutInput(
  inputs: ParameterInputs,
  [name = '', ...rest]: readonly string[],
): ParameterInputs {
  const { [name]: own, ...others } = inputs;
  if (own === undefined || rest.length === 0 || isList(own)) return others;
  return typeof own === 'object' ? { ...others, [name]: withoutInput(own, rest) } : inputs;
}

/** What each leaf of a kind was given: by the component itself, else by its group. */
export function givenValues(
  fields: Fields,
  own: ParameterInputs = {},
  shared: ParameterInputs = {},
): readonly { readonly spec: ParameterSpec; readonly given: ValueInput; readonly isDefault: boolean }[] {
  const [first, second] = [inputsByPath(own), inputsByPath(shared)];
  return listParameters(fields).map((spec) => {
    const given = first.get(spec.path) ?? second.get(spec.path);
    return { spec, given: given ?? spec.default, isDefault: given === undefined };
  });
}
