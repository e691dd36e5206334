// The scenario format as a JSON Schema (2020-12): the parts by hand from the limits, every parameter from its spec.

import { classVerbs } from '../../src/engine/description.ts';
import type { KindModel } from '../../src/engine/model/kind-model.ts';
import { listParameters } from '../../src/engine/model/parameter-list.ts';
import { dependencyFields } from '../../src/engine/model/policy-specs.ts';
import { conditions, longestRoute, type Step } from '../../src/engine/model/route.ts';
import { placeLevels } from '../../src/engine/places.ts';
import { callVerbs } from '../../src/engine/telemetry/records.ts';
import { type KindName, models } from '../../src/kinds/models.ts';
import { dependencyText } from '../../src/kinds/shared-words.en.ts';
import { kindTitles } from '../../src/kinds/title-words.en.ts';
import { kindWords } from '../../src/kinds/words.en.ts';
import { mostDependencies } from '../../src/scenario/dependencies.ts';
import { classIdPattern, idPattern, limits } from '../../src/scenario/limits.ts';
import { scenarioDefaults } from '../../src/scenario/scenario.ts';
import { type JsonSchema, parametersJsonSchema, strictObject } from './parameters-json-schema.ts';

const number = (
  minimum: number,
  maximum: number,
  description: string,
  more: JsonSchema = {},
): JsonSchema => ({
  type: 'number',
  minimum,
  maximum,
  ...more,
  description,
});
const text = (maxLength: number, description: string): JsonSchema => ({
  type: 'string',
  minLength: 1,
  maxLength,
  description,
});
const id = (description: string): JsonSchema => ({ type: 'string', pattern: idPattern.source, description });
const listOf = (items: JsonSchema, minItems: number, maxItems: number, description: string): JsonSchema => ({
  type: 'array',
  minItems,
  maxItems,
  items,
  description,
});

const placement = strictObject(
  Object.fromEntries(
    placeLevels.map((level) => [level, id(`Its ${level}: a fault of it hits all that is there.`)]),
  ),
  [],
  'Where it stands; a member’s own place wins over its group’s.',
);

const dependencyWords = Object.fromEntries(
  listParameters(dependencyFields).map(({ path }) => [path, dependencyText(`it.${path}`)]),
);
const dependencyName = '^[a-z][a-z0-9-]{0,23}$';
const verb = { enum: callVerbs, description: 'What is asked for; by default what the request itself wants.' };
const asked = {
  of: { type: 'string', pattern: dependencyName, description: 'A dependency by its name.' },
  verb,
};
const mayFail = {
  type: 'boolean',
  default: false,
  description: 'Go on if it fails, with the condition `failed`.',
};
const steps: JsonSchema = {
  type: 'array',
  minItems: 0,
  maxItems: longestRoute,
  items: { $ref: '#/$defs/step' },
  description: `At most ${longestRoute}, those inside others and the end counted.`,
};
const stepsByName: Readonly<Record<Step['do'], JsonSchema>> = {
  work: strictObject({ do: { const: 'work' } }, ['do'], 'The server’s own work.'),
  ask: strictObject(
    {
      do: { const: 'ask' },
      ...asked,
      mayFail,
      wait: {
        type: 'boolean',
        default: true,
        description:
          'Without it the route goes on at once: the ask is sent once, and its end changes nothing.',
      },
    },
    ['do', 'of'],
    'Asks a dependency. If that fails, the request fails.',
  ),
  all: strictObject(
    {
      do: { const: 'all' },
      asks: listOf(strictObject(asked, ['of']), 1, longestRoute, 'What is asked at once.'),
      enough: number(1, longestRoute, 'As many must succeed; by default all.', { type: 'integer' }),
      mayFail,
    },
    ['do', 'asks'],
    'Asks several at once and goes on when enough have succeeded, or cannot any more; later answers change nothing.',
  ),
  when: strictObject(
    {
      do: { const: 'when' },
      all: {
        type: 'array',
        maxItems: longestRoute,
        items: { enum: conditions },
        description: 'What the last answer was, and what the request wants: all must hold.',
      },
      share: number(0, 1, 'And the request is one of a drawn share.', { default: 1 }),
      steps,
    },
    ['do', 'steps'],
    'Steps that are taken if a condition holds.',
  ),
  hold: strictObject(
    { do: { const: 'hold' }, of: asked.of, steps },
    ['do', 'of', 'steps'],
    'Keeps a connection of a dependency across its steps, as a transaction does; their asks of it go over that one, each waited for.',
  ),
  answer: strictObject(
    {
      do: { const: 'answer' },
      degraded: {
        type: 'boolean',
        default: false,
        description: 'With less than was asked for: a success that is counted apart.',
      },
    },
    ['do'],
    'Answers well and ends the route, as its end does.',
  ),
};

