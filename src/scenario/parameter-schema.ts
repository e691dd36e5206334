/** The zod schema of a kind's parameters, folded over its specs. */
import * as z from 'zod/mini';
import { listParameters, type ParameterSpec } from '../engine/model/parameter-list.ts';
import type { Fields, Spec, Variant } from '../engine/model/parameter-spec.ts';
import { type KindName, models } from '../kinds/models.ts';
import type { ValueInput } from './parameter-inputs.ts';
import { checkStoredValue } from './paths.ts';
import { allowedRange } from './problem-text.ts';
import { listOf, notMinusZero, type Schema, strict } from './schema-parts.ts';

type Leaves = ReadonlyMap<string, ParameterSpec>;

export function parametersSchema(fields: Fields): Schema {
  const leaves = new Map(listParameters(fields).map((spec) => [spec.path, spec]));
  return fieldsSchema('', fields, leaves);
}

export const parametersSchemas = Object.fromEntries(
  Object.entries(models).map(([kind, { parameters }]) => [kind, parametersSchema(parameters)]),
) as Record<KindName, Schema>;

function fieldsSchema(
  prefix: string,
  fields: Fields,
  leaves: Leaves,
  more: Record<string, Schema> = {},
): Schema {
  const entries = Object.entries(fields);
  return strict({
    ...more,
    ...Object.fromEntries(
      entries.map(([name, spec]) => [name, z.optional(schemaOf(prefix + name, spec, leaves))]),
    ),
  });
}

function schemaOf(path: string, spec: Spec, leaves: Leaves): Schema {
  switch (spec.type) {
    case 'quantity':
    case 'choice':
    case 'toggle':
      return valueSchema(leaves.get(path) as ParameterSpec);
    case 'section':
      return fieldsSchema(`${path}.`, spec.fields, leaves);
    case 'variant':
      return variantSchema(path, spec, leaves);
    case 'list':
      return listOf(schemaOf(`${path}.0`, spec.of, leaves), 0, spec.most, 'values');
  }
}

function valueSchema(spec: ParameterSpec): Schema {
  const isPlain = (value: unknown): value is ValueInput =>
    typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
  const isAllowed = (value: unknown): boolean =>
    isPlain(value) && checkStoredValue(spec, value, spec.path).ok;
  return z.pipe(z.custom(isAllowed, { error: allowedRange(spec) }), z.transform(notMinusZero));
}

/** The name of a case, or an object that names it and gives its fields. */
function variantSchema(path: string, { cases }: Variant, leaves: Leaves): Schema {
  const name = valueSchema(leaves.get(path) as ParameterSpec);
  const schemas = new Map(
    Object.entries(cases).map(([is, fields]) => [
      is,
      fieldsSchema(`${path}.`, fields, leaves, { is: z.literal(is) }),
    ]),
  );
  return z
    .custom<unknown>(() => true)
    .check((payload) => {
      const { value, issues } = payload;
      const isObject = typeof value === 'object' && value !== null;
      const is = isObject ? (value as { readonly is?: unknown }).is : value;
      const named = name.safeParse(is);
      const parsed = named.success && isObject ? schemas.get(is as string)?.safeParse(value) : named;
      for (const issue of parsed?.error?.issues ?? []) {
        const at = isObject && !named.success ? ['is'] : issue.path;
        issues.push({ ...issue, input: value, path: at } as z.core.$ZodRawIssue);
      }
    });
}
