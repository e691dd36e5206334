// What a server on the public internet writes besides requests, and the many spellings of one client and one page.
import { describe, expect, it } from 'vitest';
import { bytesOf, logLine, problemOf, readText, trafficOf } from '../../../test/support/tape-lab.ts';

const good = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => logLine(index % 60, `GET /page/${index % 7} HTTP/1.1`));
const refusedLine = (request: string): string =>
  `203.0.113.9 - - [17/May/2015:10:00:30 +0000] "${request}" 400 150 "-" "-"`;

describe('a line about a client that asked for nothing', () => {
  const noise = [
    '',
    '-',
    '\\x16\\x03\\x01\\x02\\x00\\x01\\x00\\x01\\xFC\\x03\\x03',
    '\\x03\\x00\\x00\\x13\\x0E\\xE0\\x00\\x00\\x00\\x00\\x00\\x01',
    'MGLNDD_203.0.113.77_80',
    'help',
    'get /index.html HTTP/1.1',
    'PRI * HTTP/2.0',
    'CONNECT mail.example.com:25 HTTP/1.1',
    'OPTIONS / RTSP/1.0',
    'OPTIONS sip:nm SIP/2.0',
    'GET index.html HTTP/1.1',
    'GET ?a HTTP/1.1',
    'GET http:// HTTP/1.1',
    'M-SEARCH * HTTP/1.1',
    'SSH-2.0-Go',
  ];
  it.each(noise)('is left out, told, and never counts as malformed: %s', (request) => {
    const lines = [...good(30), refusedLine(request), ...good(19)];
    const traffic = trafficOf(lines.join('\n'));
    expect(traffic).toMatchObject({ lines: 50, reads: 49, writes: 0, malformed: 0, noRequest: 1 });
    expect(traffic.firstNoRequest).toMatchObject({ line: 31 });
    expect(traffic.clientCount).toBe(1);
  });

  it('may be every other line', () => {
    const lines = good(20).flatMap((line, index) => [line, refusedLine(noise[index % noise.length]!)]);
    expect(trafficOf(lines.join('\n'))).toMatchObject({ reads: 20, noRequest: 20, malformed: 0 });
  });

  it('makes no traffic alone', () => {
    expect(problemOf(noise.map(refusedLine).join('\n'))).toMatchObject({ value: '(no requests)' });
  });

  it('does not excuse malformed lines', () => {
    const lines = [...good(20), ...noise.map(refusedLine), 'what is this'];
    expect(problemOf(lines.join('\n')).allowed).toContain('(1 of 37 are)');
  });
});

describe('one page', () => {
  it('has one name, asked for by path or by address', () => {
    const targets = [
      '/shop/1',
      '/shop/1?n=http://x/',
      'https://shop.example.com/shop/1',
      'HTTP://shop.example.com:8443/shop/1?a#b',
    ];
    const lines = targets.map((target, index) => logLine(index, `GET ${target} HTTP/1.1`));
    expect(trafficOf(lines.join('\n'))).toMatchObject({ keyCount: 1, reads: 4 });
  });

  it('of a host without a path is its root', () => {
    const targets = ['/', '/?a', 'http://example.com', 'http://example.com?b', 'http://example.com/#c'];
    const lines = targets.map((target, index) => logLine(index, `GET ${target} HTTP/1.1`));
    expect(trafficOf(lines.join('\n')).keyCount).toBe(1);
  });

  it('may have blanks in its name, as old servers let them through', () => {
    expect(trafficOf(logLine(0, 'GET /a b c HTTP/1.1'))).toMatchObject({ reads: 1, noRequest: 0 });
  });
});