const declared = {
  dependencies: {
    type: 'object',
    maxProperties: mostDependencies,
    propertyNames: { pattern: dependencyName },
    additionalProperties: strictObject(
      {
        to: id('Whom it asks: a component, or a group for all of its members.'),
        ...(parametersJsonSchema(dependencyFields, dependencyWords).properties as Record<string, JsonSchema>),
      },
      ['to'],
    ),
    description:
      'Whom it asks in its routes, by a name of their own; the rest are parameters below that name.',
  },
  routes: {
    type: 'object',
    additionalProperties: steps,
    description: 'By class of requests, what is done for them; for the others what the kind does.',
  },
} satisfies Record<string, JsonSchema>;

const kinds = Object.keys(models) as readonly KindName[];

function component(kind: KindName): JsonSchema {
  const { help } = kindWords[kind];
  const { traits, asks }: KindModel = models[kind];
  const role = {
    enum: ['primary', 'replica'],
    description: 'Which node begins as the primary; by default one that is alone.',
  };
  const properties = {
    id: id('Its name, the first part of paths and what commands name.'),
    kind: { const: kind },
    group: id('Members of a group are of one kind, are linked alike and share the parameters of the group.'),
    ...(traits.includes('replicated') ? { role } : {}),
    placement,
    parameters: parametersJsonSchema(models[kind].parameters, kindWords[kind].parameters),
    ...(asks === undefined ? {} : declared),
  };
  return strictObject(properties, ['id', 'kind'], `${kindTitles[kind].name}. ${help}`);
}

const group = strictObject(
  {
    id: id('The name that its members give as their group.'),
    parameters: {
      type: 'object',
      additionalProperties: { type: ['number', 'string', 'boolean', 'object', 'array'] },
      description: 'Parameters of the members’ kind, for all of them; a member’s own value wins.',
    },
    placement,
    ...declared,
  },
  ['id'],
);

const link = strictObject(
  {
    from: id('A component, or a group for each of its members.'),
    to: id('Likewise; a group to itself links every pair once.'),
    carries: {
      enum: ['request', 'control'],
      description: 'Calls, from caller to callee; or probes, pings, votes and the log, both ways.',
    },
    oneWayDelayMillis: number(
      0,
      limits.oneWayDelayMillis,
      'How long a message takes, in ms, the same both ways.',
    ),
    lossRatio: number(0, 1, 'Share of the messages that vanish; only of calls.', { default: 0 }),
  },
  ['from', 'to', 'carries', 'oneWayDelayMillis'],
);

const { latencyMillis, availability, seed, warmupSeconds } = scenarioDefaults;
const promised = (
  description: string,
  usual: { latencyMillis?: number; availability?: number },
): JsonSchema => {
  const [latency, share] = [usual.latencyMillis, usual.availability].map((value) =>
    value === undefined ? {} : { default: value },
  );
  return strictObject(
    {
      latencyMillis: number(1, limits.latencyMillis, 'An answer slower than this, in ms, is slow.', latency),
      availability: number(0, limits.availability, 'Share of good seconds promised.', share),
    },
    [],
    description,
  );
};
const objectives = promised('What is promised to the users.', { latencyMillis, availability });

