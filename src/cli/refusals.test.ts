import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { templateIds } from '../scenario/templates/index.ts';
import { run } from './run.ts';
import { fakeEngine } from './testing/fake-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'nines-cli-'));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
afterAll(() => rmSync(folder, { recursive: true }));

const cli = (...argv: string[]) => run(argv, fakeEngine({}));

describe('refused input', () => {
  const big = '1'.repeat(2 * 1024 * 1024 + 1);
  it.each<[string[], string]>([
    [[], `scenario = (missing); allowed: ${templateIds.join(', ')}, or a scenario file`],
    [['nope'], `scenario = nope (cannot be read); allowed: ${templateIds[0]}`],
    [[tmpdir()], `scenario = ${tmpdir()}; allowed: ${templateIds[0]}`],
    [['vertical', 'mm1'], 'scenario = mm1; allowed: one scenario'],
    [['vertical', '--speed'], 'option = --speed; allowed: did you mean --seed? --seed, --until'],
    [['vertical', `-h${'x'.repeat(100_000)}`], 'allowed: at most 4096 characters'],
    [['vertical', '-x'], 'option = -x; allowed: --seed, --until'],
    [['vertical', '--json=1'], '--json = 1; allowed: no value'],
    [['vertical', '--kill-aech'], 'did you mean --kill-each?'],
    [['vertcal'], 'scenario = vertcal (cannot be read); allowed: did you mean vertical? reference, '],
    [['/dev/zero'], 'scenario = /dev/zero; allowed: '],
    [['vertical', '--replay', '/dev/zero'], '--replay = /dev/zero; allowed: an access log'],
    [['\u001b[31mred\n'], 'scenario = ·[31mred· (cannot be read)'],
    [[file('a\nb\u202e.json', '{')], `a·b·.json = (end of the text); allowed: JSON text: a closing }`],
    [['vertical', '--set', 'users.\u001b[2J=1'], 'users.·[2J = ·[2J;'],
    [['vertical', '--do', '1s crash lb\n\u009b'], '--do = 1s crash lb··; allowed: <time> crash'],
    [['vertical', '--seed'], '--seed = (missing); allowed: a value'],
    [['vertical', '--seed', '-1'], '--seed = -1; allowed: 0 … 4294967295, a whole number'],
    [['vertical', '--seed', '1e3'], '--seed = 1e3;'],
    [['vertical', '--until', '10'], '--until = 10; allowed: a number and a unit: us, ms, s, m, h'],
    [['vertical', '--until', '0s'], '--until = 0s;'],
    [['vertical', '--until', '200h'], '--until = 200h;'],
    [['vertical', '--warmup', '60s'], '--warmup = 1m; allowed: less than --until, 1m'],
    [['vertical', '--seeds', '5'], '--seeds = 5; allowed: only with --kill-each'],
    [['vertical', '--fault', 'hang'], '--fault = hang; allowed: only with --kill-each'],
    [['vertical', '--kill-each', '--fault', 'slow'], '--fault = slow; allowed: crash, power-off, hang'],
    [['vertical', '--kill-each', '--seeds', '0'], '--seeds = 0; allowed: 1 … 1000, a whole number'],
    [['vertical', '--kill-each', '--seeds', '1001'], '--seeds = 1001; allowed: 1 … 1000'],
    [['vertical', '--kill-each', '--seeds', '2.5'], '--seeds = 2.5;'],
    [['vertical', '--kill-each', '--seed', '4294967295'], '--seed = 4294967295; allowed: 0 … 4294967286'],
    [['vertical', '--kill-each', '--until', '11s'], '--until = 11s; allowed: at least 12s'],
    [
      ['vertical', '--kill-each', '--warmup', '30s', '--until', '31s'],
      '--until = 31s; allowed: at least 32s',
    ],
    [['vertical', '--lang', 'de'], '--lang = de; allowed: en, zh'],
    [['vertical', '--set', 'users.arrivalRate=-5'], 'users.arrivalRate = -5; allowed: 0 … 100000 per second'],
    [['vertical', '--set', 'db.x=1'], 'db.x = db; allowed: one of users, lb, api, database, sentinel'],
    [['vertical', '--set', 'sentinel.quorum=4'], 'sentinel.quorum = 4; allowed: 1 … 3'],
    [['vertical', '--do', '1s kill lb'], '--do = kill; allowed: one of crash'],
    [['vertical', '--do', '1s crash db'], '--do = db; allowed: one of users'],
    [[file('empty.json', '')], '= (empty); allowed: JSON text'],
    [[file('text.json', 'hello\nworld')], 'text.json = hello; allowed: JSON text; nothing was run'],
    [[file('binary.json', Uint8Array.of(0x89, 0x50, 0xff, 0))], '= (binary); allowed: JSON text'],
    [[file('big.json', big)], '= 2097153 bytes; allowed: at most 2097152 bytes'],
    [[file('other.json', '{"a":1}')], 'format = (missing); allowed: nines-scenario'],
  ])('%j', (argv, says) => {
    const result = cli('--json', ...argv);
    expect(result).toMatchObject({ exitCode: 2, out: '' });
    expect(result.error).toContain(says);
    expect(result.error).toMatch(/^not accepted: [^\n]+\n$/);
  });

  it('is told in Chinese on request', () => {
    expect(cli('vertical', '--lang=zh', '--set', 'users.arrivalRate=-5').error).toBe(
      '不接受：users.arrivalRate = -5；允许：0 … 100000 每秒；未运行任何内容\n',
    );
  });

  it('never throws and never prints two things, whatever the words', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'vertical',
        '--seed',
        '--set',
        '--do',
        '--until',
        '--json',
        '--lang',
        '1s',
        'users.keys=1',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (argv) => {
        const { exitCode, out, error } = cli(...argv);
        expect(exitCode === 0 ? error : out).toBe('');
        expect(error.split('\n').length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 300 },
    );
  });
});