describe('safe methods', () => {
  // RFC 9110, section 9.2.1, and the registry of methods: what only asks.
  it.each(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'REPORT', 'SEARCH', 'QUERY'])(
    '%s reads',
    (method) => {
      expect(trafficOf(logLine(0, `${method} /a HTTP/1.1`))).toMatchObject({ reads: 1, writes: 0 });
    },
  );
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'MKCOL', 'LOCK', 'GETS', 'HEADER'])('%s writes', (method) => {
    expect(trafficOf(logLine(0, `${method} /a HTTP/1.1`))).toMatchObject({ reads: 0, writes: 1 });
  });
});

describe('one client', () => {
  const clientsOf = (...addresses: string[]): number =>
    trafficOf(addresses.map((one, index) => logLine(index, 'GET /a HTTP/1.1', one)).join('\n')).clientCount;

  it('is the same from any source port', () => {
    expect(clientsOf('198.51.100.7:40001', '198.51.100.7:7', '198.51.100.7')).toBe(1);
    expect(clientsOf('[2001:db8::7]:40001', '[2001:db8::7]:40002', '[2001:db8::7]', '2001:db8::7')).toBe(1);
    expect(clientsOf('host.example.com:40001', 'host.example.com:40002')).toBe(1);
  });

  it('is the same over a socket of IPv6', () => {
    expect(clientsOf('::ffff:198.51.100.7', '::FFFF:198.51.100.7', '198.51.100.7')).toBe(1);
    expect(clientsOf('[::ffff:198.51.100.7]:40001', '::ffff:198.51.100.7:40002', '198.51.100.7:9')).toBe(1);
  });

  it('is another with another address', () => {
    expect(clientsOf('2001:db8::7', '2001:db8::8', '2001:db8::7:8', '2001:db8:7:8::')).toBe(4);
    expect(clientsOf('::ffff:0:7', '198.51.100.7', '198.51.100.70', '::', '[', '[]', 'a:b')).toBe(7);
  });
});

describe('a hole of NULs', () => {
  const hole = '\0'.repeat(64);
  it.each([
    [
      'before a line',
      (lines: string[]) => [...lines.slice(0, 15), hole + lines[15]!, ...lines.slice(16)],
      30,
      0,
      16,
    ],
    ['as a line', (lines: string[]) => [...lines.slice(0, 15), hole, ...lines.slice(15)], 30, 0, 16],
    ['at the end', (lines: string[]) => [...lines, hole], 30, 0, 31],
    [
      'after a line',
      (lines: string[]) => lines.map((one, index) => (index === 3 ? one + hole : one)),
      30,
      0,
      4,
    ],
  ] as const)('%s is skipped and told', (_, withHole, reads, malformed, firstNulLine) => {
    const traffic = trafficOf(withHole(good(30)).join('\n'));
    expect(traffic).toMatchObject({ reads, malformed, nulBytes: 64, firstNulLine });
  });

  it('ends a line that was cut short', () => {
    const lines = good(150);
    lines[9] = `${lines[9]!.slice(0, 40)}${hole}${lines[9]}`;
    expect(trafficOf(lines.join('\n'))).toMatchObject({ reads: 150, malformed: 1, nulBytes: 64 });
  });

  it('stands before the header of a CSV tape too', () => {
    const text = `\0\0offset,class,key,client\n0,read,/a,c1\n`;
    expect(trafficOf(text)).toMatchObject({ format: 'csv', reads: 1, nulBytes: 2 });
  });

  it('is all there is in a file that is no log', () => {
    expect(problemOf(bytesOf('\u007fELF\u0001\0\0\0\u0002\0>\0\n\0\0'))).toMatchObject({ value: '(binary)' });
    expect(problemOf(Uint8Array.of(0xff, 0xfe, 0x31, 0, 0x0a, 0))).toMatchObject({ value: '(UTF-16)' });
  });
});

it('takes blank lines before the header of a CSV tape', () => {
  const read = readText('\uFEFF\r\n\n\noffset,class,key,client\n\n0,read,/a,c1\nx\n', 'tape.csv');
  expect(read.ok ? undefined : read.problem).toMatchObject({ path: 'tape.csv:7', value: 'x' });
});
