// The server of `npm start` against a folder and clients that do not keep to the rules: each gets an answer, and the
// next request finds the server where it was.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect, createServer, type Server } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../scripts/lib/static-server.mjs';
import { root } from './support/repository.ts';

const page = '<!doctype html><title>page</title>';
const bigBytes = 64 * 1024 * 1024;
const place = mkdtempSync(join(tmpdir(), 'nines-server-'));
const folder = join(place, 'dist');
let host: Awaited<ReturnType<typeof serve>>;
let unopenable: Server;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'assets/a.js'), 'export {};');
  writeFileSync(join(folder, 'assets/a.css'), 'p{}');
  writeFileSync(join(folder, 'manifest.webmanifest'), '{}');
  writeFileSync(join(place, 'secret.txt'), 'secret');
  mkdirSync(join(place, 'dist-other'));
  writeFileSync(join(place, 'dist-other/secret.txt'), 'secret');
  symlinkSync(join(place, 'secret.txt'), join(folder, 'link.txt'));
  symlinkSync(join(place, 'dist-other'), join(folder, 'linked'));
  symlinkSync(join(folder, 'assets/a.js'), join(folder, 'inside.js'));
  // A socket is a file that is found and does not open, for root too.
  unopenable = createServer().listen(join(folder, 'socket.js'));
  host = await serve({ folder, port: 0, tries: 1 });
});

afterAll(async () => {
  await host.close();
  unopenable.close();
  rmSync(place, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

interface Question {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly port?: number;
}

/** `path` goes out as it is written; `fetch` would tidy it. On a connection of its own. */
function ask(path: string, { port = host.port, ...question }: Question = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    request({ host: '127.0.0.1', port, path, agent: false, ...question }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }));
      response.on('error', fail);
    })
      .on('error', fail)
      .end();
  });
}

