import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { parseScenario, parseText } from './parse.ts';
import { templateIds, templates } from './templates/index.ts';

type Editable = Record<string, unknown> & {
  components: Record<string, unknown>[];
  links: Record<string, unknown>[];
};

function edited(edit: (scenario: Editable) => void): unknown {
  const scenario = JSON.parse(JSON.stringify(templates.vertical)) as Editable;
  edit(scenario);
  return scenario;
}

const refusals: readonly (readonly [
  name: string,
  input: unknown,
  path: string,
  value: string,
  allowed: string,
])[] = [
  ['nothing', undefined, 'scenario', '(missing)', 'an object'],
  ['a list', [], 'scenario', '(a list of 0)', 'an object'],
  ['another format', { format: 'x' }, 'format', 'x', 'nines-scenario'],
  [
    'a future version',
    edited((s) => Object.assign(s, { version: 2 })),
    'version',
    '2',
    '1 (the file was made',
  ],
  ['version as text', edited((s) => Object.assign(s, { version: '1' })), 'version', '1', '1'],
  [
    'a long name',
    edited((s) => Object.assign(s, { name: 'x'.repeat(81) })),
    'name',
    `${'x'.repeat(59)}…`,
    '1 … 80',
  ],
  [
    'an unknown entry',
    edited((s) => Object.assign(s, { nodes: [] })),
    'nodes',
    '(a list of 0) (unknown name)',
    'format, version',
  ],
  [
    'a question in one language',
    edited((s) => Object.assign(s, { question: { en: 'Why?' } })),
    'question.zh',
    '(missing)',
    '1 … 90 characters',
  ],
  [
    'a question that turns the page round',
    edited((s) => Object.assign(s, { question: { en: 'Why\u202e?', zh: '为什么？' } })),
    'question.en',
    'Why·?',
    'none of them a control or invisible',
  ],
  ['a negative seed', edited((s) => Object.assign(s, { seed: -1 })), 'seed', '-1', '0 … 4294967295'],
  ['a broken seed', edited((s) => Object.assign(s, { seed: 1.5 })), 'seed', '1.5', 'a whole number'],
  [
    'a rate below zero',
    edited((s) => Object.assign(s.components[0]!, { parameters: { arrivalRate: -5 } })),
    'users.arrivalRate',
    '-5',
    '0 … 100000 per second',
  ],
  [
    'a rate that is text',
    edited((s) => Object.assign(s.components[0]!, { parameters: { arrivalRate: '5' } })),
    'users.arrivalRate',
    '5',
    '0 … 100000 per second',
  ],
  [
    'not a number',
    edited((s) => Object.assign(s.components[0]!, { parameters: { arrivalRate: Number.NaN } })),
    'users.arrivalRate',
    'NaN',
    '0 … 100000 per second',
  ],
  [
    'half a slot',
    edited((s) => Object.assign(s.components[2]!, { parameters: { slots: 1.5 } })),
    'api-1.slots',
    '1.5',
    '1 … 1024, a whole number',
  ],
  [
    'an unknown distribution',
    edited((s) => Object.assign(s.components[2]!, { parameters: { serviceDistribution: 'pareto' } })),
    'api-1.serviceDistribution',
    'pareto',
    'exponential, deterministic, logNormal, uniform',
  ],
  [
    'an unknown parameter',
    edited((s) => Object.assign(s.components[1]!, { parameters: { fal: 3 } })),
    'lb.fal',
    '3 (unknown name)',
    'probeIntervalMillis, probeTimeoutMillis, fall',
  ],
  [
    'an unknown kind',
    edited((s) => Object.assign(s.components[1]!, { kind: 'proxy' })),
    'lb.kind',
    'proxy',
    'users, cdn, load-balancer, app-server',
  ],
  [
    'a bad id',
    edited((s) => Object.assign(s.components[1]!, { id: 'LB 1' })),
    'components.1.id',
    'LB 1',
    'a lowercase letter',
  ],
  [
    'a role for a server',
    edited((s) => Object.assign(s.components[2]!, { role: 'primary' })),
    'api-1.role',
    'primary (unknown name)',
    'id, kind, group, placement, parameters',
  ],
  [
    'a slow link',
    edited((s) => Object.assign(s.links[0]!, { oneWayDelayMillis: 60_001 })),
    'links.0.oneWayDelayMillis',
    '60001',
    '0 … 60000 ms',
  ],
  [
    'too many components',
    edited((s) => Object.assign(s, { components: Array(201).fill(s.components[0]) })),
    'components',
    '(a list of 201)',
    'a list of 1 … 200 components',
  ],
  [
    'a long schedule',
    edited((s) => Object.assign(s, { schedule: Array(1_001).fill('1s crash lb') })),
    'schedule',
    '(a list of 1001)',
    '1000 commands',
  ],
  [
    'a smuggled prototype',
    JSON.parse('{"format":"nines-scenario","version":1,"__proto__":{"name":"x"}}'),
    'name',
    '(missing)',
    '1 … 80 characters',
  ],
];

