// Serves a folder the way the plainest static host would: correct types, no special headers, optionally
// under a sub-path, so that an absolute URL in the build is a 404 here and not only in the field.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** The file a URL path stands for, or undefined: outside the mount, outside the folder, or absent. */
function fileFor(folder, mount, pathname) {
  if (!pathname.startsWith(mount)) return undefined;
  const relative = normalize(decodeURIComponent(pathname.slice(mount.length)) || 'index.html');
  const file = resolve(join(folder, relative.endsWith(sep) ? join(relative, 'index.html') : relative));
  if (file !== folder && !file.startsWith(folder + sep)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

function respond(folder, mount, request, response) {
  let file;
  try {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (mount !== '/' && pathname === mount.slice(0, -1)) {
      response.writeHead(301, { location: mount }).end();
      return;
    }
    file = fileFor(folder, mount, pathname);
  } catch {
    response.writeHead(400).end();
    return;
  }
  if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}

function listen(server, port) {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      done(server.address().port);
    });
  });
}

/**
 * @param {{ folder: string, port?: number, mount?: string, tries?: number }} options `mount` ends with a
 * slash; a taken port is followed by the next one, `tries` times.
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export async function serve({ folder, port = 4173, mount = '/', tries = 100 }) {
  const place = resolve(folder);
  for (let offset = 0; ; offset += 1) {
    const server = createServer((request, response) => respond(place, mount, request, response));
    try {
      const taken = await listen(server, port + offset);
      const close = () =>
        new Promise((done) => {
          server.close(() => done());
          server.closeAllConnections();
        });
      return { url: `http://127.0.0.1:${taken}${mount}`, port: taken, close };
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || offset + 1 >= tries) throw error;
    }
  }
}
