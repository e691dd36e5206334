/**
 * `npm run bench [-- --json] [section…]`: speed as figures to look at, not gates. A new section is a file in `sections/`
 * that exports its `run`, and a line in the table below.
 */
import type { Row, Section, Tools } from './measure.ts';
import { run as browser } from './sections/browser.ts';
import { run as calls } from './sections/calls.ts';
import { run as checkpoints } from './sections/checkpoints.ts';
import { run as engine } from './sections/engine.ts';
import { run as kernel } from './sections/kernel.ts';
import { run as limit } from './sections/limit.ts';
import { run as mechanisms } from './sections/mechanisms.ts';
import { run as memory } from './sections/memory.ts';
import { run as policies } from './sections/policies.ts';
import { run as primitives } from './sections/primitives.ts';
import { run as servers } from './sections/servers.ts';

const sections: Readonly<Record<string, Section>> = {
  kernel,
  calls,
  primitives,
  mechanisms,
  engine,
  servers,
  policies,
  limit,
  memory,
  checkpoints,
  browser,
};

function printTable(name: string, rows: readonly Row[]): void {
  const width = Math.max(...rows.map((row) => row.name.length));
  console.log(`\n${name}`);
  for (const row of rows) {
    const value = row.value.toPrecision(3).padStart(9);
    console.log(
      `  ${row.name.padEnd(width)} ${value} ${row.unit}${row.note === undefined ? '' : `  (${row.note})`}`,
    );
  }
}

export async function main(argv: readonly string[], tools: Tools): Promise<number> {
  const isJson = argv.includes('--json');
  const wanted = argv.filter((argument) => !argument.startsWith('--'));
  const unknown = wanted.find((name) => !(name in sections));
  if (unknown !== undefined) {
    console.error(`section: ${unknown} (allowed: ${Object.keys(sections).join(', ')})`);
    return 2;
  }
  const report: Record<string, readonly Row[]> = {};
  for (const [name, run] of Object.entries(sections)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const rows = await run(tools);
    report[name] = rows;
    if (!isJson) printTable(name, rows);
  }
  if (isJson) console.log(JSON.stringify(report, undefined, 2));
  return 0;
}
