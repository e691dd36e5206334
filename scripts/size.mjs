// What dist weighs, and whether the first view keeps to its budget: run after the build, by CI too.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './lib/project.mjs';
import { sumsOf, weigh } from './lib/weigh.mjs';

/** Bytes after gzip of the scripts that the first view asks for, one language included, the worker apart. */
const budget = 200_000;
const folder = join(root, 'dist');

function readBuild() {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(folder, path).replaceAll(sep, '/'), readFileSync(path)]));
}

const kilobytes = (bytes) => (bytes / 1_000).toFixed(1).padStart(9);

function print(rows, nameOf) {
  const width = Math.max(...rows.map((row) => nameOf(row).length));
  process.stdout.write(`${''.padEnd(width)}   raw, KB  gzip, KB\n`);
  for (const row of rows) {
    const part = row.path === undefined ? '' : `  ${row.part}`;
    process.stdout.write(
      `${nameOf(row).padEnd(width)} ${kilobytes(row.raw)} ${kilobytes(row.gzip)}${part}\n`,
    );
  }
  process.stdout.write('\n');
}

if (!existsSync(folder)) throw new Error('There is no dist: build first.');
const rows = weigh(readBuild());
const sums = sumsOf(rows);
const total = sumsOf(rows.map((row) => ({ ...row, part: 'all' })));
print(rows, ({ path }) => path);
print([...sums, ...total], ({ part, files }) => `${part} (${files})`);

const first = sums.find(({ part }) => part === 'first view, script')?.gzip ?? 0;
const verdict = first > budget ? 'OVER the budget' : 'within the budget';
process.stdout.write(
  `scripts of the first view:${kilobytes(first)} KB gzip, ${verdict} of ${budget / 1_000} KB\n`,
);
process.exitCode = first > 0 && first <= budget ? 0 : 1;
