// What a browser's storage gives back may be anything: it is opened as it was, or refused with a place and a reason.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCarriedRun } from './carried-run.ts';
import { templates } from './templates/index.ts';

const branch = { id: 1, atMicros: 0, headMicros: 9e6, viewMicros: 5e6, log: [], withdrawn: [] };
const crash = { at: 2e6, command: { kind: 'crash', component: 'db-primary' } };
const good = {
  format: 'nines-carried-run',
  version: 2,
  scenario: templates.vertical,
  seed: 7,
  branches: [
    { ...branch, log: [{ line: '2s crash db-primary', by: 'own', order: 1 }] },
    {
      ...branch,
      id: 3,
      parent: 1,
      atMicros: 1e6,
      log: [
        { line: '1s crash api-1', by: 'own', order: 2 },
        { line: '2s crash db-primary', by: 'kept', order: 1 },
      ],
      withdrawn: [{ line: '3s restart api-1', by: 'kept', order: 3, withdrawnBy: 4 }],
    },
  ],
  current: 3,
  traceHash: 'abc',
  playing: true,
  speed: 'max',
};
const second = good.branches[1];
const { withdrawn: _, ...version1 } = branch;

describe('a carried run', () => {
  it('is read as it was written', () => {
    const read = parseCarriedRun(JSON.stringify(good));
    expect(read.ok && read.value).toEqual({
      scenario: JSON.parse(JSON.stringify(templates.vertical)),
      seed: 7,
      branches: [
        { ...branch, log: [{ ...crash, by: 'own', order: 1 }] },
        {
          ...second,
          log: [
            { at: 1e6, command: { kind: 'crash', component: 'api-1' }, by: 'own', order: 2 },
            { ...crash, by: 'kept', order: 1 },
          ],
          withdrawn: [
            {
              at: 3e6,
              command: { kind: 'restart', component: 'api-1' },
              by: 'kept',
              order: 3,
              withdrawnBy: 4,
            },
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
    ['a newer version', { version: 3 }, 'version'],
    ['a version that never was', { version: 0 }, 'version'],
    ['a seed out of range', { seed: -1 }, 'seed'],
    ['no branch', { branches: [] }, 'branches'],
    ['an unknown name', { extra: 1 }, 'extra'],
    ['an unknown branch on screen', { current: 2 }, 'current'],
    ['a scenario that is none', { scenario: 'x' }, 'scenario'],
    ['a branch twice', { branches: [good.branches[0], good.branches[0]] }, 'branches.1.id'],
    ['a parent after its child', { branches: [second, good.branches[0]] }, 'branches.0.parent'],
    [
      'more inherited than there is',
      { version: 1, branches: [{ ...version1, inherited: 1 }] },
      'branches.0.inherited',
    ],
    ['what came with a version before its time', { version: 1 }, 'branches.0.inherited'],
    [
      'a command that makes no sense',
      { branches: [{ ...branch, log: [{ line: '2s crash nobody', by: 'own', order: 1 }] }] },
      'branches.0.log.0',
    ],
    [
      'a giver that is none',
      { branches: [{ ...branch, log: [{ line: '2s crash lb', by: 'me', order: 1 }] }] },
      'branches.0.log.0.by',
    ],
    [
      'two acts of one number',
      {
        branches: [
          {
            ...branch,
            log: [
              { line: '2s crash lb', by: 'own', order: 1 },
              { line: '3s crash lb', by: 'own', order: 1 },
            ],
          },
        ],
      },
      'branches.0.log.1.order',
    ],
    ['a time before the start', { branches: [{ ...branch, viewMicros: -1 }] }, 'branches.0.viewMicros'],
  ];
  it.each(refused)('with %s is refused', (_, change, path) => {
    const read = parseCarriedRun(JSON.stringify({ ...good, ...change }));
    expect(read.ok ? 'accepted' : read.problem.path).toBe(path);
  });

  it('of version 1 has no command ahead of a branch: what it inherited was given before', () => {
    const log = ['2s crash db-primary', '4s crash api-1'];
    const branches = [{ ...version1, inherited: 1, log }];
    const read = parseCarriedRun(JSON.stringify({ ...good, version: 1, branches, current: 1 }));
    expect(read.ok && read.value.branches).toEqual([
      {
        ...branch,
        log: [
          { ...crash, by: 'kept', order: 1 },
          { at: 4e6, command: { kind: 'crash', component: 'api-1' }, by: 'own', order: 2 },
        ],
      },
    ]);
  });

  it('opens without a kept command that makes no sense any more, and tells it', () => {
    const log = [
      { line: '2s crash nobody', by: 'kept', order: 1 },
      { line: '3s crash lb', by: 'kept', order: 2 },
    ];
    const read = parseCarriedRun(JSON.stringify({ ...good, branches: [{ ...branch, log }], current: 1 }));
    expect(read.ok && read.value.branches[0]?.log.map(({ order }) => order)).toEqual([2]);
    expect(read.ok && read.value.leftOut).toMatchObject([{ path: 'branches.0.log.0', value: 'nobody' }]);
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
