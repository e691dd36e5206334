// Our own service worker: the list of all files of a build with their hashes, and the worker's code after it.
// Written when everything else is, from the very bytes that will be served.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { minifySync, type Plugin, transformWithOxc } from 'vite';

const output = 'service-worker.js';

/** Hosts may redirect `index.html` to the folder, and a page must not be answered with a redirected response. */
const requested = (path: string): string => (path === 'index.html' ? './' : path);

const hash = (data: string | Buffer): string => createHash('sha256').update(data).digest('base64');

function filesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}

export function serviceWorker(source: string): Plugin {
  let publicFolder = '';
  return {
    name: 'nines:service-worker',
    apply: 'build',
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir = '' }, bundle) {
        const paths = [...Object.keys(bundle), ...filesUnder(publicFolder)].sort();
        const files = Object.fromEntries(
          paths.map((path) => [requested(path), `sha256-${hash(readFileSync(join(dir, path)))}`]),
        );
        const list = JSON.stringify(files, undefined, 1);
        const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source);
        const { code: small } = minifySync(output, code, { compress: true, mangle: { toplevel: false } });
        const head = `const version = '${hash(list).slice(0, 16)}';\nconst files = ${list};\n`;
        writeFileSync(join(dir, output), head + small);
      },
    },
  };
}
