// Everything that is wrong with a file is told at once, with path, value, range and place.
import { describe, expect, it } from 'vitest';
import { everyProblem } from '../base/result.ts';
import { parseCarriedRun } from './carried-run.ts';
import { openScenario } from './open-scenario.ts';
import { parseText } from './parse.ts';
import { parseRunFileText } from './run-file.ts';
import { templates } from './templates/index.ts';

type Editable = Record<string, unknown> & {
  components: (Record<string, unknown> & { parameters?: Record<string, unknown> })[];
  groups: Record<string, unknown>[];
  links: Record<string, unknown>[];
  schedule: string[];
};

function textWith(edit: (scenario: Editable) => void): string {
  const scenario = JSON.parse(
    JSON.stringify({ ...templates.vertical, groups: [], schedule: [] }),
  ) as Editable;
  edit(scenario);
  return JSON.stringify(scenario, undefined, 1);
}

const open = (text: string) => parseText(text, 'scenario', openScenario);

function told(text: string) {
  const opened = open(text);
  if (opened.ok) throw new Error('it was accepted');
  return everyProblem(opened.problem);
}

/** Of each problem the line of the text that it points at. */
function pointedAt(text: string): string[] {
  return told(text).map(({ place }) => (text.split('\n')[place!.line - 1] ?? '').slice(place!.column - 1));
}

describe('a scenario with several mistakes', () => {
  it('of form is told all of them, each with its place', () => {
    const text = textWith((s) => {
      s.seed = -1;
      s.colour = 'red';
      Object.assign(s.components[0]!, { parameters: { arrivalRate: -5, writeRatio: 2, kyes: 1 } });
      s.links[2]!.carries = 'post';
    });
    expect(told(text).map(({ path, value }) => [path, value])).toEqual([
      ['seed', '-1'],
      ['users.arrivalRate', '-5'],
      ['users.writeRatio', '2'],
      ['users.kyes', '1 (unknown name)'],
      ['links.2.carries', 'post'],
      ['colour', 'red (unknown name)'],
    ]);
    expect(pointedAt(text)).toEqual(['-1,', '-5,', '2,', '1', '"post",', '"red"']);
  });

  it('of names is told all of them', () => {
    const text = textWith((s) => {
      s.components[2]!.id = 'api-2';
      s.components[6]!.group = 'lb';
      s.groups = [{ id: 'api', parameters: { slots: '4', fall: 1 } }, { id: 'nobody' }, { id: 'api' }];
    });
    expect(told(text).map(({ path }) => path)).toEqual([
      'components.3.id',
      'db-primary.group',
      'api.slots',
      'api.fall',
      'groups',
      'groups.2.id',
    ]);
    expect(pointedAt(text)).toEqual(['"api-2",', '"lb",', '"4",', '1', '"nobody"', '"api"']);
  });

  it('of structure and schedule is told all of them', () => {
    const text = textWith((s) => {
      s.components[7]!.role = 'primary';
      s.groups = [{ id: 'sentinel', parameters: { quorum: 9 } }];
      s.schedule = ['1s crash lb', '2s crash nobody', 'soon crash lb', '3s set sentinel.quorum=x'];
    });
    expect(told(text).map(({ path, value }) => [path, value])).toEqual([
      ['database', 'primary: db-primary, db-replica-1'],
      ['sentinel.quorum', '9'],
      ['schedule.1', 'nobody'],
      ['schedule.2', 'soon'],
      ['sentinel.quorum', 'x'],
    ]);
  });

  it('is told twenty of them, and how many more there are', () => {
    const opened = open(
      textWith((s) => Object.assign(s, { schedule: Array(1_000).fill('1s crash nobody') })),
    );
    if (opened.ok) throw new Error('it was accepted');
    expect(everyProblem(opened.problem)).toHaveLength(20);
    expect(opened.problem.untold).toBe(980);
  });
});

