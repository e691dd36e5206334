/**
 * A new instrument of a kind takes its declaration and its counting, both in the kind's model, and a word in each
 * language: the compiler names the words that are missing, and then it is in rows, frames, history and the inspector of
 * a connection. Done on a copy of `src`, with an instrument on the edges of the load balancer.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const model = 'src/kinds/load-balancer/model.ts';
const words = ['en', 'zh'].map((language) => `src/kinds/load-balancer/words.${language}.ts`);

let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'nines-dummy-instrument-'));
  const isTest = (path: string) => /\.(test|bench)\.tsx?$|\/(testing|fixtures)$/.test(path);
  cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true, filter: (path) => !isTest(path) });
  cpSync(join(root, 'test/dummy-instrument/run.txt'), join(copy, 'src/run-dummy.ts'));
  for (const name of ['tsconfig.base.json', 'package.json']) cpSync(join(root, name), join(copy, name));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const compilerOptions = {
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    types: ['vite/client', 'node'],
    jsx: 'react-jsx',
    noEmit: true,
  };
  // The service worker lives among other globals and has a project of its own.
  const exclude = ['src/app/service-worker/worker.ts'];
  const config = { extends: './tsconfig.base.json', compilerOptions, include: ['src'], exclude };
  writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(config));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Puts lines before or behind a place; a place that is not there means that this test is out of date. */
function insert(file: string, where: 'before' | 'behind', place: string, ...lines: readonly string[]): void {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(place)) throw new Error(`${file} has no ${place}`);
  const inserted = lines.map((line) => `${line}\n`).join('');
  writeFileSync(path, text.replace(place, where === 'before' ? inserted + place : place + inserted));
}

function declare(): void {
  insert(
    model,
    'before',
    "import { loadBalancerParameters } from './spec.ts';\n",
    "import type { Counter } from '../../engine/telemetry/instrument-panel.ts';",
    "import type { Instrument } from '../../engine/telemetry/layout.ts';",
  );
  insert(
    model,
    'before',
    'export class LoadBalancer ',
    'const firstTries = {',
    "  id: 'firstTries', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum',",
    '} as const satisfies Instrument;',
  );
  insert(model, 'behind', "  name: 'load-balancer',\n", '  instruments: { firstTries },');
}

function count(): void {
  insert(model, 'before', '  private watches: Watch[];\n', '  private readonly tries: readonly Counter[];');
  insert(
    model,
    'behind',
    '    this.servers = site.servers;\n',
    '    this.tries = this.servers.map((server) => site.meter.counterOnEdge(server, firstTries));',
  );
  insert(
    model,
    'before',
    '    site.send(call, server, attempt, ',
    '    if (attempt === 1) this.tries[this.placeOf[server]!]!.total += 1;',
  );
}

/** Files in which the compiler finds something wrong. */
function filesWithErrors(): { readonly files: readonly string[]; readonly output: string } {
  const tsc = join(root, 'node_modules/.bin/tsc');
  const { stdout } = spawnSync(tsc, ['-p', copy, '--pretty', 'false'], { cwd: copy, encoding: 'utf8' });
  const files = [...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map((match) => match[1] ?? '');
  return { files: [...new Set(files)].sort(), output: stdout };
}

interface Shown {
  readonly sent: number;
  readonly retried: number;
  readonly firstTries: number;
  readonly shown: readonly (readonly [instrument: string, value: number])[];
}

async function playCopy(): Promise<{ readonly edges: readonly Shown[]; readonly elsewhere: unknown }> {
  const outDir = join(copy, 'out');
  await build({
    root: copy,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: { ssr: join(copy, 'src/run-dummy.ts'), outDir, minify: false, target: 'node20' },
  });
  const module = await import(/* @vite-ignore */ pathToFileURL(join(outDir, 'run-dummy.js')).href);
  return (module as { run(): Awaited<ReturnType<typeof playCopy>> }).run();
}

describe('a new instrument', () => {
  it('is asked a word for by the registries of words, and nowhere else', () => {
    declare();
    count();
    const { files, output } = filesWithErrors();
    expect(files, output).toEqual(['src/kinds/words.en.ts', 'src/kinds/words.zh.ts']);
    expect(output).toContain("'firstTries'");
  });

  it('is then counted, kept over a checkpoint, and shown where the edge is', async () => {
    for (const file of words) {
      insert(file, 'behind', 'KindWords<typeof loadBalancerParameters', ", 'firstTries'");
      insert(file, 'before', '  choices: {},\n', "  instruments: { firstTries: 'first tries' },");
    }
    const { files, output } = filesWithErrors();
    expect(files, output).toEqual([]);

    const { edges, elsewhere } = await playCopy();
    expect(edges.reduce((sum, { retried }) => sum + retried, 0)).toBeGreaterThan(0);
    for (const { sent, retried, firstTries, shown } of edges) {
      expect(firstTries).toBe(sent - retried);
      // The window reaches back to time 0 here.
      expect(Object.fromEntries(shown)).toMatchObject({ sent, firstTries });
    }
    expect(elsewhere).toBeUndefined();
  });
});
