// `--replay` from the command line to the blueprint, and what is refused on the way.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countLog, makeLog } from '../../test/support/access-logs.ts';
import { trafficOf } from '../../test/support/tape-lab.ts';
import { createEngine } from '../engine/engine.ts';
import { tapeReference } from '../scenario/tape/make-tape.ts';
import { templates } from '../scenario/templates/index.ts';
import { run } from './run.ts';
import { fakeEngine, type Seen } from './testing/fake-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'nines-replay-'));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
afterAll(() => rmSync(folder, { recursive: true }));

const text = makeLog({ requests: 2_000, seed: 6 });
const log = file('access.log', text);
const otherLog = file('other.log', makeLog({ requests: 200, seed: 7 }));
const tape = tapeReference(trafficOf(text), { speedup: 50, gapMaxMillis: 1_000 });
const recorded = file(
  'run.json',
  JSON.stringify({
    format: 'nines-run',
    version: 1,
    scenario: { ...templates.vertical, tape },
    seed: 3,
    log: ['1s crash lb'],
  }),
);

const seen: Partial<Seen> = {};
const cli = (...argv: string[]) => run(argv, fakeEngine(seen));

describe('--replay', () => {
  it('lets the file arrive, until its end and the last timeout', () => {
    expect(cli('vertical', '--replay', log, '--speedup', '1000', '--gap-max', '2s')).toMatchObject({
      error: '',
    });
    const played = seen.blueprint!.tape!;
    expect(played.offsets).toHaveLength(2_000);
    expect(seen.until).toBe(played.offsets.at(-1)! + 5_000_000);
    expect(cli('vertical', '--replay', log, '--until', '3s').exitCode).toBe(0);
    expect(seen.until).toBe(3_000_000);
  });

  it('reports what the file holds, in numbers counted apart, and carries all of it', () => {
    const counted = countLog(text);
    const argv = ['vertical', '--replay', log, '--speedup', '1000', '--gap-max', '2s', '--json'];
    const report = JSON.parse(run(argv, createEngine).out) as {
      readonly tape: object;
      readonly requests: Record<'read' | 'write', { readonly arrived: number; readonly inFlight: number }>;
    };
    expect(report.tape).toMatchObject({
      ...counted,
      fileName: 'access.log',
      speedup: 1_000,
      gapMaxMillis: 2_000,
      malformed: 0,
    });
    expect(report.requests).toMatchObject({
      read: { arrived: counted.reads, inFlight: 0 },
      write: { arrived: counted.writes, inFlight: 0 },
    });
  });

  it('is told to people in their language, with the first malformed line', () => {
    const withBad = file('bad.log', `${text}oops\n`);
    expect(cli('vertical', '--replay', withBad).out).toContain(
      '1 malformed of 2,001 lines; the first is line 2001: oops',
    );
    expect(cli('vertical', '--replay', withBad, '--lang', 'zh').out).toContain('第一处在第 2001 行：oops');
  });

  it('tells of lines without a request and of NULs, to people and to programs', () => {
    const noise = '198.18.0.1 - - [17/May/2015:10:05:03 +0000] "\\x16\\x03\\x01" 400 150';
    const noisy = file('noisy.log', `${text}${noise}\n\0\0\0\0`);
    const { out } = cli('vertical', '--replay', noisy);
    expect(out).toContain(
      'left out: 1 of 2,001 lines hold no request; the first is line 2001: 198.18.0.1 - -',
    );
    expect(out).toContain('skipped: 4 NUL bytes; the first in line 2002');
    const chinese = cli('vertical', '--replay', noisy, '--lang', 'zh').out;
    expect(chinese).toContain('未计入：2,001 行中有 1 行不含请求；第一处在第 2001 行：198.18.0.1');
    expect(chinese).toContain('已跳过：4 个 NUL 字节；第一处在第 2002 行');
    const { tape: told } = JSON.parse(cli('vertical', '--replay', noisy, '--json').out) as { tape: object };
    expect(told).toMatchObject({
      ...countLog(text),
      malformed: 0,
      noRequest: 1,
      firstNoRequest: { line: 2_001 },
      nulBytes: 4,
      firstNulLine: 2_002,
    });
  });

  it('repeats a recorded run as it was', () => {
    expect(cli(recorded, '--replay', log)).toMatchObject({ error: '' });
    expect(seen).toMatchObject({ seed: 3, log: [{ at: 1_000_000 }] });
    expect(seen.blueprint!.tape!.contentHash).toContain(tape.contentHash);
    expect(cli(recorded, '--replay', log, '--speedup', '50').exitCode).toBe(0);
  });

  it.each<[string[], string]>([
    [['vertical', '--speedup', '2'], '--speedup = 2; allowed: only with --replay'],
    [['vertical', '--gap-max', '2s'], '--gap-max = 2s; allowed: only with --replay'],
    [['vertical', '--replay', log, '--speedup', '0'], '--speedup = 0; allowed: 0.001 … 1000000'],
    [['vertical', '--replay', log, '--speedup', 'fast'], '--speedup = fast;'],
    [['vertical', '--replay', log, '--gap-max', '0.5ms'], '--gap-max = 0.5ms;'],
    [['vertical', '--replay', join(folder, 'none')], '(cannot be read); allowed: an access log'],
    [['vertical', '--replay', folder], `--replay = ${folder}; allowed: an access log`],
    [
      ['vertical', '--replay', file('text', 'a\nb\n')],
      'text:1 = a; allowed: at most 1 % malformed lines (2 of 2 are)',
    ],
    [
      ['vertical', '--replay', log, '--set', 'users.keys=5'],
      'users.keys = keys; allowed: no drawn traffic while a tape is played',
    ],
    [['vertical', '--replay', log, '--do', '1s set users.arrivalRate=5'], 'allowed: no drawn traffic'],
    [
      ['vertical', '--replay', log, '--speedup', '100000', '--kill-each'],
      '--warmup = 10s (warm-up); allowed: less than the tape',
    ],
    [[recorded], `--replay = (missing); allowed: the file access.log with content hash ${tape.contentHash}`],
    [[recorded, '--replay', otherLog], 'tape = other.log (sha256-'],
    [
      [recorded, '--replay', log, '--speedup', '60'],
      "--speedup = 60; allowed: 50, as the scenario's tape says",
    ],
    [[recorded, '--replay', log, '--gap-max', '2s'], '--gap-max = 2000; allowed: 1000'],
  ])('%j', (argv, says) => {
    const result = cli(...argv);
    expect(result).toMatchObject({ exitCode: 2, out: '' });
    expect(result.error).toContain(says);
    expect(result.error.trimEnd()).not.toContain('\n');
  });
});
