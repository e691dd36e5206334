// Dependencies and routes of a file: what is refused, with path, value and what is allowed; and how their parameters are set.
import { describe, expect, it } from 'vitest';
import { everyProblem } from '../base/result.ts';
import { compile } from './compile.ts';
import { parseScenario } from './parse.ts';
import type { Scenario } from './scenario.ts';
import { setAssignment } from './set-path.ts';

const ask = (of: string, more: object = {}) => ({ do: 'ask', of, ...more });

/** Two servers of a group, a database, and a store of two nodes; one provider. */
const file = (group: object = {}, own: object = {}, more: object = {}): object => ({
  format: 'nines-scenario',
  version: 1,
  name: 'shop',
  components: [
    { id: 'users', kind: 'users' },
    { id: 'lb', kind: 'load-balancer' },
    { id: 'api-1', kind: 'app-server', group: 'api', ...own },
    { id: 'api-2', kind: 'app-server', group: 'api' },
    { id: 'database', kind: 'database' },
    { id: 'ledger-1', kind: 'database', group: 'ledger', role: 'primary' },
    { id: 'ledger-2', kind: 'database', group: 'ledger' },
    { id: 'payment', kind: 'external-service' },
    { id: 'stranger', kind: 'external-service' },
  ],
  groups: [{ id: 'api', ...group }],
  links: [
    ['users', 'lb'],
    ['lb', 'api'],
    ['api', 'database'],
    ['api', 'ledger'],
    ['api', 'payment'],
  ]
    .map(([from, to]) => ({ from, to, carries: 'request', oneWayDelayMillis: 1 }))
    .concat([{ from: 'ledger', to: 'ledger', carries: 'control', oneWayDelayMillis: 1 }]),
  ...more,
});

const good = {
  dependencies: { books: { to: 'ledger' }, charge: { to: 'payment', timeoutMillis: 300 } },
  routes: { write: [ask('books'), ask('charge', { mayFail: true })] },
};

function problemsOf(source: object): readonly (readonly [path: string, value: string, allowed: string])[] {
  const parsed = parseScenario(source);
  const result = parsed.ok ? compile(parsed.value) : parsed;
  if (result.ok) return [];
  return everyProblem(result.problem).map(({ path, value, allowed }) => [path, value, allowed]);
}
const firstOf = (source: object) => problemsOf(source)[0] ?? [];

