// Every part of every recording in test/reference has a test that opens it: a new recording, or a new part of one, fails
// here until it is compared.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/repository.ts';

const folder = join(root, 'test/reference');
const tests = readdirSync(join(root, 'test/conformance'))
  .filter((name) => name.endsWith('.test.ts') && name !== 'coverage.test.ts')
  .map((name) => readFileSync(join(root, 'test/conformance', name), 'utf8'));

/** Whether a test opens the file as a whole, or names the part beside opening the file. */
function isOpened(file: string, part: string): boolean {
  const opening = tests.filter((text) => text.includes(`openRecording('${file}'`));
  return opening.some((text) => text.includes(`openRecording('${file}')`) || text.includes(`'${part}'`));
}

describe('test/reference', () => {
  const recordings = readdirSync(folder).filter((name) => name.endsWith('.json'));

  it('holds the recordings its README tells of', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(recordings.filter((name) => !readme.includes(name))).toEqual([]);
    expect(recordings.length).toBeGreaterThanOrEqual(9);
  });

  it.each(recordings)('%s is opened whole or part by part', (file) => {
    const parts = Object.keys(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object);
    expect(parts.filter((part) => !isOpened(file, part))).toEqual([]);
  });
});