const noun = (description: string): JsonSchema => text(limits.labelLength, description);
const requestClass = strictObject(
  {
    id: {
      type: 'string',
      pattern: classIdPattern.source,
      description: 'Its name in figures, files and reports.',
    },
    label: strictObject(
      {
        en: strictObject(
          { one: noun('One of them, as in “every order”.'), many: noun('Several of them: “orders”.') },
          ['one', 'many'],
          'In English.',
        ),
        zh: noun('In Chinese.'),
      },
      ['en', 'zh'],
      'What people call it: nothing invisible, no control characters. By default its id.',
    ),
    verb: { enum: [...classVerbs], description: 'What its requests ask for: decides who serves them.' },
    share: number(0, 1, 'Of all requests; the shares of the classes add up to 1. Not used with a tape.'),
    objective: promised('What its users are promised, where it is not what `objectives` says.', {}),
    clientTimeoutMillis: number(
      1,
      limits.clientTimeoutMillis,
      'How long its users wait, in ms; by default as the users’ own parameter says. Fixed when the run begins.',
    ),
  },
  ['id', 'verb', 'share'],
);

const { requests, speedupMin, speedupMax } = limits.tape;
const tape = strictObject(
  {
    contentHash: {
      type: 'string',
      pattern: '^sha256-[0-9a-f]{64}$',
      description: 'Hash of the recorded file.',
    },
    fileName: text(limits.nameLength, 'Its name, to be asked for.'),
    requests: number(1, requests, 'How many requests it holds.', { type: 'integer' }),
    speedup: number(speedupMin, speedupMax, 'How many times as fast it is played.'),
    gapMaxMillis: number(
      1,
      limits.runSeconds * 1_000,
      'A longer silence, in ms of the file’s own time, is shortened to this.',
    ),
  },
  ['contentHash', 'fileName', 'requests', 'speedup'],
  'Recorded traffic that the users play; the file itself is given apart.',
);

export function scenarioJsonSchema(): JsonSchema {
  const components = { anyOf: kinds.map((kind) => ({ $ref: `#/$defs/${kind}` })) };
  const properties = {
    format: { const: 'nines-scenario' },
    version: { const: 1 },
    name: text(limits.nameLength, 'What it is called.'),
    seed: number(0, limits.seed, 'What every random draw follows from.', { type: 'integer', default: seed }),
    question: strictObject(
      {
        en: text(limits.questionLength, 'In English.'),
        zh: text(limits.questionLength, 'In Chinese.'),
      },
      ['en', 'zh'],
      'What the page asks: nothing invisible, no control characters. By default what the parts suggest.',
    ),
    objectives,
    classes: listOf(
      requestClass,
      1,
      limits.classes,
      'Classes of requests, each with figures of its own; by default `read` and `write`, shared as the users’ `writeRatio` says. With a tape a request is of the first class that has its verb.',
    ),
    warmupSeconds: number(0, limits.runSeconds, 'Figures of components start after this, in s.', {
      default: warmupSeconds,
    }),
    components: listOf(components, 1, limits.components, 'What takes part.'),
    groups: listOf(group, 0, limits.groups, 'Parameters that members of a group share.'),
    links: listOf(link, 0, limits.links, 'Who can reach whom.'),
    schedule: listOf(
      text(limits.commandLength, 'A command as on the command line: `30s crash db-primary for 10s`.'),
      0,
      limits.scheduleEntries,
      'What is done during the run, each with its time.',
    ),
    tape,
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Nines scenario',
    ...strictObject(properties, ['format', 'version', 'name', 'components', 'links']),
    $defs: {
      ...Object.fromEntries(kinds.map((kind) => [kind, component(kind)])),
      step: { anyOf: Object.values(stepsByName) },
    },
  };
}
