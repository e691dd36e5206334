// Sums of a run, from the JSON reports of Vitest and Playwright. A test that did not run is a failure unless its skip is
// declared: a runner calls the tests behind a failed hook skipped, and says nothing of a file that it never opened.
import { stripVTControlCharacters } from 'node:util';

/**
 * Tests that may be skipped, each with its reason. A title is the names of its suites and its own, joined by ` › `.
 * @type {readonly { file: string, title: string, why: string }[]}
 */
export const declaredSkips = [];

/**
 * `why`: what a failed one says, in full.
 * @typedef {{ file: string, title: string, outcome: 'passed' | 'failed' | 'skipped', why?: string }} Test
 */

const linesOfReason = 4;

/** A failed test by its name and the first lines of its reason: of a run elsewhere people may see only the end. */
function failure({ file, title, why = '' }) {
  const lines = stripVTControlCharacters(why).split('\n').slice(0, linesOfReason);
  return [
    `${file}: failed: ${title}`,
    ...lines.map((line) => line.trim()).filter((line) => line !== ''),
  ].join('\n    ');
}

/**
 * @param {readonly Test[]} tests
 * @param {{ files: readonly string[], brokenFiles: readonly string[], errors: readonly string[],
 *   expectedFiles: readonly string[], status: number, declared: typeof declaredSkips }} rest
 */
function sum(tests, { files, brokenFiles, errors, expectedFiles, status, declared }) {
  const isDeclared = ({ file, title }) => declared.some((skip) => skip.file === file && skip.title === title);
  const skipped = tests.filter((test) => test.outcome === 'skipped' && isDeclared(test));
  const failed = tests.filter(({ outcome }) => outcome === 'failed');
  const notRun = tests.filter((test) => test.outcome === 'skipped' && !isDeclared(test));
  const filesWith = (some) => new Set(some.map(({ file }) => file));
  const [known, told] = [filesWith(tests), filesWith([...failed, ...notRun])];
  const problems = [
    ...failed.map(failure),
    ...notRun.map(({ file, title }) => `${file}: did not run: ${title}`),
    ...brokenFiles.filter((file) => !told.has(file)).map((file) => `${file}: failed outside of its tests`),
    ...files
      .filter((file) => !known.has(file) && !brokenFiles.includes(file))
      .map((file) => `${file}: has no tests`),
    ...expectedFiles.filter((file) => !files.includes(file)).map((file) => `${file}: was not run`),
    ...errors.map((error) => `outside of any test: ${error}`),
  ];
  if (tests.length === 0) problems.push('no test was collected');
  if (status !== 0 && problems.length === 0)
    problems.push(`the runner ended with code ${status} and says no reason`);
  const passed = tests.length - failed.length - notRun.length - skipped.length;
  return { passed, failed: problems.length, skipped: skipped.length, problems };
}

const relativeTo = (root) => (path) =>
  path.replaceAll('\\', '/').replace(`${root.replaceAll('\\', '/')}/`, '');

/** A run of Vitest: `report` is what its JSON reporter wrote, `status` its exit code. */
export function countVitest(report, { root, status, expectedFiles, declared = declaredSkips }) {
  const relative = relativeTo(root);
  const outcomes = { passed: 'passed', failed: 'failed' };
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status: outcome, failureMessages = [] }) => ({
      file: relative(name),
      title: [...ancestorTitles, title].join(' › '),
      // Pending, skipped, todo: none of them ran.
      outcome: outcomes[outcome] ?? 'skipped',
      why: failureMessages[0],
    })),
  );
  const nameOf = ({ name }) => relative(name);
  return sum(tests, {
    files: report.testResults.map(nameOf),
    brokenFiles: report.testResults.filter(({ status: ended }) => ended !== 'passed').map(nameOf),
    errors: [],
    expectedFiles,
    status,
    declared,
  });
}

function* testsOf(suite, folder, file, titles = []) {
  for (const spec of suite.specs ?? [])
    for (const test of spec.tests)
      yield {
        file: `${folder}/${file}`,
        title: [...titles, spec.title].join(' › '),
        // With retries a flaky test is one that failed.
        outcome: { expected: 'passed', skipped: 'skipped' }[test.status] ?? 'failed',
        why: (test.results ?? []).flatMap(({ error }) => error?.message ?? [])[0],
      };
  for (const inner of suite.suites ?? []) yield* testsOf(inner, folder, file, [...titles, inner.title]);
}

/** A run of Playwright, whose report names files as they are called inside `folder`. */
export function countPlaywright(report, { folder, status, expectedFiles, declared = declaredSkips }) {
  const tests = report.suites.flatMap((suite) => [...testsOf(suite, folder, suite.file)]);
  return sum(tests, {
    files: report.suites.map(({ file }) => `${folder}/${file}`),
    brokenFiles: [],
    errors: report.errors.map(({ message }) => (message ?? 'no message').split('\n')[0]),
    expectedFiles,
    status,
    declared,
  });
}
