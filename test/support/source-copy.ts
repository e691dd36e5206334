// A copy of `src` that compiles and runs by itself, for tests that add something made up to it and see what that takes.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { root } from './repository.ts';

export interface SourceCopy {
  readonly folder: string;
  /** Copies a file of `test` into it. */
  add(from: string, to: string): void;
  /** Replaces every match of `pattern`; a pattern that matches nothing means that the test is out of date. */
  edit(file: string, pattern: RegExp, lines: readonly string[]): void;
  /** Puts lines before or behind a place, once; a place that is not there means the same. */
  insert(file: string, where: 'before' | 'behind', place: string, ...lines: readonly string[]): void;
  /** Files in which the compiler finds something wrong, sorted, and what it says. */
  filesWithErrors(): { readonly files: readonly string[]; readonly output: string };
  /** Files of `src` that were added or edited, sorted. */
  changedFiles(): readonly string[];
  /** Builds what `entry` needs and loads it. */
  load(entry: string): Promise<unknown>;
  remove(): void;
}

/** What people and other tests put beside the sources need not know of what is made up. */
const isTest = (path: string): boolean => /\.(test|bench)\.tsx?$|\/(testing|fixtures)$/.test(path);

const compilerOptions = {
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  types: ['vite/client', 'node'],
  jsx: 'react-jsx',
  noEmit: true,
};

// The service worker lives among other globals and has a project of its own.
const exclude = ['src/app/service-worker/worker.ts'];

export function copySources(name: string): SourceCopy {
  const copy = mkdtempSync(join(tmpdir(), `nines-${name}-`));
  cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true, filter: (path) => !isTest(path) });
  for (const file of ['tsconfig.base.json', 'package.json']) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const config = { extends: './tsconfig.base.json', compilerOptions, include: ['src'], exclude };
  writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(config));
  return {
    folder: copy,
    add: (from, to) => cpSync(join(root, 'test', from), join(copy, to), { recursive: true }),
    edit(file, pattern, lines) {
      const path = join(copy, file);
      const before = readFileSync(path, 'utf8');
      const after = before.replace(pattern, lines.join('\n'));
      if (after === before) throw new Error(`${file}: nothing matches ${pattern}`);
      writeFileSync(path, after);
    },
    insert(file, where, place, ...lines) {
      const path = join(copy, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(place)) throw new Error(`${file} has no ${place}`);
      const inserted = lines.map((line) => `${line}\n`).join('');
      writeFileSync(path, text.replace(place, where === 'before' ? inserted + place : place + inserted));
    },
    filesWithErrors() {
      const tsc = join(root, 'node_modules/.bin/tsc');
      const { stdout } = spawnSync(tsc, ['-p', copy, '--pretty', 'false'], { cwd: copy, encoding: 'utf8' });
      const files = [...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map((match) => match[1] ?? '');
      return { files: [...new Set(files)].sort(), output: stdout };
    },
    changedFiles() {
      const isChanged = (path: string): boolean => {
        const original = join(root, path);
        return !existsSync(original) || !readFileSync(original).equals(readFileSync(join(copy, path)));
      };
      return readdirSync(join(copy, 'src'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(copy, join(entry.parentPath, entry.name)))
        .filter(isChanged)
        .sort();
    },
    async load(entry) {
      const outDir = join(copy, 'out');
      await build({
        root: copy,
        configFile: false,
        logLevel: 'error',
        ssr: { noExternal: true, target: 'node' },
        build: { ssr: join(copy, entry), outDir, minify: false, target: 'node20' },
      });
      const built = entry.replace(/^.*\//, '').replace(/\.ts$/, '.js');
      return import(/* @vite-ignore */ pathToFileURL(join(outDir, built)).href);
    },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}
