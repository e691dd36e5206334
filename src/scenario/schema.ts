/**
 * The zod schema of a scenario, derived from the kind registry: a new kind or parameter needs no line here. Every
 * `error` is the text of what is allowed; `parse.ts` adds the path and the value.
 */
import * as z from 'zod/mini';
import type { KindModel } from '../engine/model/kind-model.ts';
import type { ParameterSpec } from '../engine/model/parameter-spec.ts';
import { models } from '../kinds/models.ts';
import { idAllowed, idPattern, limits } from './limits.ts';
import { allowedRange, listed } from './problem-text.ts';

// zod compiles schemas with `new Function` where it may; our Content-Security-Policy forbids that, and asking is
// already a reported violation.
z.config({ jitless: true });

type Schema = z.ZodMiniType;

export function numberBetween(min: number, max: number, allowed: string, integer = false): Schema {
  const inRange = (value: unknown): boolean =>
    typeof value === 'number' && value >= min && value <= max && (!integer || Number.isInteger(value));
  return z.pipe(z.custom(inRange, { error: allowed }), z.transform(notMinusZero));
}

/** −0 is in every range that 0 is in, but JSON writes it as 0: what was read would not be what is written. */
function notMinusZero(value: unknown): unknown {
  return typeof value === 'number' ? value + 0 : value;
}

function stringMatching(pattern: RegExp, allowed: string): Schema {
  return z.string({ error: allowed }).check(z.regex(pattern, { error: allowed }));
}

/** The length is checked before the items, so that a huge list costs nothing. */
export function listOf(item: Schema, min: number, max: number, what: string): Schema {
  const allowed = `a list of ${min} … ${max} ${what}`;
  const short = (value: unknown): boolean =>
    Array.isArray(value) && value.length >= min && value.length <= max;
  return z.pipe(z.custom(short, { error: allowed }), z.array(item));
}

/** Any text that is not too long; what it must say is checked by whoever reads it. */
export function shortText(max: number): Schema {
  const error = `a text of at most ${max} characters`;
  return z.string({ error }).check(z.maxLength(max, { error }));
}

/** Anything, but not nothing. */
export const given = (error: string): Schema => z.custom((value) => value !== undefined, { error });

export const seedSchema = numberBetween(0, limits.seed, `0 … ${limits.seed}, a whole number`, true);

function parameterSchema(spec: ParameterSpec): Schema {
  const { choices } = spec;
  const allowed = allowedRange(spec);
  if (!choices) return numberBetween(spec.min, spec.max, allowed, spec.integer === true);
  const known = (value: unknown): boolean =>
    typeof value === 'string'
      ? choices.includes(value)
      : Number.isInteger(value) && (value as number) >= spec.min && (value as number) <= spec.max;
  return z.custom(known, { error: allowed });
}

export function strict(shape: Record<string, Schema>): Schema {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? listed(Object.keys(shape), 40) : 'an object with these entries',
  });
}

const id = stringMatching(idPattern, idAllowed);
const text = (max: number): Schema => {
  const allowed = `1 … ${max} characters`;
  return z
    .string({ error: allowed })
    .check(z.minLength(1, { error: allowed }), z.maxLength(max, { error: allowed }));
};

function componentSchema({
  name,
  parameters,
  traits,
}: KindModel): z.ZodMiniType & z.core.$ZodTypeDiscriminable {
  const ofParameters = strict(
    Object.fromEntries(parameters.map((spec) => [spec.path, z.optional(parameterSchema(spec))])),
  );
  const role = z.optional(z.enum(['primary', 'replica'], { error: 'primary, replica' }));
  const shape = {
    id,
    kind: z.literal(name),
    group: z.optional(id),
    parameters: z.optional(ofParameters),
  };
  const full = traits.includes('replicated') ? { ...shape, role } : shape;
  return strict(full) as z.ZodMiniType & z.core.$ZodTypeDiscriminable;
}

const kindNames = Object.keys(models);
const [firstKind, ...otherKinds] = Object.values<KindModel>(models).map(componentSchema);
const component = z.discriminatedUnion('kind', [firstKind!, ...otherKinds], {
  error: (issue) =>
    issue.path?.at(-1) === 'kind' || issue.code === 'invalid_union' ? listed(kindNames) : 'an object',
});

const link = strict({
  from: id,
  to: id,
  carries: z.enum(['request', 'control'], { error: 'request, control' }),
  oneWayDelayMillis: numberBetween(0, limits.oneWayDelayMillis, `0 … ${limits.oneWayDelayMillis} ms`),
  lossRatio: z.optional(numberBetween(0, 1, '0 … 1')),
});

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Which parameters a group may have depends on its members' kind; `compile` checks that. */
const sharedParameters = z.pipe(
  z.custom<object>(isObject, { error: 'an object of parameters' }).check((payload) => {
    for (const [name, value] of Object.entries(payload.value)) {
      if (typeof value === 'number' || typeof value === 'string') continue;
      payload.issues.push({ code: 'custom', path: [name], input: value, message: 'a number or a name' });
    }
  }),
  z.transform((given) =>
    Object.fromEntries(Object.entries(given).map(([name, value]) => [name, notMinusZero(value)])),
  ),
);
const group = strict({ id, parameters: z.optional(sharedParameters) });

const { requests, speedupMin, speedupMax } = limits.tape;
const longestGap = limits.runSeconds * 1_000;
const tape = strict({
  contentHash: stringMatching(/^sha256-[0-9a-f]{64}$/, 'sha256- and 64 hexadecimal digits'),
  fileName: text(limits.nameLength),
  requests: numberBetween(1, requests, `1 … ${requests}, a whole number`, true),
  speedup: numberBetween(speedupMin, speedupMax, `${speedupMin} … ${speedupMax}`),
  gapMaxMillis: z.optional(numberBetween(1, longestGap, `1 … ${longestGap} ms`)),
});

export const scenarioSchema = strict({
  format: z.literal('nines-scenario', { error: 'nines-scenario' }),
  version: z.literal(1, { error: '1' }),
  name: text(limits.nameLength),
  seed: z.optional(seedSchema),
  objectives: z.optional(
    strict({
      latencyMillis: z.optional(numberBetween(1, limits.latencyMillis, `1 … ${limits.latencyMillis} ms`)),
      availability: z.optional(numberBetween(0, limits.availability, `0 … ${limits.availability}`)),
    }),
  ),
  warmupSeconds: z.optional(numberBetween(0, limits.runSeconds, `0 … ${limits.runSeconds} s`)),
  components: listOf(component, 1, limits.components, 'components'),
  groups: z.optional(listOf(group, 0, limits.groups, 'groups')),
  links: listOf(link, 0, limits.links, 'links'),
  schedule: z.optional(listOf(text(limits.commandLength), 0, limits.scheduleEntries, 'commands')),
  tape: z.optional(tape),
});
