// What a browser's storage gives back may be anything: it is opened as it was, or refused with a place and a reason.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCarriedRun } from './carried-run.ts';
import { templates } from './templates/index.ts';

const branch = { id: 1, atMicros: 0, inherited: 0, headMicros: 9e6, viewMicros: 5e6 };
const good = {
  format: 'nines-carried-run',
  version: 1,
  scenario: templates.vertical,
  seed: 7,
  branches: [
    { ...branch, log: ['2s crash db-primary'] },
    {
      ...branch,
      id: 3,
      parent: 1,
      atMicros: 4e6,
      inherited: 1,
      log: ['2s crash db-primary', '4s crash api-1'],
    },
  ],
  current: 3,
  traceHash: 'abc',
  playing: true,
  speed: 'max',
};
const second = good.branches[1];

describe('a carried run', () => {
  it('is read as it was written', () => {
    const read = parseCarriedRun(JSON.stringify(good));
    expect(read.ok && read.value).toEqual({
      scenario: JSON.parse(JSON.stringify(templates.vertical)),
      seed: 7,
      branches: [
        { ...branch, log: [{ at: 2e6, command: { kind: 'crash', component: 'db-primary' } }] },
        {
          ...second,
          log: [
            { at: 2e6, command: { kind: 'crash', component: 'db-primary' } },
            { at: 4e6, command: { kind: 'crash', component: 'api-1' } },
          ],
        },
      ],
      current: 3,
      traceHash: 'abc',
      playing: true,
      speed: 'max',
    });
  });

  const refused: readonly (readonly [what: string, change: object, path: string])[] = [
    ['another format', { format: 'nines-run' }, 'format'],
    ['a newer version', { version: 2 }, 'version'],
    ['a seed out of range', { seed: -1 }, 'seed'],
    ['no branch', { branches: [] }, 'branches'],
    ['an unknown name', { extra: 1 }, 'extra'],
    ['an unknown branch on screen', { current: 2 }, 'current'],
    ['a scenario that is none', { scenario: 'x' }, 'scenario'],
    ['a branch twice', { branches: [good.branches[0], good.branches[0]] }, 'branches.1.id'],
    ['a parent after its child', { branches: [second, good.branches[0]] }, 'branches.0.parent'],
    [
      'more inherited than there is',
      { branches: [{ ...branch, inherited: 1, log: [] }] },
      'branches.0.inherited',
    ],
    [
      'a command that makes no sense',
      { branches: [{ ...branch, log: ['2s crash nobody'] }] },
      'branches.0.log.0',
    ],
    [
      'a time before the start',
      { branches: [{ ...branch, viewMicros: -1, log: [] }] },
      'branches.0.viewMicros',
    ],
  ];
  it.each(refused)('with %s is refused', (_, change, path) => {
    const read = parseCarriedRun(JSON.stringify({ ...good, ...change }));
    expect(read.ok ? 'accepted' : read.problem.path).toBe(path);
  });

  it('is refused, and nothing is thrown, for any text at all', () => {
    const cut = fc.nat(JSON.stringify(good).length - 1).map((at) => JSON.stringify(good).slice(0, at));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), cut), (text) => {
        expect(parseCarriedRun(text).ok).toBe(false);
      }),
    );
  });
});
