import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { parseScenario } from './parse.ts';
import { setAssignment } from './set-path.ts';
import { templates } from './templates/index.ts';

describe('--set', () => {
  const vertical = parseScenario(templates.vertical);
  const scenario = vertical.ok ? vertical.value : undefined;
  const values = (assignments: readonly string[], parameter: string, group: string) => {
    let edited = scenario!;
    for (const assignment of assignments) {
      const set = setAssignment(edited, assignment);
      if (!set.ok) return `${set.problem.path} = ${set.problem.value}; ${set.problem.allowed}`;
      edited = set.value;
    }
    const result = compile(edited);
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    return result.value.components
      .filter((component) => (component.group ?? component.id) === group)
      .map((component) => component.values[parameter]);
  };

  it('reaches a component, a group, and one member of it', () => {
    expect(values(['users.arrivalRate=500'], 'arrivalRate', 'users')).toEqual([500]);
    expect(values(['database.waitForReplicas=1'], 'waitForReplicas', 'database')).toEqual([1, 1, 1]);
    expect(values(['api.slots=4', 'api-2.slots=2'], 'slots', 'api')).toEqual([4, 2, 4, 4]);
    expect(values(['api.serviceDistribution=uniform'], 'serviceDistribution', 'api')).toEqual([3, 3, 3, 3]);
  });

  it('of a group replaces what a member had of its own', () => {
    expect(values(['api-2.slots=2', 'api.slots=4'], 'slots', 'api')).toEqual([4, 4, 4, 4]);
  });

  it('says what is wrong', () => {
    expect(values(['users.arrivalRate=-5'], '', '')).toBe('users.arrivalRate = -5; 0 … 100000 per second');
    expect(values(['users.arrivalRate=many'], '', '')).toContain('users.arrivalRate = many; 0 … 100000');
    expect(values(['users.rate=5'], '', '')).toContain('users.rate = rate; one of users.arrivalRate');
    expect(values(['db.rate=5'], '', '')).toBe('db.rate = db; one of users, lb, api, database, sentinel');
    expect(values(['users'], '', '')).toBe('--set = users; <path>=<value>');
    expect(values(['users.arrivalRate='], '', '')).toContain('users.arrivalRate = (empty)');
    expect(values(['users.arrivalRate=Infinity'], '', '')).toContain('users.arrivalRate = Infinity');
  });
});
