/** Zod schemas of what is checked by hand: a kind's parameters (`check-inputs.ts`), dependencies and routes. */
import * as z from 'zod/mini';
import type { Fields } from '../engine/model/parameter-spec.ts';
import { checkInputs, type InputIssue } from './check-inputs.ts';
import type { ParameterInput, ParameterInputs } from './parameter-inputs.ts';
import { notMinusZero, type Schema } from './schema-parts.ts';

export const parametersSchema = (fields: Fields): Schema =>
  checkedSchema((value) => checkInputs(fields, value));

/** Whatever `check` finds nothing wrong with. */
export function checkedSchema(check: (value: unknown) => readonly InputIssue[]): Schema {
  const checked = z
    .custom<ParameterInputs>(() => true)
    .check(({ value, issues }) => {
      for (const { at, allowed: message, isUnknown } of check(value)) {
        const path = [...at];
        if (!isUnknown) issues.push({ code: 'custom', path, input: value, message });
        else
          issues.push({ code: 'unrecognized_keys', keys: [String(path.pop())], path, input: value, message });
      }
    });
  return z.pipe(
    checked,
    z.transform((given) => withoutMinusZero(given)),
  );
}

/** −0 is in every range that 0 is in, but JSON writes it as 0. */
export function withoutMinusZero(input: ParameterInput): ParameterInput {
  if (typeof input !== 'object' || input === null) return notMinusZero(input) as ParameterInput;
  if (Array.isArray(input)) return input.map(withoutMinusZero);
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, withoutMinusZero(value)]));
}
