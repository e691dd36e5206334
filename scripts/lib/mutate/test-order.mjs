// In which order tests are tried on a mutant: the code's own test first, because it knows it best; then the
// recorded hashes, which see in seconds whether a run has changed at all; then the other tests beside the code, the
// engine suites, and whatever else reaches the file; what is known to be slow comes last.
import { basename, dirname } from 'node:path/posix';

const suites = ['test/engine/', 'test/observer/', 'test/soak/'];
const hashes = 'test/engine/determinism-goldens.test.ts';
const slowMillis = 20_000;

function stage(test, mutated) {
  const name = basename(mutated).replace(/\.tsx?$/, '');
  if (test === hashes) return 1;
  if (dirname(test) === dirname(mutated)) return basename(test).startsWith(`${name}.`) ? 0 : 2;
  const room = mutated.split('/').slice(0, 2).join('/');
  if (test.startsWith(`${room}/`)) return 3;
  return suites.some((suite) => test.startsWith(suite)) ? 4 : 5;
}

/**
 * @param {readonly string[]} tests paths relative to the project
 * @param {string} mutated
 * @param {ReadonlyMap<string, number>} millis how long a file took when it last passed
 */
export function orderTests(tests, mutated, millis) {
  const keyed = tests.map((test) => {
    const slow = (millis.get(test) ?? 0) > slowMillis || test.includes('.slow.test.');
    return { test, slow: slow ? 1 : 0, stage: stage(test, mutated), millis: millis.get(test) ?? 0 };
  });
  keyed.sort(
    (a, b) => a.slow - b.slow || a.stage - b.stage || a.millis - b.millis || (a.test < b.test ? -1 : 1),
  );
  return keyed.map(({ test }) => test);
}
