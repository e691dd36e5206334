// Set up before each test file: how much processor time the file used, its imports included, goes to the file that
// NINES_TEST_CPU names. Processor time, because wall time on a machine that others use too is theirs as well.
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { afterAll, expect } from 'vitest';
import { root } from './repository.ts';

const log = process.env.NINES_TEST_CPU;

if (log !== undefined) {
  const before = process.cpuUsage();
  afterAll(() => {
    const { user, system } = process.cpuUsage(before);
    const file = relative(root, expect.getState().testPath ?? 'unknown').replaceAll('\\', '/');
    appendFileSync(log, `${Math.round((user + system) / 1000)} ${file}\n`);
  });
}
