// Where the project is, and whether its dependencies are those of the lockfile.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const cacheFolder = join(root, 'node_modules/.cache/nines');

/** Path of a package's command, run with Node itself so that no shell and no PATH is involved. */
export function command(path) {
  return join(root, 'node_modules', path);
}

export const commands = {
  tsc: command('typescript/bin/tsc'),
  biome: command('@biomejs/biome/bin/biome'),
  knip: command('knip/bin/knip.js'),
  vitest: command('vitest/vitest.mjs'),
  vite: command('vite/bin/vite.js'),
  playwright: command('@playwright/test/cli.js'),
};

/** Exit code of a Node command run in the project, its output going where ours goes. */
export function runNode(file, args, options = {}) {
  const result = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit', ...options });
  return result.status ?? 1;
}

/** npm, also where it is a .cmd file. */
export function runNpm(args, cwd = root, stdio = 'inherit') {
  const windows = process.platform === 'win32';
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd, stdio, shell: windows }).status ?? 1;
}

/** `npm ci` when node_modules is missing or was installed from another lockfile. Messages go to stderr. */
export function installIfNeeded(folder = root) {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const stamp = join(folder, 'node_modules/.nines-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  // Someone who ran npm by hand has what the lockfile says, only not our stamp.
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(stamp) && existsSync(installed) && agrees(folder, installed)) {
    writeFileSync(stamp, lock);
    return;
  }
  process.stderr.write('Installing dependencies …\n');
  // npm's own chatter must not reach the stdout of a command whose output is data.
  const status = runNpm(['ci', '--no-audit', '--no-fund'], folder, ['ignore', 2, 2]);
  if (status !== 0) throw new Error(`npm ci failed in ${folder} with code ${status}`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

function agrees(folder, installed) {
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages ?? {};
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages ?? {};
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      entry.optional ||
      entry.peer ||
      entry.devOptional ||
      present[path]?.version === entry.version,
  );
}
