/**
 * A new component kind is one folder and its line in each registry: the compiler names every line that is still missing,
 * nothing else needs to be touched, and then it runs. Done on a copy of `src`.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const parts = join(root, 'test/dummy-kind');

const registries = [
  { file: 'src/kinds/models.ts', line: /^export const models = \{$/m, part: 'model' },
  { file: 'src/kinds/words.en.ts', line: /^export const kindWords = \{$/m, part: 'words.en' },
  { file: 'src/kinds/words.zh.ts', line: /^export const kindWords = \{$/m, part: 'words.zh' },
  { file: 'src/kinds/faces.ts', line: /^const faces: .* = \{$/m, part: 'face' },
] as const;

let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'nines-dummy-kind-'));
  // What people and other tests put beside the sources need not know every kind.
  const isTest = (path: string) => /\.(test|bench)\.tsx?$|\/(testing|fixtures)$/.test(path);
  cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true, filter: (path) => !isTest(path) });
  cpSync(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'));
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
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
  mkdirSync(join(copy, 'src/kinds/dummy'));
  for (const name of readdirSync(join(parts, 'dummy')))
    cpSync(join(parts, 'dummy', name), join(copy, 'src/kinds/dummy', name.replace('.txt', '.ts')));
  register(registries[0]);
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Replaces every match of `pattern` by lines; a pattern that matches nothing means that this test is out of date. */
function edit(file: string, pattern: RegExp, lines: readonly string[]): void {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(pattern, lines.join('\n'));
  if (after === before) throw new Error(`${file}: nothing matches ${pattern}`);
  writeFileSync(path, after);
}

/** Files in which the compiler finds something wrong. */
function filesWithErrors(): { readonly files: readonly string[]; readonly output: string } {
  const tsc = join(root, 'node_modules/.bin/tsc');
  const { stdout } = spawnSync(tsc, ['-p', copy, '--pretty', 'false'], { cwd: copy, encoding: 'utf8' });
  const files = [...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map((match) => match[1] ?? '');
  return { files: [...new Set(files)].sort(), output: stdout };
}

/** The kind's line in a registry, and the import it needs. */
function register({ file, line, part }: (typeof registries)[number]): void {
  const name = part.replace(/\..*/, '');
  edit(file, line, [`import { ${name} as dummy } from './dummy/${part}.ts';`, '$&', '  dummy,']);
}

describe('a new component kind', () => {
  it('is asked for by the compiler in the other registries, and nowhere else', () => {
    const { files, output } = filesWithErrors();
    expect(files, output).toEqual(
      registries
        .slice(1)
        .map(({ file }) => file)
        .sort(),
    );
  });

  it('compiles and runs once it is there', async () => {
    for (const registry of registries.slice(1)) register(registry);
    cpSync(join(parts, 'run.txt'), join(copy, 'src/run-dummy.ts'));
    const { files, output } = filesWithErrors();
    expect(files, output).toEqual([]);

    const outDir = join(copy, 'out');
    await build({
      root: copy,
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true, target: 'node' },
      build: { ssr: join(copy, 'src/run-dummy.ts'), outDir, minify: false, target: 'node20' },
    });
    const { run, refusals } = (await import(pathToFileURL(join(outDir, 'run-dummy.js')).href)) as Built;
    const { classes, p50, frames, cards, details, balancer } = run();
    const [read, write] = classes;
    // 1 ms there, 7 ms, 1 ms back, to within a bucket: a node answers reads whatever its role.
    expect(p50).toBeCloseTo(9, 0);
    expect(read!.ok).toBeGreaterThan(1_200);
    expect(read!.failed).toBe(0);
    // The balancer deals in turn to three, of which one takes writes: two of three are refused, to within 4 σ.
    const share = write!.failed / (write!.ok + write!.failed);
    expect(Math.abs(share - 2 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / (write!.ok + write!.failed)));
    expect(write!.failuresByCause).toEqual({ readOnly: write!.failed });
    // Drawn as a store of three, each with its glyph; the balancer has seen that one is dead.
    expect(frames).toEqual([['echo', 'echo-1', 'echo-2', 'echo-3']]);
    expect(cards.map(({ id }) => id)).toEqual(['echo-1', 'echo-2', 'echo-3']);
    expect(new Set(cards.map(({ glyph }) => glyph))).toEqual(new Set(['M-5,-5H5V5H-5Z']));
    expect(details).toEqual([
      'primary, takes writes',
      expect.stringMatching(/^replica/),
      expect.stringMatching(/dead/),
    ]);
    expect(balancer).toBe('2 of 3 in rotation');
    expect(refusals()).toEqual([
      'echo = no link echo-2–echo-3',
      'lb = no link lb–echo-2',
      expect.stringContaining('(users→dummy)'),
    ]);
  });

  it('takes one folder and a line in each registry', () => {
    const changed = filesOf(copy).filter((path) => {
      const original = join(root, path);
      return !existsSync(original) || !readFileSync(original).equals(readFileSync(join(copy, path)));
    });
    const folder = ['face', 'model', 'spec', 'words.en', 'words.zh'].map(
      (part) => `src/kinds/dummy/${part}.ts`,
    );
    expect(changed).toEqual([...folder, ...registries.map(({ file }) => file), 'src/run-dummy.ts'].sort());
  });
});

describe('a new parameter', () => {
  it('is asked for by the compiler in the words of its kind, and nowhere else', () => {
    const words = ['en', 'zh'].map((language) => `src/kinds/app-server/words.${language}.ts`);
    const spec = "  dummyMillis: { type: 'quantity', unit: 'millis', min: 0, max: 10, default: 1 },";
    edit('src/kinds/app-server/spec.ts', /^(export const appServerParameters = \{)$/m, ['$1', spec]);
    const asked = filesWithErrors();
    expect(asked.files, asked.output).toEqual(words);
    for (const file of words)
      edit(file, /^( {2}parameters: \{)$/m, ['$1', "    dummyMillis: ['dummy', ''],"]);
    const { files, output } = filesWithErrors();
    expect(files, output).toEqual([]);
  });
});

interface Built {
  refusals(): readonly string[];
  run(): {
    readonly classes: readonly {
      readonly ok: number;
      readonly failed: number;
      readonly failuresByCause: Readonly<Record<string, number>>;
    }[];
    readonly p50: number;
    readonly frames: readonly (readonly string[])[];
    readonly cards: readonly { readonly id: string; readonly glyph: string }[];
    readonly details: readonly string[];
    readonly balancer: string;
  };
}

/** Files of `src` in a copy, sorted. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
