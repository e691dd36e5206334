// docs/SCENARIO.md: the format for people, written from the JSON Schema and the specs.
import { type Condition, listParameters, type ParameterSpec } from '../../src/engine/model/parameter-list.ts';
import { conditions, longestRoute } from '../../src/engine/model/route.ts';
import { type KindName, models } from '../../src/kinds/models.ts';
import { kindTitles } from '../../src/kinds/title-words.en.ts';
import { kindWords } from '../../src/kinds/words.en.ts';
import { commandUsage } from '../../src/scenario/command-text.ts';
import { mayLink } from '../../src/scenario/link-rules.ts';
import { allowedRange } from '../../src/scenario/problem-text.ts';
import type { JsonSchema } from './parameters-json-schema.ts';

type Cells = readonly string[];
type Properties = Readonly<Record<string, JsonSchema>>;

const code = (text: unknown): string => `\`${text}\``;

function table(head: Cells, rows: readonly Cells[]): string {
  const line = (cells: Cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function allowedOf(schema: JsonSchema): string {
  const { type, minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = schema;
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return (schema.enum as Cells).map(code).join(', ');
  if (minimum !== undefined) return `${minimum} … ${maximum}${type === 'integer' ? ', a whole number' : ''}`;
  if (maxLength !== undefined) return `text of ${minLength} … ${maxLength} characters`;
  if (maxItems !== undefined) return `list of ${minItems} … ${maxItems}`;
  return pattern === undefined ? 'object' : `text like ${code(pattern)}`;
}

function membersTable(schema: JsonSchema): string {
  const required = (schema.required ?? []) as Cells;
  const rows = Object.entries(schema.properties as Properties).map(([name, member]) => {
    const usual = required.includes(name) ? 'required' : String(member.default ?? '');
    return [code(name), String(member.description ?? ''), allowedOf(member), usual];
  });
  return table(['member', 'meaning', 'allowed', 'default'], rows);
}

/** One row for each kind of step and each of its members. */
function stepsTable(schema: JsonSchema): string {
  const { anyOf } = (schema.$defs as Properties).step as { readonly anyOf: readonly JsonSchema[] };
  const rows = anyOf.flatMap((step) => {
    const { do: is, ...members } = step.properties as Properties;
    const own = [code(is?.const), '', String(step.description), ''];
    const rest = Object.entries(members).map(([name, member]) => {
      const { description = '', items, type } = member;
      const allowed =
        type === 'boolean'
          ? '`true`, `false`'
          : items && name === 'all'
            ? allowedOf(items as JsonSchema)
            : allowedOf(member);
      return ['', code(name), String(description), allowed];
    });
    return [own, ...rest];
  });
  return table(['step', 'member', 'meaning', 'allowed'], rows);
}

function when({ path, codes }: Condition, specs: readonly ParameterSpec[]): string {
  const of = specs.find((spec) => spec.path === path);
  if (of?.type === 'list') return `${code(path)} is long enough`;
  const names = codes.map((index) => code(of?.choices?.[index])).join(' or ');
  return of?.type === 'section' ? `${code(path)} is given` : `${code(path)} is ${names}`;
}

function notesOf(spec: ParameterSpec, specs: readonly ParameterSpec[]): string {
  const conditions = [...(spec.within ?? []), ...(spec.shownWhen ?? [])].map((one) => when(one, specs));
  return [
    ...(spec.live === 'no' ? ['fixed when the run begins'] : []),
    ...(spec.drawn ? ['not with a tape'] : []),
    ...(conditions.length === 0 ? [] : [`while ${conditions.join(' and ')}`]),
  ].join('; ');
}

const kinds = Object.keys(models) as readonly KindName[];

function kindSection(kind: KindName): string {
  const { help, parameters: words } = kindWords[kind];
  const specs = listParameters(models[kind].parameters);
  const callers = kinds.filter((other) => mayLink('request', models[other], models[kind]));
  const reached = callers.length === 0 ? '' : ` Called by ${callers.map(code).join(', ')}.`;
  const rows = specs.map((spec) => {
    const usual = spec.choices ? code(spec.choices[spec.default]) : String(spec.default);
    const allowed = spec.choices ? spec.choices.map(code).join(', ') : allowedRange(spec);
    return [
      code(spec.path),
      words[spec.path as keyof typeof words]?.[1] ?? '',
      allowed,
      usual,
      notesOf(spec, specs),
    ];
  });
  const columns = ['parameter', 'meaning', 'allowed', 'default', ''];
  return `### ${kind}\n\n${kindTitles[kind].name}. ${help}${reached}\n\n${table(columns, rows)}`;
}

export function scenarioMarkdown(schema: JsonSchema): string {
  const properties = schema.properties as Properties;
  const itemsOf = (name: string): JsonSchema => properties[name]?.items as JsonSchema;
  const component = (schema.$defs as Properties).database as JsonSchema;
  return `${[
    '# The scenario format',
    'Written by `npm run docs` from the specs of the kinds; a test compares it with them. The same as a JSON Schema, for an\neditor that completes and checks: [scenario.schema.json](scenario.schema.json).',
    'A scenario is one JSON file. What is not listed here is refused, with the place in the file and what would be allowed.',
    '## The file',
    membersTable(schema),
    '`objectives`:',
    membersTable(properties.objectives as JsonSchema),
    '`classes`:',
    membersTable(itemsOf('classes')),
    'If the classes are `read` and `write`, `users.writeRatio` is another word for their shares and can be changed during the\nrun; beside any others it does not exist.',
    '`tape`:',
    membersTable(properties.tape as JsonSchema),
    '## Components',
    `${code('kind')} is one of ${kinds.map(code).join(', ')}; ${code('role')} is for databases and Redis nodes.`,
    membersTable(component),
    '`placement`:',
    membersTable((component.properties as Properties).placement as JsonSchema),
    '## Groups',
    membersTable(itemsOf('groups')),
    '## Dependencies and routes',
    'On an app server or its group. A server has dependencies of its own accord: `database`, `cache` and `service`, of whom it is\nlinked with; `dependencies` gives others, or several of one protocol, by names of their own. The name is the first part of the\npath of its parameters (`api.payment.retry.attempts`), and what the story calls it. Each is asked by a route. One dependency:',
    membersTable(
      (itemsOf('groups').properties as Properties).dependencies?.additionalProperties as JsonSchema,
    ),
    `A route is a list of steps for a class of requests, ${longestRoute} at most, those inside others and the end counted. Routes are fixed when the\nrun begins. Conditions are of the last answer (${conditions.slice(0, 4).map(code).join(', ')}) and of the request (${conditions.slice(4).map(code).join(', ')}). A cache is\nasked with a verb, ${code('get')} or ${code('put')}. The steps:`,
    stepsTable(schema),
    '## Links',
    membersTable(itemsOf('links')),
    '## Parameters and paths',
    'A path is a component or a group, a dot and a parameter: `api.slots`, `users.arrivalRate`. A group’s path sets it for all\nmembers. Paths are used by `--set`, by `set` commands and by the inspector. A parameter of a section has a longer path and\nstands in an object of the section’s name; to give one adds the section. A choice is given by its name.',
    '## Commands',
    '`schedule` and `--do` take these; a time is `30s`, `1m30s`, `250ms`.',
    table(
      ['command'],
      Object.values(commandUsage).map((usage) => [code(usage)]),
    ),
    '## Kinds',
    ...kinds.map(kindSection),
  ].join('\n\n')}\n`;
}
