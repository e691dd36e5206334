// Plants small errors and sees which of them a test notices:
// `npm run mutate -- --seed 7 --count 40 --in src/engine,src/kinds,src/session,src/worker [--markdown FILE] [--json FILE]`.
// Errors are planted in temporary copies of the project; the tree itself is only read.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { mutate } from './lib/mutate/mutate.mjs';
import { lineText, markdown, summarize, summaryText } from './lib/mutate/report.mjs';
import { installIfNeeded, root } from './lib/project.mjs';

const usage = `npm run mutate -- [options]
  --seed N           which errors are drawn (1)
  --count N          how many (40)
  --in A,B           folders or files to plant them in (src/engine,src/kinds,src/session,src/worker)
  --only N,M         of those drawn, only these, as the table numbers them
  --jobs N           copies worked on at once (2)
  --timeout SECONDS  for all tests of one error (600); a single test that does not come back counts as noticed
  --again FILE       of what an earlier run wrote with --json, those that survived or were not tried
  --list             draw and type-check, run no test
  --markdown FILE    the table, for a note
  --json FILE        the same as data
`;

function readOptions() {
  const text = (fallback) => ({ type: 'string', default: fallback });
  const { values } = parseArgs({
    options: {
      seed: text('1'),
      count: text('40'),
      in: text('src/engine,src/kinds,src/session,src/worker'),
      only: text(''),
      jobs: text('2'),
      timeout: text('600'),
      list: { type: 'boolean', default: false },
      again: { type: 'string' },
      markdown: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const whole = (name, most) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 0 || value > most) {
      throw new Error(`--${name} wants a whole number from 0 to ${most}, not "${values[name]}"`);
    }
    return value;
  };
  return {
    ...values,
    seed: whole('seed', 2 ** 32 - 1),
    count: whole('count', 10_000),
    jobs: Math.max(1, whole('jobs', 4)),
    timeout: whole('timeout', 36_000),
    in: values.in.split(',').filter(Boolean),
    only: values.only.split(',').filter(Boolean).map(Number),
  };
}

async function main() {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(usage);
    return;
  }
  installIfNeeded();
  const started = Date.now();
  const { results, refused } = await mutate(root, options, {
    progress: (text) => process.stderr.write(`${text}\n`),
    judged: (result) => process.stdout.write(`${lineText(result)}\n`),
  });
  const seconds = (Date.now() - started) / 1000;
  process.stdout.write(`\n${summaryText(options.seed, results, refused, seconds)}\n`);
  if (options.markdown) writeFileSync(options.markdown, markdown(options.seed, results, refused, seconds));
  if (options.json) {
    const data = { seed: options.seed, ...summarize(results), refusedByTypes: refused, results };
    writeFileSync(options.json, `${JSON.stringify(data, undefined, 2)}\n`);
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
