// A process that keeps one Vitest warm in a copy of the project. The parent says which file has changed and
// which tests to run; each test file still gets a fresh worker, so that nothing leaks from mutant to mutant.
import { relative } from 'node:path';
import { createVitest } from 'vitest/node';

const folder = process.argv[2];
const inFolder = (path) => relative(folder, path).replaceAll('\\', '/');
let order = [];
let failure;
/** The file of the last run: it has been restored since, and Vitest would go on with what was planted in it. */
let before;

class GivenOrder {
  shard(specifications) {
    return specifications;
  }
  sort(specifications) {
    const place = new Map(order.map((test, index) => [test, index]));
    const at = (specification) => place.get(inFolder(specification.moduleId)) ?? order.length;
    return [...specifications].sort((a, b) => at(a) - at(b));
  }
}

function notice(test, name, errors) {
  failure ??= { test, name, message: errors?.[0]?.message?.split('\n')[0] ?? '' };
  // Not awaited: the run waits for its reporters.
  vitest.cancelCurrentRun('test-failure');
}

const reporter = {
  onTestModuleStart(module) {
    process.send({ started: inFolder(module.moduleId) });
  },
  onTestCaseResult(test) {
    const result = test.result();
    if (result.state === 'failed') notice(inFolder(test.module.moduleId), test.fullName, result.errors);
  },
  onTestModuleEnd(module) {
    const test = inFolder(module.moduleId);
    const state = module.state();
    if (state === 'failed') notice(test, 'the file as a whole', module.errors());
    process.send({ ended: test, state, millis: Math.round(module.diagnostic().duration) });
  },
};

const vitest = await createVitest(
  'test',
  {
    root: folder,
    config: `${folder}/vitest.config.ts`,
    watch: false,
    cache: false,
    reporters: [reporter],
    pool: 'forks',
    maxWorkers: 1,
    // A mutant that allocates without end dies soon, and alone.
    execArgv: ['--max-old-space-size=1500'],
    sequence: { sequencer: GivenOrder },
  },
  { server: { watch: null } },
);

/** Paths of the tests that import `file`, directly or not. */
async function relatedTests(file) {
  vitest.config.related = [`${folder}/${file}`];
  const specifications = await vitest.getRelevantTestSpecifications([]);
  vitest.config.related = undefined;
  return specifications.map(({ moduleId }) => inFolder(moduleId));
}

async function run(changed, tests) {
  order = tests;
  failure = undefined;
  for (const file of new Set([changed, before ?? changed])) vitest.invalidateFile(`${folder}/${file}`);
  before = changed;
  const wanted = new Set(tests);
  const specifications = (await vitest.globTestSpecifications()).filter(({ moduleId }) =>
    wanted.has(inFolder(moduleId)),
  );
  const { unhandledErrors } = await vitest.runTestSpecifications(specifications);
  if (unhandledErrors.length > 0) notice('outside any test', 'unhandled error', unhandledErrors);
  return { failure };
}

process.on('message', async (request) => {
  try {
    const answer = request.related
      ? { related: await relatedTests(request.related) }
      : await run(request.changed, request.tests);
    process.send({ answer });
  } catch (error) {
    process.send({ answer: { error: `${error?.stack ?? error}` } });
  }
});
// The parent is gone, killed perhaps: workers must not outlive it.
process.on('disconnect', () => process.exit(1));
process.send({ ready: true });