describe('parseScenario', () => {
  it.each(templateIds)('accepts the template %s and parses its own result to the same', (id) => {
    const parsed = parseScenario(templates[id]);
    expect(parsed.ok && parsed.value).toEqual(templates[id]);
    expect(parsed.ok && parseScenario(parsed.value)).toEqual(parsed);
  });

  it.each(refusals)(
    'refuses %s with path, value and what is allowed',
    (_name, input, path, value, allowed) => {
      const parsed = parseScenario(input);
      expect(parsed.ok).toBe(false);
      if (parsed.ok) return;
      expect(parsed.problem).toMatchObject({ path, value });
      expect(parsed.problem.allowed).toContain(allowed);
    },
  );

  it('says what is wrong with text that is no JSON', () => {
    const value = (text: string) => {
      const parsed = parseText(text, 'scenario', parseScenario);
      return parsed.ok ? undefined : parsed.problem.value;
    };
    expect(value('')).toBe('(empty)');
    expect(value('{ "format": \n')).toBe('(end of the text)');
    expect(value('\u0000\u0001PNG')).toBe('··PNG');
    expect(value('x'.repeat(limits.textBytes + 1))).toBe('2097153 characters');
  });
});

describe('parseScenario, whatever it is given', () => {
  const keys = [
    'format',
    'version',
    'components',
    'links',
    'groups',
    'schedule',
    'id',
    'kind',
    'parameters',
    '__proto__',
  ];
  const anything = fc.anything({ key: fc.oneof(fc.constantFrom(...keys), fc.string()), maxDepth: 4 });

  it('answers with a result and a one-line problem', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const parsed = parseScenario(input);
        if (!parsed.ok) expectOneLine(parsed.problem);
      }),
      { numRuns: 500 },
    );
  });

  it('also for a template with anything in any place', () => {
    fc.assert(
      fc.property(fc.nat(), anything, (place, value) => {
        const scenario = JSON.parse(JSON.stringify(templates.vertical)) as object;
        replaceAt(scenario, place, value);
        const parsed = parseScenario(scenario);
        if (!parsed.ok) expectOneLine(parsed.problem);
      }),
      { numRuns: 500 },
    );
  });

  it('and for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        const parsed = parseText(text, 'scenario', parseScenario);
        if (!parsed.ok) expectOneLine(parsed.problem);
      }),
    );
  });
});

function expectOneLine(problem: { path: string; value: string; allowed: string }): void {
  const line = `${problem.path} = ${problem.value}; ${problem.allowed}`;
  expect(line).not.toMatch(/[\n\r\u2028\u2029]/);
  expect(line.length).toBeLessThan(1_000);
  expect(problem.path).not.toBe('');
  expect(problem.allowed).not.toBe('');
}

/** Puts `value` at the nth entry of a walk over every object and list of the scenario. */
function replaceAt(root: object, place: number, value: unknown): void {
  const places: [object, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      places.push([node, key]);
      walk(child);
    }
  };
  walk(root);
  const [owner, key] = places[place % places.length]!;
  (owner as Record<string, unknown>)[key] = value;
}
