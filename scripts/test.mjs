// `npm test` is exactly CI: installs what is missing, then types, lint, dead code, unit and property tests,
// build, size and browser journeys. A later step runs even when an earlier one failed, unless it needs its result.
// A step that is not a test runner counts as one test; the last line is the sum.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './browser.mjs';
import { commands, installIfNeeded, root, runNode } from './lib/project.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };
const results = mkdtempSync(join(tmpdir(), 'nines-test-'));

function heading(text) {
  process.stdout.write(`\n== ${text}\n`);
}

function count(passed, failed, skipped = 0) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/** @returns {boolean} */
function step(name, file, args) {
  heading(name);
  const ok = runNode(file, args) === 0;
  count(ok ? 1 : 0, ok ? 0 : 1);
  return ok;
}

/** Reads a runner's report; a runner that died without one, or failed outside any test, is one failure. */
function runner(name, file, args, env, report, read) {
  heading(name);
  const status = runNode(file, args, { env: { ...process.env, ...env } });
  try {
    const [passed, failed, skipped] = read(JSON.parse(readFileSync(report, 'utf8')));
    count(passed, status !== 0 && failed === 0 ? 1 : failed, skipped);
  } catch {
    count(0, 1);
  }
}

function unitTests() {
  const report = join(results, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  runner('unit and property tests', commands.vitest, args, {}, report, (json) => [
    json.numPassedTests,
    json.numFailedTests,
    json.numPendingTests + (json.numTodoTests ?? 0),
  ]);
}

async function journeys() {
  heading('a browser');
  const chromium = await ensureChromium();
  process.stdout.write(`${chromium}\n`);
  const report = join(results, 'playwright.json');
  const env = { NINES_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const args = ['test', '--reporter=list,json', '--pass-with-no-tests'];
  runner('browser journeys', commands.playwright, args, env, report, ({ stats }) => [
    stats.expected + stats.flaky,
    stats.unexpected,
    stats.skipped,
  ]);
}

installIfNeeded();
step('types', commands.tsc, ['-b']);
step('lint', commands.biome, ['ci']);
step('dead code', commands.knip, []);
unitTests();
if (step('build', commands.vite, ['build'])) {
  step('size', join(root, 'scripts/size.mjs'), []);
  try {
    await journeys();
  } catch (error) {
    process.stdout.write(`${error.message}\n`);
    count(0, 1);
  }
}
rmSync(results, { recursive: true, force: true });

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
