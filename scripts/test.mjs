// `npm test` is exactly CI: installs what is missing, then types, lint, dead code, unit and property tests,
// build, size and browser journeys. A later step runs even when an earlier one failed, unless it needs its result.
// A step that is not a test runner counts as one test; the last line is the sum.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { ensureChromium } from './browser.mjs';
import { countPlaywright, countVitest } from './lib/count-tests.mjs';
import { commands, installIfNeeded, root, runNode } from './lib/project.mjs';
import { filesOverLimit, slowestFiles, slowestJourneys, timeLines } from './lib/test-times.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };
const times = new Map();
/** What failed, a line or a few each: told at the end, where people look first. */
const failures = [];
const results = mkdtempSync(join(tmpdir(), 'nines-test-'));

function say(lines) {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

function count({ passed = 0, failed = 0, skipped = 0, problems = [] }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  failures.push(...problems);
}

async function timed(name, work) {
  say(['', `== ${name}`]);
  const started = performance.now();
  try {
    return await work();
  } finally {
    times.set(name, performance.now() - started);
  }
}

async function step(name, file, args) {
  const ok = (await timed(name, () => runNode(file, args))) === 0;
  count(ok ? { passed: 1 } : { failed: 1, problems: [`${name}: failed`] });
  return ok;
}

/** Paths of the tests in a folder, as they are on disk: a runner that overlooks one is noticed. */
function filesIn(folder, isTest) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((path) => `${folder}/${path.replaceAll(sep, '/')}`)
    .filter(isTest);
}

/** A runner that died without a report is one failure. */
async function runner(name, file, args, env, report, read) {
  const status = await timed(name, () => runNode(file, args, { env: { ...process.env, ...env } }));
  if (existsSync(report)) read(JSON.parse(readFileSync(report, 'utf8')), status);
  else count({ failed: 1, problems: [`${name}: no report, code ${status}`] });
}

async function unitTests() {
  const report = join(results, 'vitest.json');
  const cpu = join(results, 'cpu.txt');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const expectedFiles = ['src', 'test'].flatMap((folder) =>
    filesIn(folder, (path) => /\.test\.tsx?$/.test(path)),
  );
  await runner(
    'unit and property tests',
    commands.vitest,
    args,
    { NINES_TEST_CPU: cpu },
    report,
    (json, status) => {
      const log = existsSync(cpu) ? readFileSync(cpu, 'utf8') : '';
      say(['most processor time:', ...slowestFiles(log)]);
      count(countVitest(json, { root, status, expectedFiles }));
      const problems = filesOverLimit(log);
      count({ passed: problems.length === 0 ? 1 : 0, failed: problems.length, problems });
    },
  );
}

async function journeys() {
  const chromium = await timed('a browser', ensureChromium);
  say([chromium]);
  const report = join(results, 'playwright.json');
  const env = { NINES_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const args = ['test', '--reporter=list,json'];
  const folder = 'e2e';
  const expectedFiles = filesIn(
    folder,
    (path) => path.endsWith('.spec.ts') && !path.endsWith('shots.spec.ts'),
  );
  await runner('browser journeys', commands.playwright, args, env, report, (json, status) => {
    say(['slowest:', ...slowestJourneys(json)]);
    count(countPlaywright(json, { folder, status, expectedFiles }));
  });
}

installIfNeeded();
await step('types', commands.tsc, ['-b']);
await step('lint', commands.biome, ['ci']);
await step('dead code', commands.knip, []);
await unitTests();
if (await step('build', commands.vite, ['build'])) {
  await step('size', join(root, 'scripts/size.mjs'), []);
  try {
    await journeys();
  } catch (error) {
    count({ failed: 1, problems: [error.message] });
  }
}
rmSync(results, { recursive: true, force: true });

say(['', '== times', ...timeLines(times)]);
if (failures.length > 0) say(['', '== failed', ...failures]);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
say(['', `${total.passed} passed, ${total.failed} failed${skipped}`]);
process.exitCode = total.failed > 0 ? 1 : 0;
