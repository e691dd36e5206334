// Classes that a scenario names: what is refused, with path, value and what is allowed; and what they leave to the users.
import { describe, expect, it } from 'vitest';
import { everyProblem } from '../base/result.ts';
import { compile } from './compile.ts';
import { parseScenario } from './parse.ts';
import type { ClassSource } from './scenario.ts';
import { setAssignment } from './set-path.ts';
import { templates } from './templates/index.ts';

const read: ClassSource = { id: 'read', verb: 'read', share: 0.7 };
const write: ClassSource = { id: 'write', verb: 'write', share: 0.3 };
const order: ClassSource = {
  id: 'order',
  label: { en: { one: 'order', many: 'orders' }, zh: '订单' },
  verb: 'write',
  share: 0.3,
  objective: { latencyMillis: 1_000 },
  clientTimeoutMillis: 15_000,
};

/** Of `mm1`, whose users say nothing of writes but that there are none. */
function scenarioWith(classes: readonly unknown[], users: object = {}) {
  const [own, ...others] = templates.mm1.components;
  const parameters = { arrivalRate: 80, ...users };
  return { ...templates.mm1, components: [{ ...own, parameters }, ...others], classes };
}

function told(classes: readonly unknown[], users?: object, sets: readonly string[] = []) {
  const parsed = parseScenario(scenarioWith(classes, users));
  if (!parsed.ok) return everyProblem(parsed.problem);
  let scenario = parsed.value;
  for (const assignment of sets) {
    const set = setAssignment(scenario, assignment);
    if (!set.ok) return everyProblem(set.problem);
    scenario = set.value;
  }
  const compiled = compile(scenario);
  return compiled.ok ? [] : everyProblem(compiled.problem);
}

function blueprintOf(classes: readonly unknown[], sets: readonly string[] = []) {
  const parsed = parseScenario(scenarioWith(classes));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  let scenario = parsed.value;
  for (const assignment of sets) {
    const set = setAssignment(scenario, assignment);
    if (!set.ok) throw new Error(JSON.stringify(set.problem));
    scenario = set.value;
  }
  const compiled = compile(scenario);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  return compiled.value;
}

describe('classes of requests', () => {
  it.each<[string, readonly unknown[], string, RegExp]>([
    [
      'an id with a capital',
      [{ ...read, id: 'Read', share: 1 }],
      'classes.0.id',
      /^a lowercase letter, then up to 23/,
    ],
    ['an id of 25 letters', [{ ...read, id: 'a'.repeat(25), share: 1 }], 'classes.0.id', /up to 23/],
    ['a third verb', [{ ...read, verb: 'pay', share: 1 }], 'classes.0.verb', /^read, write$/],
    ['no share', [{ id: 'read', verb: 'read' }], 'classes.0.share', /^0 … 1$/],
    ['a share below 0', [{ ...read, share: -0.1 }], 'classes.0.share', /^0 … 1$/],
    ['none', [], 'classes', /^a list of 1 … 8 classes$/],
    [
      'nine',
      Array.from({ length: 9 }, (_, n) => ({ ...read, id: `c-${n}`, share: 1 / 9 })),
      'classes',
      /^a list of 1 … 8 classes$/,
    ],
    ['shares of 0.99', [read, { ...order, share: 0.29 }], 'classes', /^shares that add up to 1$/],
    ['one id twice', [read, { ...write, id: 'read' }], 'classes.1.id', /^an id that no other class has$/],
    [
      'a patience of 0',
      [{ ...read, share: 1, clientTimeoutMillis: 0 }],
      'classes.0.clientTimeoutMillis',
      /^1 … 600000 ms$/,
    ],
    ['an unknown member', [{ ...read, share: 1, colour: 'red' }], 'classes.0.colour', /share/],
    [
      'half a label',
      [{ ...read, share: 1, label: { en: { one: 'a' }, zh: '甲' } }],
      'classes.0.label.en.many',
      /^1 … 24/,
    ],
  ])('are refused with %s', (_, classes, path, allowed) => {
    const [first] = told(classes);
    expect(first).toMatchObject({ path });
    expect(first?.allowed).toMatch(allowed);
  });

  it.each([
    ['empty', ''],
    ['of spaces', '  '],
    ['longer than 24 characters', 'x'.repeat(25)],
    ['with a line break', 'one\ntwo'],
    ['with an escape', '\u001b[31mred'],
    ['that turns what follows round', 'abc\u202ecba'],
    ['with something invisible', 'a\u200bb'],
  ])('are refused with a label %s', (_, zh) => {
    const label = { en: { one: 'order', many: 'orders' }, zh };
    expect(told([{ ...order, share: 1, label }])).toMatchObject([{ path: 'classes.0.label.zh' }]);
  });

  it('may be called anything else of up to 24 characters, whatever they are made of', () => {
    const label = { en: { one: '<b>order</b>', many: '😀'.repeat(24) }, zh: '订'.repeat(24) };
    expect(told([{ ...order, share: 1, label }])).toEqual([]);
  });

  it('have the objectives of the scenario and the patience of its users where they say nothing else', () => {
    const usual = { latencyMillis: 300, availability: 0.999 };
    expect(blueprintOf([read, order]).classes).toEqual([
      { id: 'read', verb: 'read', share: 0.7, objectives: usual },
      {
        id: 'order',
        label: order.label,
        verb: 'write',
        share: 0.3,
        objectives: { latencyMillis: 1_000, availability: 0.999 },
        clientTimeoutMicros: 15_000_000,
      },
    ]);
  });
});

describe('the share of writes that users have as a parameter', () => {
  const writes = ({ components }: ReturnType<typeof blueprintOf>) => components[0]?.values.writeRatio;

  it('is that of the class, while the classes are reads and writes; and an assignment changes both', () => {
    for (const classes of [
      [read, write],
      [write, read],
    ]) {
      const blueprint = blueprintOf(classes);
      expect(writes(blueprint)).toBe(0.3);
      expect(blueprint.classes.map(({ share }) => share)).toEqual([undefined, undefined]);
    }
    expect(writes(blueprintOf([read, write], ['users.writeRatio=0.6']))).toBe(0.6);
    expect(told([read, write], { writeRatio: 0.3 })).toEqual([]);
    expect(told([read, write], { writeRatio: 0.4 })).toEqual([
      { path: 'users.writeRatio', value: '0.4', allowed: '0.3, the share of the class' },
    ]);
  });

  it('is refused beside any other classes, in the file and as an assignment', () => {
    expect(told([read, order], { writeRatio: 0.3 })).toEqual([
      { path: 'users.writeRatio', value: '0.3', allowed: 'shares of the classes instead' },
    ]);
    const [refusal] = told([read, order], {}, ['users.writeRatio=0.3']);
    expect(refusal?.allowed).toMatch(/^the classes of the scenario have shares; only users\.arrivalRate/);
    // A class called read that writes is another class.
    expect(told([{ ...read, verb: 'write' }, write], { writeRatio: 0.3 })).toHaveLength(1);
  });
});
