// Sums of a run, from the JSON reports of Vitest and Playwright. A test that did not run is a failure unless its skip is
// declared: a runner calls the tests behind a failed hook skipped, and says nothing of a file that it never opened.

/**
 * Tests that may be skipped, each with its reason. A title is the names of its suites and its own, joined by ` › `.
 * @type {readonly { file: string, title: string, why: string }[]}
 */
export const declaredSkips = [];

/** @typedef {{ file: string, title: string, outcome: 'passed' | 'failed' | 'skipped' }} Test */

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
    ...notRun.map(({ file, title }) => `${file}: did not run: ${title}`),
    ...brokenFiles.filter((file) => !told.has(file)).map((file) => `${file}: failed outside of its tests`),
    ...files
      .filter((file) => !known.has(file) && !brokenFiles.includes(file))
      .map((file) => `${file}: has no tests`),
    ...expectedFiles.filter((file) => !files.includes(file)).map((file) => `${file}: was not run`),
    ...errors.map((error) => `outside of any test: ${error}`),
  ];
  if (tests.length === 0) problems.push('no test was collected');
  if (status !== 0 && failed.length + problems.length === 0)
    problems.push(`the runner ended with code ${status} and says no reason`);
  const passed = tests.length - failed.length - notRun.length - skipped.length;
  return { passed, failed: failed.length + problems.length, skipped: skipped.length, problems };
}

const relativeTo = (root) => (path) =>
  path.replaceAll('\\', '/').replace(`${root.replaceAll('\\', '/')}/`, '');

/** A run of Vitest: `report` is what its JSON reporter wrote, `status` its exit code. */
export function countVitest(report, { root, status, expectedFiles, declared = declaredSkips }) {
  const relative = relativeTo(root);
  const outcomes = { passed: 'passed', failed: 'failed' };
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status: outcome }) => ({
      file: relative(name),
      title: [...ancestorTitles, title].join(' › '),
      // Pending, skipped, todo: none of them ran.
      outcome: outcomes[outcome] ?? 'skipped',
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
