// Serves a folder on loopback, as `npm start` and the browser journeys do: `sirv` finds the file and says what it is,
// optionally under a sub-path, so that an absolute URL in the build is a 404 here and not only in the field. What
// `sirv` leaves open is closed here: a file that cannot be read ends one answer and not the server.
import { fstatSync, realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { resolve, sep } from 'node:path';
import sirv from 'sirv';

function answer(response, status, headers = {}) {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(`${status}\n`);
}

function isInside(folder, file) {
  try {
    return realpathSync(file).startsWith(realpathSync(folder) + sep);
  } catch {
    return false;
  }
}

/** Looks at the file that `sirv` is about to send: where it really is, whether it opens, whether it keeps its length. */
function watchFile(folder, response, source) {
  const refuse = (status) => {
    source.unpipe(response);
    source.destroy();
    answer(response, status);
  };
  if (!isInside(folder, source.path)) {
    refuse(404);
    return;
  }
  const length = Number(response.getHeader('content-length'));
  const isWhole = response.statusCode === 200;
  source.on('error', () => refuse(500));
  // Replaced between the look at its length and the opening.
  source.on('open', (fd) => isWhole && fstatSync(fd).size !== length && refuse(500));
  // Shortened while it was sent: without this the client waits for the rest.
  source.on('end', () => source.bytesRead < length && refuse(500));
  response.on('close', () => source.destroy());
}

/** `writeHead` only notes what it is told, so that nothing has been sent when the file turns out not to open. */
function postponeHead(response) {
  const { writeHead } = response;
  response.writeHead = (status, headers = {}) => {
    response.writeHead = writeHead;
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    return response;
  };
}

function isWellFormed(address) {
  try {
    return !decodeURIComponent(address).includes('\0');
  } catch {
    return false;
  }
}

/** A range that ends before it begins, or is none, is as if it had not been sent (RFC 9110, 14.1.1, 14.2). */
function isRange(range = '') {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(range) ?? [];
  return first !== undefined && (last === '' || Number(first) <= Number(last));
}

function respond({ folder, mount, files }, request, response) {
  const address = request.url ?? '/';
  const [path = ''] = address.split('?', 1);
  if (request.method !== 'GET' && request.method !== 'HEAD') answer(response, 405, { allow: 'GET, HEAD' });
  else if (!isWellFormed(path)) answer(response, 400);
  else if (mount !== '/' && path === mount.slice(0, -1)) answer(response, 301, { location: mount });
  else if (!path.startsWith(mount)) answer(response, 404);
  else {
    request.url = address.slice(mount.length - 1);
    if (!isRange(request.headers.range)) delete request.headers.range;
    postponeHead(response);
    response.setHeader('x-content-type-options', 'nosniff');
    response.once('pipe', (source) => watchFile(folder, response, source));
    try {
      files(request, response, () => answer(response, 404));
    } catch {
      answer(response, 500);
    }
  }
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
  // Looks at the folder for every request: a build may replace it while it is served.
  const files = sirv(place, { dev: true, etag: true, extensions: ['html'] });
  for (let offset = 0; ; offset += 1) {
    const server = createServer((request, response) =>
      respond({ folder: place, mount, files }, request, response),
    );
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
