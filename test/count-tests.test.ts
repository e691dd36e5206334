// What `npm test` adds up, on reports of the form that Vitest 4.1 and Playwright 1.65 write (taken from runs of files that
// fail in each of these ways, cut to what is read).
import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest } from '../scripts/lib/count-tests.mjs';

const root = '/anywhere/nines';

interface Assertion {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly failureMessages?: readonly string[];
}

const assertion = (title: string, status: string, ...ancestorTitles: string[]): Assertion => ({
  ancestorTitles,
  title,
  status,
});

const file = (name: string, status: string, ...assertionResults: Assertion[]) => ({
  name: `${root}/${name}`,
  status,
  assertionResults,
});

const good = file(
  'src/good.test.ts',
  'passed',
  assertion('adds', 'passed', 'a sum'),
  assertion('ends', 'passed'),
);

function vitest(testResults: readonly object[], more: Partial<Parameters<typeof countVitest>[1]> = {}) {
  return countVitest({ testResults }, { root, status: 1, expectedFiles: ['src/good.test.ts'], ...more });
}

describe('unit tests', () => {
  it('that all passed are passed', () => {
    expect(vitest([good], { status: 0 })).toEqual({ passed: 2, failed: 0, skipped: 0, problems: [] });
  });

  it('behind a hook that timed out have failed, also where another test failed', () => {
    const behind = [assertion('x', 'skipped', 'suite'), assertion('y', 'skipped', 'suite')];
    const hook = file('test/hook.test.ts', 'failed', ...behind, assertion('z', 'passed'));
    const problems = [
      'test/hook.test.ts: did not run: suite › x',
      'test/hook.test.ts: did not run: suite › y',
    ];
    expect(vitest([good, hook])).toEqual({ passed: 3, failed: 2, skipped: 0, problems });
    const bad = file('test/bad.test.ts', 'failed', assertion('w', 'failed'));
    expect(vitest([good, hook, bad])).toEqual({
      passed: 3,
      failed: 3,
      skipped: 0,
      problems: ['test/bad.test.ts: failed: w', ...problems],
    });
  });

  it('that failed are told with the first lines of why, without colours', () => {
    const why =
      '\u001b[31mError: Property failed after 3 tests\u001b[39m\n{ seed: 7, path: "2" }\nc\n\nfifth';
    const bad = file('test/bad.test.ts', 'failed', {
      ...assertion('w', 'failed', 's'),
      failureMessages: [why],
    });
    expect(vitest([bad], { expectedFiles: [] }).problems).toEqual([
      'test/bad.test.ts: failed: s › w\n    Error: Property failed after 3 tests\n    { seed: 7, path: "2" }\n    c',
    ]);
  });

  it.each(['skipped', 'pending', 'todo', 'disabled'])(
    'called %s have failed, unless their skip is declared',
    (status) => {
      const some = file('test/some.test.ts', 'passed', assertion('later', status, 'suite'));
      expect(vitest([good, some], { status: 0 })).toMatchObject({ passed: 2, failed: 1, skipped: 0 });
      const declared = [{ file: 'test/some.test.ts', title: 'suite › later', why: 'needs another machine' }];
      expect(vitest([good, some], { status: 0, declared })).toMatchObject({
        passed: 2,
        failed: 0,
        skipped: 1,
      });
      const other = [{ file: 'test/some.test.ts', title: 'later', why: 'another title' }];
      expect(vitest([good, some], { status: 0, declared: other }).failed).toBe(1);
    },
  );

  it('of a file that did not load, or whose last hook failed, or that holds none, count as one failure a file', () => {
    const unloaded = file('test/unloaded.test.ts', 'failed');
    const after = file('test/after.test.ts', 'failed', assertion('q', 'passed'));
    const empty = file('test/empty.test.ts', 'passed');
    const bad = file('test/bad.test.ts', 'failed', assertion('w', 'failed'));
    expect(vitest([good, unloaded, after, empty, bad])).toEqual({
      passed: 3,
      failed: 4,
      skipped: 0,
      problems: [
        'test/bad.test.ts: failed: w',
        'test/unloaded.test.ts: failed outside of its tests',
        'test/after.test.ts: failed outside of its tests',
        'test/empty.test.ts: has no tests',
      ],
    });
  });

  it('of a file that the report does not name count as one failure', () => {
    const expectedFiles = ['src/good.test.ts', 'src/lost.test.ts'];
    expect(vitest([good], { status: 0, expectedFiles })).toMatchObject({
      failed: 1,
      problems: ['src/lost.test.ts: was not run'],
    });
  });

  it('that are none at all, or a runner that fails and does not say why, are a failure', () => {
    expect(vitest([], { status: 0, expectedFiles: [] }).problems).toEqual(['no test was collected']);
    // An error thrown after its test has ended: Vitest calls every file passed and ends with 1.
    expect(vitest([good])).toMatchObject({
      passed: 2,
      failed: 1,
      problems: ['the runner ended with code 1 and says no reason'],
    });
  });
});

