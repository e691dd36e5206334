import { describe, expect, it } from 'vitest';
import type { InputProblem } from '../base/result.ts';
import { compile } from './compile.ts';
import { parseScenario } from './parse.ts';
import { templateIds, templates } from './templates/index.ts';

type Editable = {
  components: {
    id: string;
    kind: string;
    group?: string;
    role?: string;
    parameters?: Record<string, unknown>;
  }[];
  groups?: { id: string; parameters?: Record<string, unknown> }[];
  links: { from: string; to: string; carries: string; oneWayDelayMillis: number }[];
  schedule?: string[];
};

function compiled(edit: (scenario: Editable) => void = () => undefined) {
  const source = JSON.parse(JSON.stringify(templates.vertical)) as Editable;
  edit(source);
  const parsed = parseScenario(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return compile(parsed.value);
}

function blueprint(edit?: (scenario: Editable) => void) {
  const result = compiled(edit);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

function problem(edit: (scenario: Editable) => void): InputProblem {
  const result = compiled(edit);
  if (result.ok) throw new Error('was accepted');
  return result.problem;
}

describe('compile', () => {
  it.each(templateIds)('gives every component of %s a value for every parameter of its kind', (id) => {
    const parsed = parseScenario(templates[id]);
    const result = parsed.ok ? compile(parsed.value) : parsed;
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    for (const component of result.value.components) {
      const without = component.parameters.filter(({ path }) => component.values[path] === undefined);
      expect(without).toEqual([]);
    }
  });

  it('expands group links to one entry per pair', () => {
    const { links } = blueprint();
    const count = (carries: string) => links.filter((link) => link.carries === carries).length;
    expect(count('request')).toBe(1 + 4 + 4 * 3);
    expect(count('control')).toBe(3 + 9 + 3 + 12);
    expect(links[0]).toEqual({ from: 'users', to: 'lb', carries: 'request', oneWayDelayMicros: 2_000 });
    expect(links.filter((link) => link.to === 'api-3').map((link) => link.oneWayDelayMicros)).toEqual([
      250, 250, 250, 250,
    ]);
  });

  it('lets a component win over its group, and its group over the default', () => {
    const { components } = blueprint((s) => {
      s.groups = [{ id: 'api', parameters: { slots: 4, serviceDistribution: 'uniform' } }];
      Object.assign(s.components[3]!, { parameters: { slots: 2 } });
    });
    const api = components.filter((component) => component.group === 'api');
    expect(api.map((component) => component.values.slots)).toEqual([4, 2, 4, 4]);
    expect(api.map((component) => component.values.serviceDistribution)).toEqual([3, 3, 3, 3]);
    expect(api[0]?.values.queueCapacity).toBe(128);
  });

  it('sorts the schedule by time and keeps the order of ties', () => {
    const { schedule } = blueprint((s) => {
      s.schedule = [
        '40s crash lb',
        '30s hang api-1 for 1.5s',
        '40s restart lb',
        '1m set database.serviceDistribution=uniform',
      ];
    });
    expect(schedule.map(({ at, command }) => [at, command.kind])).toEqual([
      [30_000_000, 'hang'],
      [40_000_000, 'crash'],
      [40_000_000, 'restart'],
      [60_000_000, 'set'],
    ]);
    expect(schedule[3]?.command).toEqual({ kind: 'set', path: 'database.serviceDistribution', value: 3 });
  });

  it('takes a lone database for a primary', () => {
    const alone = blueprint((s) => {
      s.components = s.components.filter((c) => !/sentinel|replica/.test(c.id));
      delete s.components.find((c) => c.id === 'db-primary')!.role;
      s.links = s.links.filter((l) => l.from !== 'sentinel' && l.from !== 'database');
    });
    expect(alone.components.at(-1)?.role).toBe('primary');
  });
});

const refusals: readonly (readonly [name: string, edit: (s: Editable) => void, says: string])[] = [
  [
    'two users',
    (s) => s.components.push({ id: 'more', kind: 'users' }),
    'components = users: users, more; exactly one',
  ],
  [
    'one id twice',
    (s) => s.components.push({ id: 'lb', kind: 'load-balancer' }),
    'components.12.id = lb; an id that no other',
  ],
  [
    'a group named like a component',
    (s) => Object.assign(s.components[2]!, { group: 'lb' }),
    'api-1.group = lb;',
  ],
  [
    'a group of two kinds',
    (s) => Object.assign(s.components[1]!, { group: 'api' }),
    'api-1.group = api (app-server); members of one kind: load-balancer',
  ],
  [
    'an empty group',
    (s) => Object.assign(s, { groups: [{ id: 'cache' }] }),
    'groups = cache; a group with members: api, database, sentinel',
  ],
  [
    'a group parameter of another kind',
    (s) => Object.assign(s, { groups: [{ id: 'api', parameters: { quorum: 1 } }] }),
    'api.quorum = 1 (unknown name); concurrency, slots,',
  ],
  [
    'a group parameter out of range',
    (s) => Object.assign(s, { groups: [{ id: 'api', parameters: { slots: 0 } }] }),
    'api.slots = 0; 1 … 1024, a whole number',
  ],
  [
    'a link to nowhere',
    (s) => Object.assign(s.links[0]!, { to: 'lb-2' }),
    'links.0.to = lb-2; one of users, lb,',
  ],
  [
    'a link to itself',
    (s) => Object.assign(s.links[0]!, { to: 'users' }),
    'links.0 = users->users; two different',
  ],
  [
    'a link that makes no sense',
    (s) => Object.assign(s.links[0]!, { to: 'database' }),
    'links.0 = users->db-primary (users→database); request links: users→cdn|load-balancer|app-server|station',
  ],
  ['a call backwards', (s) => Object.assign(s.links[1]!, { from: 'api', to: 'lb' }), 'links.1 = api-1->lb'],
  [
    'pings between servers',
    (s) => Object.assign(s.links[1]!, { carries: 'control' }),
    'control links: redis–redis, database–database, sentinel–app-server, sentinel–redis, sentinel–database',
  ],
  [
    'one pair twice',
    (s) => s.links.push({ ...s.links[3]!, from: 'db-replica-1', to: 'db-primary' }),
    'links.7 = db-replica-1->db-primary; one link per pair',
  ],
  [
    'two primaries',
    (s) => Object.assign(s.components[7]!, { role: 'primary' }),
    'database = primary: db-primary, db-replica-1; exactly one',
  ],
  [
    'no primary',
    (s) => Object.assign(s.components[6]!, { role: 'replica' }),
    'database = primary: (none); exactly one',
  ],
  [
    'no replication links',
    (s) => s.links.splice(3, 1),
    'database = no link db-primary–db-replica-1; a control link',
  ],
  [
    'a server that cannot reach a replica',
    (s) => Object.assign(s.links[2]!, { to: 'db-primary' }),
    'api-1 = no link api-1–db-replica-1; a link to every member',
  ],
  [
    'a sentinel that watches nothing',
    (s) => s.links.splice(4, 1),
    'sentinel-1 = no link to a store; links to the members of exactly one',
  ],
  [
    'sentinels that do not know each other',
    (s) => s.links.splice(5, 1),
    'sentinel = no link sentinel-1–sentinel-2',
  ],
  [
    'a quorum above the sentinels',
    (s) => Object.assign(s, { groups: [{ id: 'sentinel', parameters: { quorum: 4 } }] }),
    'sentinel.quorum = 4; 1 … 3, a whole number',
  ],
  ['a balancer over nothing', (s) => s.links.splice(1, 1), 'lb = no request link; at least one'],
  [
    'a schedule of nonsense',
    (s) => Object.assign(s, { schedule: ['1s crash lb', 'soon crash lb'] }),
    'schedule.1 = soon; a time',
  ],
  [
    'a schedule of the unknown',
    (s) => Object.assign(s, { schedule: ['1s crash db'] }),
    'schedule.0 = db; one of users, lb,',
  ],
  [
    'a crash of the users',
    (s) => Object.assign(s, { schedule: ['1s crash users'] }),
    'schedule.0 = crash users; users can suffer: (none)',
  ],
  [
    'a scheduled value out of range',
    (s) => Object.assign(s, { schedule: ['1s set users.arrivalRate=-5'] }),
    'users.arrivalRate = -5; 0 … 100000 per second',
  ],
  [
    'a change of what is fixed',
    (s) => Object.assign(s, { schedule: ['1s set users.keys=5'] }),
    'users.keys = 5; no change after the run began',
  ],
  [
    'a cut where no link is',
    (s) => Object.assign(s, { schedule: ['1s cut users->api-1'] }),
    'schedule.0 = users->api-1; a link: users->lb',
  ],
];

describe('compile refuses', () => {
  it.each(refusals)('%s', (_name, edit, says) => {
    const { path, value, allowed } = problem(edit);
    expect(`${path} = ${value}; ${allowed}`).toContain(says);
  });
});

describe('placement', () => {
  const base = templates['three-tier'];
  const system = (placements: Readonly<Record<string, object>>, group: object = {}) => ({
    ...base,
    components: base.components.map((one) =>
      one.id in placements ? { ...one, placement: placements[one.id] } : one,
    ),
    groups: (base.groups ?? []).map((one) => (one.id === 'api' ? { ...one, placement: group } : one)),
  });
  const compiled = (scenario: object) => {
    const parsed = parseScenario(scenario);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
    return compile(parsed.value);
  };

  it('of a group holds for its members at the levels that they leave out', () => {
    const result = compiled(system({ 'api-1': { host: 'h2' } }, { host: 'h1', zone: 'a' }));
    const at = (id: string) => result.ok && result.value.components.find((one) => one.id === id)?.placement;
    expect([at('api-1'), at('api-2'), at('lb')]).toEqual([
      { host: 'h2', zone: 'a' },
      { host: 'h1', zone: 'a' },
      undefined,
    ]);
  });

  it('puts a host into one zone', () => {
    const result = compiled(
      system({ 'api-1': { host: 'h1', zone: 'a' }, 'api-2': { host: 'h1', zone: 'b' } }),
    );
    expect(result.ok ? result : result.problem).toMatchObject({
      path: 'api-2.placement',
      value: 'host:h1 in zone:b',
      allowed: 'host:h1 in zone:a',
    });
  });

  it('has no other levels, and names like any id', () => {
    for (const placement of [{ rack: 'r1' }, { zone: '' }, { zone: 'a:b' }])
      expect(parseScenario(system({ lb: placement })).ok, JSON.stringify(placement)).toBe(false);
  });
});
