// What a build weighs, and what of it the first view asks for by itself: the page, its scripts with all they import
// statically, its styles, and the texts of one language, of which the heaviest counts. Read from the emitted files
// alone, so that it does not depend on who made them.
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';

/** Addresses in the page's tags, apart from those for which `rel` asks for something else (icons, manifest). */
function addressesOf(html, tag, wanted) {
  return [...html.matchAll(new RegExp(`<${tag}\\b[^>]*>`, 'g'))]
    .filter(([text]) => wanted.test(text))
    .map(([text]) => /\b(?:src|href)="([^"]*)"/.exec(text)?.[1])
    .filter((address) => address !== undefined)
    .map((address) => posix.normalize(address));
}

/** What a module cannot start without. */
function staticImportsOf(path, code) {
  const { body } = parseSync(path, code).program;
  return body
    .map((statement) => statement.source?.value)
    .filter((source) => source?.startsWith('.'))
    .map((source) => posix.join(posix.dirname(path), source));
}

/** `entries` with all that they cannot start without. */
function withImports(files, entries) {
  const seen = new Set();
  const add = (path) => {
    if (seen.has(path)) return;
    const bytes = files.get(path);
    if (!bytes) throw new Error(`${path} is imported and was not emitted`);
    seen.add(path);
    for (const next of staticImportsOf(path, bytes.toString())) add(next);
  };
  for (const entry of entries) add(entry);
  return seen;
}

function firstScripts(files, html) {
  return withImports(files, [
    ...addressesOf(html, 'script', /\bsrc=/),
    ...addressesOf(html, 'link', /\brel="modulepreload"/),
  ]);
}

/** The page fetches one language before it draws anything, which no tag says; so the files are known by their name. */
const textsFile = /\/texts\.[a-z]+-[\w-]+\.js$/;

/** What the heaviest language adds to the scripts that are there anyway. */
function languageScripts(files, scripts) {
  const weightOf = (paths) => paths.reduce((sum, path) => sum + gzipSync(files.get(path)).length, 0);
  const added = [...files.keys()]
    .filter((path) => textsFile.test(path))
    .map((path) => [...withImports(files, [path])].filter((one) => !scripts.has(one)))
    .sort((a, b) => weightOf(b) - weightOf(a));
  if (added.length === 0)
    throw new Error('No texts of any language were emitted: is their file named otherwise?');
  return added[0];
}

function workersIn(files, scripts) {
  const made = [...scripts].flatMap((path) => {
    const matches = files
      .get(path)
      .toString()
      .matchAll(/new Worker\([^;]*?["'`]([^"'`]+\.js)["'`]/g);
    return [...matches].map(([, address]) => posix.join(posix.dirname(path), address));
  });
  return new Set(made);
}

/**
 * @param {ReadonlyMap<string, Buffer>} files by path in the build
 * @returns {{ path: string, part: string, raw: number, gzip: number }[]} the heaviest first
 */
export function weigh(files) {
  const html = files.get('index.html')?.toString() ?? '';
  const scripts = firstScripts(files, html);
  for (const path of languageScripts(files, scripts)) scripts.add(path);
  const styles = new Set(addressesOf(html, 'link', /\brel="stylesheet"/));
  const workers = workersIn(files, scripts);
  const partOf = (path) => {
    if (scripts.has(path)) return 'first view, script';
    if (styles.has(path)) return 'first view, style';
    if (path === 'index.html') return 'first view, page';
    if (workers.has(path)) return 'worker';
    if (path === 'service-worker.js') return 'service worker';
    if (path.endsWith('.woff2')) return 'font';
    return /\.(?:js|css)$/.test(path) ? 'when needed' : 'icon or manifest';
  };
  return [...files]
    .map(([path, bytes]) => {
      // A font is compressed already, and no host compresses it again.
      const gzip = /\.(?:woff2|png)$/.test(path) ? bytes.length : gzipSync(bytes).length;
      return { path, part: partOf(path), raw: bytes.length, gzip };
    })
    .sort((a, b) => b.gzip - a.gzip);
}

/** Sums of `weigh` by part, in the order in which they first appear, and of all. */
export function sumsOf(rows) {
  const sums = new Map();
  for (const { part, raw, gzip } of rows) {
    const sum = sums.get(part) ?? { part, files: 0, raw: 0, gzip: 0 };
    sums.set(part, { part, files: sum.files + 1, raw: sum.raw + raw, gzip: sum.gzip + gzip });
  }
  return [...sums.values()];
}