describe('parameters of a group', () => {
  it.each<[string, unknown, string]>([
    ['__proto__', 5, 'api.__proto__'],
    ['constructor', 5, 'api.constructor'],
    ['toString', 'x', 'api.toString'],
    ['slots', '5', 'api.slots'],
    ['slots', 2.5, 'api.slots'],
    ['slots', null, 'api.slots'],
    ['slots', [1], 'api.slots'],
    ['serviceDistribution', '1', 'api.serviceDistribution'],
  ])("%s = %j is refused as a component's own", (name, value, path) => {
    const parameters = `{${JSON.stringify(name)}:${JSON.stringify(value)}}`;
    const text = textWith((s) => Object.assign(s, { groups: [{ id: 'api', parameters: 0 }] }));
    const shared = told(text.replace('"parameters": 0', `"parameters": ${parameters}`));
    expect(shared).toMatchObject([{ path }]);
    const own = textWith((s) => Object.assign(s.components[2]!, { parameters: 0 }));
    const alone = told(own.replace('"parameters": 0', `"parameters": ${parameters}`));
    expect(alone[0]!.path).toBe(path.replace('api.', 'api-1.'));
  });
});

describe('numbers at the edge of what JSON can say', () => {
  const withDelay = (delay: string): string =>
    textWith((s) => Object.assign(s.links[0]!, { oneWayDelayMillis: 12_345 })).replace('12345', delay);

  it.each(['1e999', '-1e999', '-5e-324', '60000.0000001', '1e5'])('%s is out of range', (delay) => {
    expect(told(withDelay(delay))).toMatchObject([
      { path: 'links.0.oneWayDelayMillis', allowed: '0 … 60000 ms' },
    ]);
  });

  it('minus zero is zero, and stays what it was when written and read again', () => {
    const opened = open(withDelay('-0'));
    expect(opened.ok && Object.is(opened.value.scenario.links[0]!.oneWayDelayMillis, 0)).toBe(true);
  });
});

describe('a run file', () => {
  const runWith = (change: object): string =>
    JSON.stringify({
      format: 'nines-run',
      version: 1,
      scenario: templates.mm1,
      seed: 1,
      log: [],
      ...change,
    });
  const problems = (text: string) => {
    const run = parseRunFileText(text);
    return run.ok ? [] : everyProblem(run.problem);
  };

  it('without a scenario is told so', () => {
    expect(problems(runWith({ scenario: undefined }))).toMatchObject([
      { path: 'scenario', value: '(missing)', allowed: 'a scenario', place: { line: 1, column: 1 } },
    ]);
  });

  it('with an unknown name is told the names, as in a scenario', () => {
    expect(problems(runWith({ extra: 1 }))).toMatchObject([
      {
        path: 'extra',
        value: '1 (unknown name)',
        allowed: 'format, version, scenario, seed, log, untilMicros, traceHash, physics, writtenBy',
      },
    ]);
  });

  it('is told everything about its commands and its scenario, where it stands in the file', () => {
    const text = runWith({ log: ['1s crash station', '2s crash', 'x', '3s crash db'] });
    expect(problems(text).map(({ path }) => path)).toEqual(['log.1', 'log.2', 'log.3']);
    expect(text.slice(problems(text)[0]!.place!.column - 1)).toMatch(/^"2s crash"/);
    const inside = runWith({ scenario: { ...templates.mm1, seed: -1 } });
    expect(inside.slice(problems(inside)[0]!.place!.column - 1)).toMatch(/^-1/);
  });

  it('of the longest log is read', () => {
    const log = Array.from(
      { length: 10_000 },
      (_, index) => `${index}ms set users.arrivalRate=${index % 90}`,
    );
    expect(problems(runWith({ log }))).toEqual([]);
    expect(problems(runWith({ log: [...log, '1s clear users'] }))).toMatchObject([
      { path: 'log', allowed: 'a list of 0 … 10000 commands' },
    ]);
  });

  it('that is carried names the branch of a bad command', () => {
    const branch = { id: 1, atMicros: 0, inherited: 0, headMicros: 5, viewMicros: 5 };
    const stored = JSON.stringify({
      format: 'nines-carried-run',
      version: 1,
      scenario: templates.mm1,
      seed: 1,
      branches: [
        { ...branch, log: [] },
        { ...branch, id: 2, parent: 1, log: ['1s crash nobody'] },
      ],
      current: 1,
      traceHash: '',
      playing: false,
      speed: 1,
    });
    const read = parseCarriedRun(stored);
    expect(read).toMatchObject({ ok: false, problem: { path: 'branches.1.log.0', value: 'nobody' } });
  });
});