interface Suite {
  readonly title: string;
  readonly file: string;
  readonly specs: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly results?: readonly { readonly error?: { readonly message: string } }[];
    }[];
  }[];
  readonly suites?: readonly Suite[];
}

const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
const kill: Suite = {
  title: 'kill.spec.ts',
  file: 'kill.spec.ts',
  specs: [spec('kills', 'expected')],
  suites: [{ title: 'by key', file: 'kill.spec.ts', specs: [spec('k', 'expected')] }],
};

function playwright(
  suites: readonly Suite[],
  more: Partial<Parameters<typeof countPlaywright>[1]> = {},
  errors: readonly { readonly message: string }[] = [],
) {
  const options = { folder: 'e2e', status: 1, expectedFiles: ['e2e/kill.spec.ts'], ...more };
  return countPlaywright({ suites, errors }, options);
}

describe('journeys', () => {
  it('that all passed are passed', () => {
    expect(playwright([kill], { status: 0 })).toEqual({ passed: 2, failed: 0, skipped: 0, problems: [] });
  });

  it('behind a failed hook, or after a failed one of their series, have failed', () => {
    const specs = [spec('x', 'unexpected'), spec('y', 'skipped')];
    const hook = {
      title: 'hook.spec.ts',
      file: 'hook.spec.ts',
      specs: [],
      suites: [{ title: 'suite', file: 'hook.spec.ts', specs }],
    };
    expect(playwright([kill, hook])).toEqual({
      passed: 2,
      failed: 2,
      skipped: 0,
      problems: ['e2e/hook.spec.ts: failed: suite › x', 'e2e/hook.spec.ts: did not run: suite › y'],
    });
    const declared = [{ file: 'e2e/hook.spec.ts', title: 'suite › y', why: 'only in one browser' }];
    expect(playwright([kill, hook], { declared })).toMatchObject({ passed: 2, failed: 1, skipped: 1 });
  });

  it('that passed at the second try have failed, and the first says why', () => {
    const tests = [{ status: 'flaky', results: [{ error: { message: 'Timed out\nat x' } }, {}] }];
    const specs = [{ title: 'now and then', tests }];
    const flaky = { title: 'f', file: 'flaky.spec.ts', specs };
    expect(playwright([kill, flaky], { status: 0 })).toMatchObject({
      passed: 2,
      failed: 1,
      problems: ['e2e/flaky.spec.ts: failed: now and then\n    Timed out\n    at x'],
    });
  });

  it('that were never collected, because one file did not load, are a failure each file and one more', () => {
    const message = "Error: Cannot find module './nowhere'\n  at kill.spec.ts";
    expect(playwright([], {}, [{ message }])).toEqual({
      passed: 0,
      failed: 3,
      skipped: 0,
      problems: [
        'e2e/kill.spec.ts: was not run',
        "outside of any test: Error: Cannot find module './nowhere'",
        'no test was collected',
      ],
    });
  });
});
