// The parameters of a kind as a JSON Schema, folded over its specs.
import { offOn } from '../../src/engine/model/parameter-list.ts';
import type { Fields, Spec } from '../../src/engine/model/parameter-spec.ts';

export interface JsonSchema {
  readonly [key: string]: unknown;
}

type Words = Readonly<Partial<Record<string, readonly [name: string, help: string]>>>;

export function strictObject(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
  description?: string,
): JsonSchema {
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    properties,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

export function parametersJsonSchema(fields: Fields, words: Words): JsonSchema {
  return strictObject(properties('', fields, words), []);
}

function properties(prefix: string, fields: Fields, words: Words): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, spec]) => {
      const path = prefix + name;
      const help = words[path]?.[1];
      return [name, { ...schemaOf(path, spec, words), ...(help === undefined ? {} : { description: help }) }];
    }),
  );
}

function schemaOf(path: string, spec: Spec, words: Words): JsonSchema {
  switch (spec.type) {
    case 'quantity': {
      const type = spec.integer ? 'integer' : 'number';
      return { type, minimum: spec.min, maximum: spec.max, default: spec.default };
    }
    case 'choice':
      return { enum: withIndices(spec.choices), default: spec.default };
    case 'toggle':
      return { enum: [true, false, ...withIndices(offOn)], default: spec.default };
    case 'section':
      return strictObject(properties(`${path}.`, spec.fields, words), []);
    case 'variant': {
      const cases = Object.entries(spec.cases).map(([is, fields]) =>
        strictObject({ is: { const: is }, ...properties(`${path}.`, fields, words) }, ['is']),
      );
      return { anyOf: [{ enum: withIndices(Object.keys(spec.cases)) }, ...cases], default: spec.default };
    }
    case 'list':
      return { type: 'array', maxItems: spec.most, items: schemaOf(path, spec.of, words) };
  }
}

/** Files may also give the index of a name. */
const withIndices = (names: readonly string[]): readonly (string | number)[] => [...names, ...names.keys()];