/** Bytes as they are, and all that comes back until the server closes. */
function send(text: string): Promise<string> {
  return new Promise((done) => {
    let heard = '';
    const socket = connect(host.port, '127.0.0.1', () => socket.end(text));
    socket.on('data', (chunk) => {
      heard += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => done(heard));
  });
}

describe('the static server', () => {
  it('serves the page and its files with their types, and forbids guessing them', async () => {
    const types: readonly (readonly [string, RegExp])[] = [
      ['/', /^text\/html; ?charset=utf-8$/],
      ['/index.html', /^text\/html/],
      ['/assets/a.js', /^text\/javascript/],
      ['/assets/a.js?retry=1', /^text\/javascript/],
      ['/assets/a.css', /^text\/css/],
      ['/manifest.webmanifest', /^application\/manifest\+json/],
      ['/inside.js', /^text\/javascript/],
    ];
    for (const [path, type] of types) {
      const { status, headers } = await ask(path);
      expect([path, status], path).toEqual([path, 200]);
      expect(headers['content-type']).toMatch(type);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cache-control']).toBe('no-cache');
    }
    expect((await ask('/')).body).toBe(page);
  });

  it('answers a repeated request by 304, HEAD without a body, a range with the range', async () => {
    const { headers } = await ask('/');
    expect((await ask('/', { headers: { 'if-none-match': headers.etag ?? '' } })).status).toBe(304);
    const head = await ask('/', { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body]).toEqual([200, `${page.length}`, '']);
    const part = await ask('/', { headers: { range: 'bytes=2-8' } });
    expect([part.status, part.body]).toEqual([206, 'doctype']);
  });

  it.each(['bytes=9-1', 'bytes=-5', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=', '-'])(
    'answers the whole file where a range is none that it knows: %s',
    async (range) => {
      const { status, body } = await ask('/', { headers: { range } });
      expect([status, body]).toEqual([200, page]);
    },
  );

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/../dist-other/secret.txt',
    '/link.txt',
    '/linked/secret.txt',
    '//etc/passwd',
    '/assets',
    '/nowhere',
    `/${'a'.repeat(5_000)}`,
  ])('has nothing at %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: '404\n' });
  });

  it.each(['/%', '/%zz', '/%c3%28', '/index.html%00', '/%00'])('refuses %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 400, body: '400\n' });
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])('refuses %s', async (method) => {
    expect(await ask('/', { method })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  it('answers what is hardly HTTP without a word about itself', async () => {
    for (const text of [
      'hello\r\n\r\n',
      `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      'GET * HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET http://example.org/ HTTP/1.1\r\nHost: a\r\n\r\n',
      'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
    ]) {
      expect(await send(text)).not.toMatch(/node:|\bat .*:\d+:\d+|Error/);
    }
    expect((await ask('/')).status).toBe(200);
  });

  it('answers 500 for a file that is found and does not open, and goes on', async () => {
    expect(await ask('/socket.js')).toMatchObject({ status: 500, body: '500\n' });
    expect((await ask('/')).status).toBe(200);
  });

  it('breaks off an answer whose file is shortened meanwhile, and goes on', async () => {
    const file = join(folder, 'big.bin');
    writeFileSync(file, '');
    truncateSync(file, bigBytes);
    const broken = await new Promise<boolean>((done) => {
      request({ host: '127.0.0.1', port: host.port, path: '/big.bin' }, (response) => {
        // Nothing is read until the file is shorter, and the connection does not hold all of it.
        truncateSync(file, 0);
        response.on('error', () => done(true));
        response.on('end', () => done(false));
        response.resume();
      }).end();
    });
    expect(broken).toBe(true);
    expect((await ask('/')).status).toBe(200);
  });

  it('listens on loopback only', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one?.family === 'IPv4' && !one.internal);
    for (const one of outside) {
      const isHeard = await new Promise<boolean>((done) => {
        const socket = connect(host.port, one?.address ?? '');
        socket.on('connect', () => done(true));
        socket.on('error', () => done(false));
        socket.unref();
      });
      expect(isHeard).toBe(false);
    }
    expect(host.url).toBe(`http://127.0.0.1:${host.port}/`);
  });

  it('lives under a sub-path, and takes the next port when one is taken', async () => {
    const second = await serve({ folder, port: host.port, mount: '/some/sub/path/' });
    expect(second.port).toBeGreaterThan(host.port);
    expect(await (await fetch(second.url)).text()).toBe(page);
    expect((await fetch(second.url.replace(/\/$/, ''), { redirect: 'manual' })).headers.get('location')).toBe(
      '/some/sub/path/',
    );
    expect((await fetch(`http://127.0.0.1:${second.port}/`)).status).toBe(404);
    await second.close();
  });

  it.skipIf(process.platform === 'win32')('survives 60 requests at once with 30 descriptors', async () => {
    const server = pathToFileURL(join(root, 'scripts/lib/static-server.mjs')).href;
    writeFileSync(join(folder, 'much.js'), 'x'.repeat(500_000));
    const script = `
      const { serve } = await import(${JSON.stringify(server)});
      const { port } = await serve({ folder: ${JSON.stringify(folder)}, port: 0, tries: 1 });
      process.stdout.write(String(port));`;
    const command = 'ulimit -n 30 && exec "$0" --input-type=module -e "$1"';
    const child = spawn('bash', ['-c', command, process.execPath, script]);
    const [said]: Buffer[] = await once(child.stdout, 'data');
    const port = Number(said);
    const status = (path: string): Promise<number> =>
      ask(path, { port }).then(
        (answer) => answer.status,
        () => 0,
      );
    // How many come at once is the machine's affair, so they come again until one found no descriptor for its file.
    const patience = { timeout: 120_000 };
    const burst = () => Promise.all(Array.from({ length: 60 }, () => status('/much.js')));
    const seen = new Set<number>();
    const seenAfterBurst = async () => {
      for (const one of await burst()) seen.add(one);
      return [...seen];
    };
    await expect.poll(seenAfterBurst, patience).toContain(500);
    // A connection that the system refuses has no answer.
    expect([...seen].filter((one) => ![0, 200, 500].includes(one))).toEqual([]);
    // The descriptors come back as the connections close; a server that is gone never answers.
    await expect.poll(() => status('/'), patience).toBe(200);
    expect(child.exitCode).toBeNull();
    child.kill();
    await once(child, 'exit');
  });
});
