/** Whether given parameters fit a kind's specs: folded over the tree, for a component's own and for those of its group. */
import { listParameters, type ParameterSpec } from '../engine/model/parameter-list.ts';
import type { Fields, Spec } from '../engine/model/parameter-spec.ts';
import type { ValueInput } from './parameter-inputs.ts';
import { checkStoredValue } from './paths.ts';
import { allowedRange, listed } from './problem-text.ts';

export interface InputIssue {
  /** Below the parameters: names, and places in lists. */
  readonly at: readonly PropertyKey[];
  readonly allowed: string;
  /** There is no parameter of that name. */
  readonly isUnknown?: true;
}

type Leaves = ReadonlyMap<string, ParameterSpec>;

export function checkInputs(fields: Fields, inputs: unknown): readonly InputIssue[] {
  const leaves = new Map(listParameters(fields).map((spec) => [spec.path, spec]));
  return checkFields('', fields, inputs, leaves);
}

function checkFields(
  prefix: string,
  fields: Fields,
  inputs: unknown,
  leaves: Leaves,
  also?: string,
): InputIssue[] {
  if (!isObject(inputs)) return [{ at: [], allowed: 'an object with these entries' }];
  const issues: InputIssue[] = [];
  const unknown: InputIssue[] = [];
  const names = [...(also === undefined ? [] : [also]), ...Object.keys(fields)];
  for (const [name, input] of Object.entries(inputs)) {
    const spec = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (spec)
      issues.push(...(input === undefined ? [] : within([name], check(prefix + name, spec, input, leaves))));
    else if (name !== also) unknown.push({ at: [name], allowed: listed(names, 40), isUnknown: true });
  }
  return [...issues, ...unknown];
}

function check(path: string, spec: Spec, input: unknown, leaves: Leaves): InputIssue[] {
  switch (spec.type) {
    case 'quantity':
    case 'choice':
    case 'toggle':
      return checkLeaf(leaves.get(path) as ParameterSpec, input);
    case 'section':
      return checkFields(`${path}.`, spec.fields, input, leaves);
    case 'variant': {
      const own = leaves.get(path) as ParameterSpec;
      if (!isObject(input)) return checkLeaf(own, input);
      const fields = typeof input.is === 'string' ? spec.cases[input.is] : undefined;
      return fields
        ? checkFields(`${path}.`, fields, input, leaves, 'is')
        : within(['is'], checkLeaf(own, input.is));
    }
    case 'list': {
      const allowed = `a list of 0 … ${spec.most} values`;
      // The length is checked before the items, so that a huge list costs nothing.
      if (!Array.isArray(input) || input.length > spec.most) return [{ at: [], allowed }];
      return input.flatMap((item, place) =>
        within([place], check(`${path}.${place}`, spec.of, item, leaves)),
      );
    }
  }
}

function checkLeaf(spec: ParameterSpec, input: unknown): InputIssue[] {
  const isValue = typeof input === 'number' || typeof input === 'string' || typeof input === 'boolean';
  const isAllowed = isValue && checkStoredValue(spec, input as ValueInput, spec.path).ok;
  return isAllowed ? [] : [{ at: [], allowed: allowedRange(spec) }];
}

const within = (at: readonly PropertyKey[], issues: readonly InputIssue[]): InputIssue[] =>
  issues.map((issue) => ({ ...issue, at: [...at, ...issue.at] }));

const isObject = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);
