/** Requests to the server of `npm start`, as bytes on a socket: it answers or closes, tells nothing else, and goes on. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../scripts/lib/static-server.mjs';
import type { Dice } from '../soak/dice.ts';
import type { InputKind } from './kind.ts';
import { hostileTexts, spoilText } from './mutate.ts';

const secret = 'nobody may read this';
const page = '<!doctype html><title>fuzz</title>';
const allowedStatus = [
  100, 200, 204, 206, 301, 302, 304, 400, 403, 404, 405, 408, 413, 414, 416, 417, 431, 501, 505,
];
/** An incomplete request is waited for; after this the client says that no more will come. */
const patienceMillis = 150;

function requestOf(dice: Dice): string {
  const method = dice.pick([
    'GET',
    'GET',
    'GET',
    'HEAD',
    'POST',
    'OPTIONS',
    'TRACE',
    'CONNECT',
    'PRI',
    'get',
  ]);
  const path = dice.pick([
    '/',
    '/index.html',
    '/assets/a.js',
    '/assets/',
    '/link.txt',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..\\..\\secret.txt',
    '//etc/passwd',
    '/%00',
    '/%',
    '/index.html?x=1#y',
    'http://127.0.0.1/index.html',
    '*',
    `/${dice.pick(hostileTexts)}`,
    `/${'a'.repeat(dice.pick([300, 70_000]))}`,
  ]);
  const header = (): string =>
    dice.pick([
      'Host: a',
      'Host: b\r\nHost: c',
      'Range: bytes=0-3',
      'Range: bytes=9-1',
      'Range: bytes=-99999999999',
      'If-None-Match: *',
      'If-Modified-Since: yesterday',
      'Content-Length: 5',
      'Content-Length: -1',
      'Transfer-Encoding: chunked',
      'Expect: 100-continue',
      'Upgrade: h2c\r\nConnection: Upgrade',
      'Accept-Encoding: gzip, br',
      `X: ${dice.pick(hostileTexts)}`,
      `X: ${'b'.repeat(20_000)}`,
    ]);
  const headers = Array.from({ length: dice.whole(0, 5) }, header).join('\r\n');
  const version = dice.pick(['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'RTSP/1.0']);
  return `${method} ${path} ${version}\r\nHost: x\r\n${headers}${headers === '' ? '' : '\r\n'}\r\n`;
}

interface Answer {
  readonly text: string;
  readonly error: string | undefined;
}

function send(port: number, request: string, isWhole: boolean): Promise<Answer> {
  return new Promise((done) => {
    const parts: Buffer[] = [];
    let error: string | undefined;
    const socket = connect(port, '127.0.0.1');
    const patience = isWhole ? undefined : setTimeout(() => socket.end(), patienceMillis);
    socket.on('data', (part) => {
      parts.push(part);
      socket.end();
    });
    socket.on('error', ({ message }) => {
      error = message;
    });
    socket.on('close', () => {
      clearTimeout(patience);
      done({ text: Buffer.concat(parts).toString('latin1'), error });
    });
    socket.write(Buffer.from(request, 'utf8'));
  });
}

async function startServer(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'nines-fuzz-'));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), secret);
  writeFileSync(join(dist, 'index.html'), page);
  writeFileSync(join(dist, 'assets', 'a.js'), 'export {};');
  symlinkSync(join(folder, 'secret.txt'), join(dist, 'link.txt'));
  const server = await serve({ folder: dist, port: 41_730, tries: 1_000 });
  const close = async (): Promise<void> => {
    await server.close();
    rmSync(folder, { recursive: true });
  };
  return { port: server.port, close };
}

/** With a server of its own, from the first input on until it is closed. */
export function createHttpKind(): InputKind<string> & { close(): Promise<void> } {
  let server: ReturnType<typeof startServer> | undefined;
  return {
    name: 'http',
    make: (dice) => (dice.chance(0.5) ? requestOf(dice) : spoilText(dice, requestOf(dice), requestOf(dice))),
    async faults(request) {
      server ??= startServer();
      const { port } = await server;
      const { text } = await send(port, request, false);
      const faults: string[] = [];
      const status = /^HTTP\/1\.[01] (\d{3}) /.exec(text)?.[1];
      if (text !== '' && !allowedStatus.includes(Number(status)))
        faults.push(`answered ${JSON.stringify(text.slice(0, 80))}`);
      if (text.includes(secret)) faults.push('sent a file from outside its folder');
      if (/^\s+at .*\d+:\d+/m.test(text)) faults.push('sent a stack trace');
      const after = await send(port, 'GET / HTTP/1.0\r\n\r\n', true);
      if (!after.text.includes(page))
        faults.push(`does not go on: ${after.error ?? after.text.slice(0, 80)}`);
      return faults;
    },
    async close() {
      if (server) await (await server).close();
      server = undefined;
    },
  };
}
