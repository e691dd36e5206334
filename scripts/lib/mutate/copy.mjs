// A copy of the project to plant errors in: the tree that a person works in is only ever read.
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
import { dirname, join } from 'node:path';
import { applyEdit } from './places.mjs';

const prefix = 'nines-mutate-';
const ownCaches = new Set(['.cache', '.tmp', '.vite', '.vite-temp']);
const leftOut = new Set(['node_modules', 'dist', '.git', 'shots', 'playwright-report', 'test-results']);

/** What git tracks or would track; without git, everything but what is built. */
function filesOf(root) {
  const git = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (git.status === 0) return git.stdout.split('\0').filter(Boolean);
  return readdirSync(root).filter((name) => !leftOut.has(name));
}

/** Packages are linked one by one, because caches of the copy must not land in the project's node_modules. */
function linkPackages(root, folder) {
  const from = join(root, 'node_modules');
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(from)) {
    if (!ownCaches.has(name)) symlinkSync(join(from, name), join(folder, 'node_modules', name), 'junction');
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Removes copies whose process was killed before it could. */
export function sweepCopies(folder = tmpdir()) {
  for (const name of readdirSync(folder)) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1] ?? process.pid);
    if (pid !== process.pid && !isAlive(pid)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

export function makeCopy(root) {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  for (const path of filesOf(root)) {
    // Git still lists a file that has been deleted and not committed.
    if (!existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  linkPackages(root, folder);
  return folder;
}

export function removeCopy(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/** Plants one edit in a copy; the function returned takes it out again. */
export function plant(folder, mutant) {
  const file = join(folder, mutant.path);
  const text = readFileSync(file, 'utf8');
  if (text.slice(mutant.start, mutant.end) !== mutant.before) {
    throw new Error(`${mutant.path}:${mutant.line} is not as it was when the error was drawn`);
  }
  writeFileSync(file, applyEdit(text, mutant));
  return () => writeFileSync(file, text);
}
