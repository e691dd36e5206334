// Node 20 cannot run TypeScript, so every headless entry goes through the same bundler as the page.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder, installIfNeeded, root } from './project.mjs';

function newestChange(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  // A folder's own time changes when a file in it is removed or renamed.
  return readdirSync(path).reduce(
    (newest, entry) => Math.max(newest, newestChange(join(path, entry))),
    stats.mtimeMs,
  );
}

/**
 * Bundles `entry` (relative to the project) unless the last bundle is newer than every source.
 * @param {string} entry
 * @param {readonly string[]} watched
 * @returns {Promise<string>} the bundle's path
 */
export async function bundle(entry, watched = ['src', dirname(entry)]) {
  installIfNeeded();
  const source = join(root, entry);
  if (!existsSync(source)) throw new Error(`${entry} does not exist`);
  const name = entry.replace(/\.ts$/, '').replaceAll('/', '-');
  const output = join(cacheFolder, name, 'main.mjs');
  const sources = ['package-lock.json', 'scripts/lib/bundle.mjs', ...watched].map((path) => join(root, path));
  const built = statSync(output, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > Math.max(...sources.map(newestChange))) return output;

  const started = new Date();
  const { build } = await import('vite');
  // Written aside and renamed, because two commands may bundle at once.
  const aside = join(cacheFolder, `${name}.${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: source,
      outDir: aside,
      emptyOutDir: true,
      copyPublicDir: false,
      minify: false,
      target: 'node20',
      rolldownOptions: {
        output: { entryFileNames: basename(output), codeSplitting: false, topLevelVar: false },
      },
    },
  });
  mkdirSync(dirname(output), { recursive: true });
  renameSync(join(aside, basename(output)), output);
  // A source saved while the bundler was reading must count as newer.
  utimesSync(output, started, started);
  rmSync(aside, { recursive: true, force: true });
  return output;
}

/** Bundles `entry`, calls its `main(argv)` and makes the result the exit code. */
export async function runMain(entry, argv, watched) {
  const module = await import(pathToFileURL(await bundle(entry, watched)).href);
  process.exitCode = await module.main(argv);
}