function scenarioOf(source: object): Scenario {
  const parsed = parseScenario(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return parsed.value;
}
function valuesOf(scenario: Scenario, id: string) {
  const compiled = compile(scenario);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  return compiled.value.components.find((one) => one.id === id)?.values ?? {};
}

describe('a file with dependencies and routes', () => {
  it('is accepted, and names who serves what', () => {
    expect(problemsOf(file(good))).toEqual([]);
    const compiled = compile(scenarioOf(file(good)));
    expect(compiled.ok && compiled.value.components[3]?.dependencies).toEqual([
      { name: 'books', protocol: 'sql', servers: ['ledger-1', 'ledger-2'] },
      { name: 'charge', protocol: 'api', servers: ['payment'] },
    ]);
  });

  it.each<readonly [what: string, group: object, path: string, value: string, allowed: RegExp]>([
    [
      'nobody of that name',
      { charge: { to: 'nobody' } },
      'api.dependencies.charge.to',
      'nobody',
      /database, ledger, payment, stranger/,
    ],
    ['somebody not asked like that', { charge: { to: 'lb' } }, 'api.dependencies.charge.to', 'lb', /one of/],
    [
      'somebody without a link',
      { charge: { to: 'stranger' } },
      'api.dependencies.charge.to',
      'no request link api-1->stranger',
      /a request link to every member of stranger/,
    ],
    [
      'a part of a store',
      { charge: { to: 'payment' }, books: { to: 'ledger-1' } },
      'api.dependencies.books.to',
      'ledger-1',
      /the whole store: ledger/,
    ],
    [
      'a name of the kind',
      { cache: { to: 'payment' } },
      'api.dependencies.cache',
      'cache',
      /a name that app-server does not have/,
    ],
    [
      'a parameter out of range',
      { charge: { to: 'payment', retry: { attempts: 99 } } },
      'api.dependencies.charge.retry.attempts',
      '99',
      /2 … 10, a whole number/,
    ],
    [
      'an unknown parameter',
      { charge: { to: 'payment', speed: 1 } },
      'api.dependencies.charge.speed',
      '1 (unknown name)',
      /timeoutMillis/,
    ],
    [
      'a name that is no path',
      { Charge: { to: 'payment' } },
      'api.dependencies.Charge',
      '(an object) (unknown name)',
      /a lowercase letter/,
    ],
  ])('is refused with %s', (_, dependencies, path, value, allowed) => {
    const [at, shown, range] = firstOf(
      file({ ...good, dependencies: { ...good.dependencies, ...dependencies } }),
    );
    expect([at, shown]).toEqual([path, value]);
    expect(range).toMatch(allowed);
  });

  it('is refused with more than eight, and with one that no route asks', () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`d-${n}`, { to: 'payment' }]));
    expect(firstOf(file({ dependencies: many }))).toEqual([
      'api.dependencies',
      '(an object)',
      'at most 8 dependencies',
    ]);
    expect(firstOf(file({ ...good, routes: { write: [ask('books')] } }))).toEqual([
      'api.dependencies.charge',
      'asked by no route',
      'a route that asks charge',
    ]);
  });

  const works = Array.from({ length: 30 }, () => ({ do: 'work' }));
  it.each<readonly [what: string, steps: readonly unknown[], path: string, value: string, allowed: RegExp]>([
    ['an unknown step', [{ do: 'wait' }], '.0.do', 'wait', /ask, all, when, hold, answer/],
    ['an unknown member', [{ do: 'work', twice: true }], '.0.twice', 'true (unknown name)', /do/],
    ['a share out of range', [{ do: 'when', share: 1.5, steps: [] }], '.0.share', '1.5', /0 … 1/],
    [
      'a contradiction',
      [{ do: 'when', all: ['read', 'write'], steps: [] }],
      '.0.all',
      '(a list of 2)',
      /not both/,
    ],
    [
      'a nested fan-out',
      [{ do: 'all', asks: [{ do: 'all', asks: [] }] }],
      '.0.asks.0.of',
      '(missing)',
      /a lowercase letter/,
    ],
    [
      'more than there are',
      [{ do: 'all', asks: [{ of: 'books' }], enough: 2 }],
      '.0.enough',
      '2',
      /1 … 1, a whole number/,
    ],
    ['too many steps', [...works, ask('books'), ask('charge')], '', '33 steps', /1 … 32 steps/],
    ['a dependency that is none', [ask('queue')], '', 'queue', /a dependency: books, charge, database/],
    [
      'a verb that is not understood',
      [ask('books', { verb: 'get' })],
      '',
      'get',
      /a verb for books: \(none\), read, write, signIn/,
    ],
  ])('is refused with %s', (_, steps, path, value, allowed) => {
    const route = [ask('books'), ask('charge')];
    const [at, shown, range] = firstOf(file({ ...good, routes: { write: route, read: steps } }));
    expect([at, shown]).toEqual([`api.routes.read${path}`, value]);
    expect(range).toMatch(allowed);
  });

  it('is refused with a route for a class that there is not, and with routes of a kind that has none', () => {
    const [path = '', shown] = firstOf(file({ ...good, routes: { ...good.routes, ['w'.repeat(500)]: [] } }));
    expect([path.length < 80, shown?.includes('…')]).toEqual([true, true]);
    expect(firstOf(file({ ...good, routes: { ...good.routes, refund: [] } }))).toEqual([
      'api.routes.refund',
      'refund (unknown name)',
      'read, write',
    ]);
    const stores = {
      groups: [
        { id: 'api', ...good },
        { id: 'ledger', routes: { read: [] } },
      ],
    };
    expect(firstOf(file({}, {}, stores))).toEqual([
      'ledger.routes',
      'routes of database',
      'routes of app-server',
    ]);
  });

  it('still has one store by its own accord at most', () => {
    const [, value, allowed] = firstOf(file());
    expect([value, allowed]).toEqual([
      'links to database, ledger',
      'links to the members of exactly one store',
    ]);
  });
});

describe('a parameter of a dependency', () => {
  const paths = (scenario: Scenario) =>
    ['api-1', 'api-2'].map((id) => valuesOf(scenario, id)['charge.timeoutMillis']);
  const set = (scenario: Scenario, assignment: string): Scenario => {
    const result = setAssignment(scenario, assignment);
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    expect(parseScenario(JSON.parse(JSON.stringify(result.value)))).toEqual({
      ok: true,
      value: result.value,
    });
    return result.value;
  };

  it('is that of the group unless a member has its own, and a group’s path sets it for all', () => {
    const base = scenarioOf(file(good));
    expect(paths(base)).toEqual([300, 300]);
    const own = set(base, 'api-1.charge.timeoutMillis=70');
    expect(paths(own)).toEqual([70, 300]);
    expect(paths(set(own, 'api.charge.timeoutMillis=90'))).toEqual([90, 90]);
    expect(valuesOf(set(base, 'api.charge.retry.attempts=4'), 'api-2')).toMatchObject({
      'charge.retry': 1,
      'charge.retry.attempts': 4,
      'books.retry': 0,
    });
    expect(setAssignment(base, 'api.charge.retry.attempts=1')).toMatchObject({
      ok: false,
      problem: { path: 'api.charge.retry.attempts', value: '1', allowed: '2 … 10, a whole number' },
    });
  });

  it('leaves what else a group says', () => {
    const placed = scenarioOf(file({ ...good, placement: { zone: 'a' } }));
    const { groups = [] } = set(set(placed, 'api.charge.timeoutMillis=90'), 'api.slots=3');
    expect(groups).toEqual([
      {
        id: 'api',
        ...good,
        placement: { zone: 'a' },
        parameters: { slots: 3 },
        dependencies: { ...good.dependencies, charge: { to: 'payment', timeoutMillis: 90 } },
      },
    ]);
  });
});
