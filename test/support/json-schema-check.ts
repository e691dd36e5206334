// A validator of the JSON Schema keywords that docs/scenario.schema.json uses, written from the specification (2020-12,
// validation vocabulary). A keyword that it does not know is an error, so that nothing goes unchecked.

type Schema = Readonly<Record<string, unknown>>;

const annotations = new Set(['$schema', '$defs', 'title', 'description', 'default']);

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  return type === 'object' ? isObject(value) : typeof value === type;
}

/** Does `value` satisfy `schema`? `root` holds the definitions. */
export function satisfies(value: unknown, schema: Schema, root: Schema = schema): boolean {
  return Object.entries(schema).every(([keyword, asked]) => {
    const check = checks[keyword];
    if (check === undefined && !annotations.has(keyword)) throw new Error(`unknown keyword ${keyword}`);
    return check?.(value, asked as never, schema, root) ?? true;
  });
}

type Check = (value: unknown, asked: never, schema: Schema, root: Schema) => boolean;

const checks: Readonly<Record<string, Check>> = {
  type: (value, asked: string | readonly string[]) => [asked].flat().some((type) => isOfType(value, type)),
  const: (value, asked: unknown) => value === asked,
  enum: (value, asked: readonly unknown[]) => asked.includes(value),
  minimum: (value, asked: number) => typeof value !== 'number' || value >= asked,
  maximum: (value, asked: number) => typeof value !== 'number' || value <= asked,
  minLength: (value, asked: number) => typeof value !== 'string' || [...value].length >= asked,
  maxLength: (value, asked: number) => typeof value !== 'string' || [...value].length <= asked,
  pattern: (value, asked: string) => typeof value !== 'string' || new RegExp(asked, 'u').test(value),
  minItems: (value, asked: number) => !Array.isArray(value) || value.length >= asked,
  maxItems: (value, asked: number) => !Array.isArray(value) || value.length <= asked,
  items: (value, asked: Schema, _, root) =>
    !Array.isArray(value) || value.every((item) => satisfies(item, asked, root)),
  required: (value, asked: readonly string[]) =>
    !isObject(value) || asked.every((name) => Object.hasOwn(value, name)),
  properties: (value, asked: Readonly<Record<string, Schema>>, _, root) =>
    !isObject(value) ||
    Object.entries(asked).every(
      ([name, schema]) => !Object.hasOwn(value, name) || satisfies(value[name], schema, root),
    ),
  additionalProperties: (value, asked: false | Schema, { properties = {} }, root) =>
    !isObject(value) ||
    Object.entries(value)
      .filter(([name]) => !Object.hasOwn(properties as object, name))
      .every(([, other]) => asked !== false && satisfies(other, asked, root)),
  maxProperties: (value, asked: number) => !isObject(value) || Object.keys(value).length <= asked,
  propertyNames: (value, asked: Schema, _, root) =>
    !isObject(value) || Object.keys(value).every((name) => satisfies(name, asked, root)),
  anyOf: (value, asked: readonly Schema[], _, root) => asked.some((one) => satisfies(value, one, root)),
  $ref: (value, asked: string, _, root) => {
    const name = asked.replace('#/$defs/', '');
    return satisfies(value, (root.$defs as Readonly<Record<string, Schema>>)[name] as Schema, root);
  },
};
