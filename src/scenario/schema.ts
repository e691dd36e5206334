/**
 * The zod schema of a scenario, derived from the kind registry: a new kind or parameter needs no line here. Every
 * `error` is the text of what is allowed; `parse.ts` adds the path and the value.
 */
import * as z from 'zod/mini';
import { classVerbs } from '../engine/description.ts';
import type { KindModel } from '../engine/model/kind-model.ts';
import { placeLevels } from '../engine/places.ts';
import { models } from '../kinds/models.ts';
import { checkDependencies, checkRoutes } from './check-declared.ts';
import { classIdAllowed, classIdPattern, idAllowed, idPattern, limits } from './limits.ts';
import type { ParameterInputs } from './parameter-inputs.ts';
import { checkedSchema, parametersSchema, withoutMinusZero } from './parameter-schema.ts';
import { listed } from './problem-text.ts';
import { label, listOf, numberBetween, seedSchema, strict, stringMatching, text } from './schema-parts.ts';

const id = stringMatching(idPattern, idAllowed);

const placement = strict(Object.fromEntries(placeLevels.map((level) => [level, z.optional(id)])));

const declared = {
  dependencies: z.optional(checkedSchema(checkDependencies)),
  routes: z.optional(checkedSchema(checkRoutes)),
};

function componentSchema({
  name,
  parameters,
  traits,
  asks,
}: KindModel): z.ZodMiniType & z.core.$ZodTypeDiscriminable {
  const role = z.optional(z.enum(['primary', 'replica'], { error: 'primary, replica' }));
  const shape = {
    id,
    kind: z.literal(name),
    group: z.optional(id),
    placement: z.optional(placement),
    parameters: z.optional(parametersSchema(parameters)),
    ...(asks === undefined ? {} : declared),
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
  z.custom<ParameterInputs>(isObject, { error: 'an object of parameters' }).check((payload) => {
    for (const [name, value] of Object.entries(payload.value)) {
      if (value !== null && inputTypes.includes(typeof value)) continue;
      payload.issues.push({ code: 'custom', path: [name], input: value, message: 'a number or a name' });
    }
  }),
  z.transform((given) => withoutMinusZero(given)),
);
const inputTypes = ['number', 'string', 'boolean', 'object'];

const group = strict({
  id,
  parameters: z.optional(sharedParameters),
  placement: z.optional(placement),
  ...declared,
});

const { requests, speedupMin, speedupMax } = limits.tape;
const longestGap = limits.runSeconds * 1_000;
const tape = strict({
  contentHash: stringMatching(/^sha256-[0-9a-f]{64}$/, 'sha256- and 64 hexadecimal digits'),
  fileName: text(limits.nameLength),
  requests: numberBetween(1, requests, `1 … ${requests}, a whole number`, true),
  speedup: numberBetween(speedupMin, speedupMax, `${speedupMin} … ${speedupMax}`),
  gapMaxMillis: z.optional(numberBetween(1, longestGap, `1 … ${longestGap} ms`)),
});

const objectives = strict({
  latencyMillis: z.optional(numberBetween(1, limits.latencyMillis, `1 … ${limits.latencyMillis} ms`)),
  availability: z.optional(numberBetween(0, limits.availability, `0 … ${limits.availability}`)),
});

const noun = label(limits.labelLength);
const requestClass = strict({
  id: stringMatching(classIdPattern, classIdAllowed),
  label: z.optional(strict({ en: strict({ one: noun, many: noun }), zh: noun })),
  verb: z.enum(classVerbs, { error: classVerbs.join(', ') }),
  share: numberBetween(0, 1, '0 … 1'),
  objective: z.optional(objectives),
  clientTimeoutMillis: z.optional(
    numberBetween(1, limits.clientTimeoutMillis, `1 … ${limits.clientTimeoutMillis} ms`),
  ),
});

const asked = label(limits.questionLength);

export const scenarioSchema = strict({
  format: z.literal('nines-scenario', { error: 'nines-scenario' }),
  version: z.literal(1, { error: '1' }),
  name: text(limits.nameLength),
  seed: z.optional(seedSchema),
  question: z.optional(strict({ en: asked, zh: asked })),
  objectives: z.optional(objectives),
  classes: z.optional(listOf(requestClass, 1, limits.classes, 'classes')),
  warmupSeconds: z.optional(numberBetween(0, limits.runSeconds, `0 … ${limits.runSeconds} s`)),
  components: listOf(component, 1, limits.components, 'components'),
  groups: z.optional(listOf(group, 0, limits.groups, 'groups')),
  links: listOf(link, 0, limits.links, 'links'),
  schedule: z.optional(listOf(text(limits.commandLength), 0, limits.scheduleEntries, 'commands')),
  tape: z.optional(tape),
});
