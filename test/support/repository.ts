// The repository's own files as data for the tests that guard it.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceFile } from './find-violations.ts';

/** The nearest folder upwards with a package.json: a bundle under node_modules finds the same one as the source. */
function projectAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : projectAbove(dirname(folder));
}

export const root = projectAbove(import.meta.dirname);

const generated = new Set(['node_modules', 'dist', 'shots', '.git', 'test-results', 'playwright-report']);

function walk(folder: string, prefix: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (generated.has(entry.name)) return [];
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    return entry.isDirectory() ? walk(join(folder, entry.name), path) : [path];
  });
}

/** Source files under src, as written to disk now, committed or not. */
export function sourceFiles(extensions: RegExp = /\.tsx?$/): SourceFile[] {
  return walk(join(root, 'src'), 'src')
    .filter((path) => extensions.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Tracked paths; every path when the tree is not a Git checkout (an unpacked archive). */
export function trackedPaths(): string[] {
  try {
    const output = execFileSync('git', ['ls-files', '-z'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const paths = output.toString().split('\0');
    return paths.filter((path) => path !== '' && existsSync(join(root, path)));
  } catch {
    return walk(root, '');
  }
}

/** Undefined for binary files. */
export function readText(path: string): string | undefined {
  const file = join(root, path);
  if (!statSync(file).isFile()) return undefined;
  const bytes = readFileSync(file);
  return bytes.includes(0) ? undefined : bytes.toString('utf8');
}
