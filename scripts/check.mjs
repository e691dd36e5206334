// The loop while writing, under a minute: everything of `npm test` that needs neither a browser nor many
// replications, recordings or made-up projects. Dead code is shown but does not fail here, because half-built things
// look dead.
import { commands, installIfNeeded, runNode } from './lib/project.mjs';

// Files share a process here, which saves half of the time of the small ones; in `npm test` each has its own, so that
// none can depend on another.
const leftOut = ['**/*.slow.test.ts', 'test/conformance/**', 'test/stats/**', 'test/soak/**', 'test/fuzz/**'];

/** @type {readonly (readonly [name: string, file: string, args: string[]])[]} */
const steps = [
  ['types', commands.tsc, ['-b']],
  ['lint', commands.biome, ['ci']],
  ['dead code (shown only)', commands.knip, ['--no-exit-code']],
  [
    'unit tests',
    commands.vitest,
    ['run', '--no-isolate', ...leftOut.map((pattern) => `--exclude=${pattern}`)],
  ],
];

installIfNeeded();
const failed = [];
for (const [name, file, args] of steps) {
  process.stdout.write(`\n== ${name}\n`);
  if (runNode(file, args) !== 0) failed.push(name);
}
process.stdout.write(failed.length === 0 ? '\ncheck passed\n' : `\ncheck failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
