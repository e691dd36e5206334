// Draws errors, plants each in a copy of the project, and asks the tests that reach it.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, commands } from '../project.mjs';
import { Bench } from './bench.mjs';
import { makeCopy, plant, sweepCopies } from './copy.mjs';
import { drawMutants } from './draw.mjs';

/** Sources below `path`, without tests and what only tests use. */
function sourcesIn(root, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stats) throw new Error(`${path} does not exist`);
  if (!stats.isDirectory()) return [path];
  return readdirSync(join(root, path), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const child = `${path}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === 'testing' ? [] : sourcesIn(root, child);
      return /\.tsx?$/.test(entry.name) && !/\.(test|bench|d)\.tsx?$/.test(entry.name) ? [child] : [];
    });
}

export function readSources(root, paths) {
  const files = [...new Set(paths.flatMap((path) => sourcesIn(root, path.replace(/\/+$/, ''))))];
  return files.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const millisFile = join(cacheFolder, 'mutate-millis.json');

/** How long each test file took when it last passed, also in earlier runs: only the order of trying depends on it. */
function readMillis() {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(millisFile, 'utf8'))));
  } catch {
    return new Map();
  }
}

function writeMillis(millis) {
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(millisFile, JSON.stringify(Object.fromEntries(millis)));
}

/** The TypeScript project that a source belongs to: a small error changes hardly ever what others see of its types. */
function projectOf(folder, path) {
  const { include } = JSON.parse(readFileSync(join(folder, 'tsconfig.engine.json'), 'utf8'));
  if (include.some((room) => path.startsWith(`${room}/`))) return 'tsconfig.engine.json';
  return path.startsWith('src/') ? 'tsconfig.app.json' : 'tsconfig.json';
}

/** Whether that project still type-checks; only what changed since the last check is looked at again. */
function typesAgree(folder, project) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [commands.tsc, '-b', project], { cwd: folder, stdio: 'ignore' });
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** The first `count` mutants of the seed that the type checker accepts: the compiler is not one of the tests. */
async function drawAccepted(folder, sources, { seed, count }, progress) {
  const accepted = [];
  let refused = 0;
  if (!(await typesAgree(folder, 'tsconfig.app.json')))
    throw new Error('the project does not type-check as it is');
  for (const mutant of drawMutants(sources, seed)) {
    if (accepted.length === count) break;
    const restore = plant(folder, mutant);
    const agrees = await typesAgree(folder, projectOf(folder, mutant.path));
    restore();
    if (agrees) accepted.push(mutant);
    else refused += 1;
  }
  progress(`${accepted.length} drawn, ${refused} refused by the type checker`);
  return { accepted, refused };
}

function onEnd(clean) {
  process.on('exit', clean);
  const stop = (signal) => {
    clean();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
}

/** What an earlier run has drawn: those that survived it or were not tried are to be tried, the others stay judged. */
function readEarlier(file) {
  const { results, refusedByTypes } = JSON.parse(readFileSync(file, 'utf8'));
  const isOpen = ({ failure, untried }) => untried || !failure;
  return {
    judged: results.filter((result) => !isOpen(result)),
    open: results.filter(isOpen).map(({ number, mutant }) => ({ number, mutant })),
    refused: refusedByTypes,
  };
}

async function drawAnew(root, folder, options, output) {
  const sources = readSources(root, options.in);
  const { accepted, refused } = await drawAccepted(folder, sources, options, output.progress);
  return { judged: [], open: accepted.map((mutant, index) => ({ number: index + 1, mutant })), refused };
}

/** Draws in the first copy, then tries every mutant in whichever copy is free. */
async function tryEach(root, options, output, newBench) {
  const first = newBench();
  const drawn =
    options.again === undefined
      ? await drawAnew(root, first.folder, options, output)
      : readEarlier(options.again);
  const isWanted = ({ number }) => options.only.length === 0 || options.only.includes(number);
  const wanted = drawn.open.filter(isWanted);
  const left = drawn.open.filter((one) => !isWanted(one));
  const results = [...drawn.judged];
  let next = 0;
  const work = async (bench) => {
    while (next < wanted.length) {
      const { mutant, number } = wanted[next++];
      const verdict = options.list ? { untried: true, seconds: 0 } : await bench.judge(mutant);
      const result = { number, mutant, ...verdict };
      results.push(result);
      output.judged(result);
    }
  };
  const jobs = options.list ? 1 : Math.min(options.jobs, wanted.length);
  await Promise.all([first, ...Array.from({ length: Math.max(0, jobs - 1) }, newBench)].map(work));
  if (options.again !== undefined) {
    for (const { number, mutant } of left) results.push({ number, mutant, untried: true, seconds: 0 });
  }
  return { results: results.sort((a, b) => a.number - b.number), refused: drawn.refused };
}

/**
 * @param {string} root
 * @param {{ seed: number, count: number, in: string[], only: number[], jobs: number, timeout: number, list: boolean, again?: string }} options
 * @param {{ progress(text: string): void, judged(result: object, all: object[]): void }} output
 */
export async function mutate(root, options, output) {
  sweepCopies();
  const benches = [];
  const clear = () => {
    for (const bench of benches.splice(0)) bench.clear();
  };
  onEnd(clear);
  const millis = readMillis();
  const newBench = () => {
    const bench = new Bench(makeCopy(root), options.timeout * 1000, millis);
    benches.push(bench);
    return bench;
  };
  try {
    return await tryEach(root, options, output, newBench);
  } finally {
    // Also when something went wrong: a warm Vitest would keep this process alive.
    clear();
    if (!options.list) writeMillis(millis);
  }
}
