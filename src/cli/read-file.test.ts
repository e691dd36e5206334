// A pipe says nothing about its length, and may have no end.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeLog } from '../../test/support/access-logs.ts';
import { templates } from '../scenario/templates/index.ts';
import { run } from './run.ts';
import { fakeEngine, type Seen } from './testing/fake-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'nines-pipe-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A named pipe that another process writes into: the reader below waits for it without turning the event loop. */
function pipeOf(name: string, command: string): string {
  const path = join(folder, name);
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
  spawn('sh', ['-c', `${command} > "$0"`, path], { stdio: 'ignore' }).unref();
  return path;
}

const seen: Partial<Seen> = {};
const cli = (...argv: string[]) => run(argv, fakeEngine(seen));

describe.skipIf(process.platform === 'win32')('a pipe', () => {
  it('is read to its end', () => {
    const log = join(folder, 'access.log');
    writeFileSync(log, makeLog({ requests: 3_000, seed: 3 }));
    expect(cli('vertical', '--replay', pipeOf('log', `cat "${log}"`), '--speedup', '1000')).toMatchObject({
      error: '',
    });
    expect(seen.blueprint!.tape!.offsets).toHaveLength(3_000);
    const scenario = join(folder, 'scenario.json');
    writeFileSync(scenario, JSON.stringify({ ...templates.mm1, name: 'piped' }));
    expect(cli(pipeOf('scenario', `cat "${scenario}"`))).toMatchObject({ error: '' });
    expect(seen.blueprint!.name).toBe('piped');
  });

  it('without an end is read to the limit and refused', () => {
    expect(cli(pipeOf('endless-scenario', 'yes')).error).toMatch(
      /allowed: at most 2097152 bytes; nothing was run\n$/,
    );
    expect(cli('vertical', '--replay', pipeOf('endless-log', 'yes')).error).toMatch(
      /allowed: at most 52428800 bytes; nothing was run\n$/,
    );
  });
});
