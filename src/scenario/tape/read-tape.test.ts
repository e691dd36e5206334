// What is taken from a file, counted apart from the reader; and for each kind of bad file one message.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countLog, makeLog, stampOf } from '../../../test/support/access-logs.ts';
import {
  bytesOf,
  logLine,
  nowSeconds,
  problemOf,
  readText,
  trafficOf,
} from '../../../test/support/tape-lab.ts';
import { limits } from '../limits.ts';
import { readTape } from './read-tape.ts';
import { type RecordedTraffic, recordedSpan } from './recorded-traffic.ts';

const counted = ({ times, keyCount, clientCount, reads, writes }: RecordedTraffic) => ({
  requests: times.length,
  keys: keyCount,
  clients: clientCount,
  reads,
  writes,
});

const realLog = process.env.NINES_ACCESS_LOG;

describe('an access log', () => {
  it.each(['common', 'combined'] as const)('in %s format holds what a plain count says', (format) => {
    const text = makeLog({ requests: 4_000, seed: 11, format });
    expect(counted(trafficOf(text))).toEqual(countLog(text));
  });

  it('that is real, if there is one, holds what a plain count says', () => {
    const text =
      realLog === undefined ? makeLog({ requests: 10_000, seed: 5 }) : readFileSync(realLog, 'latin1');
    const traffic = trafficOf(text);
    expect(counted(traffic)).toEqual(countLog(text));
    expect(traffic.malformed).toBe(0);
    if (realLog !== undefined) expect([traffic.times.length, traffic.clientCount]).toEqual([10_000, 1_753]);
  });

  it('keeps who asked for what, in order of time', () => {
    const text = [
      logLine(5, 'POST /cart?id=1 HTTP/1.1', 'b'),
      logLine(3, 'GET /a?x=1 HTTP/1.1', 'a'),
      logLine(4, 'HEAD /a#top HTTP/1.0', 'b'),
      logLine(3, 'DELETE /cart', '2001:db8::1'),
    ].join('\r\n');
    const traffic = trafficOf(text);
    expect([...traffic.times]).toEqual([0, 500_000, 1_000_000, 2_000_000]);
    expect([...traffic.classes]).toEqual([0, 1, 0, 1]);
    expect([...traffic.keys]).toEqual([0, 1, 0, 1]);
    expect([...traffic.clients]).toEqual([0, 1, 2, 2]);
  });

  it('is understood in every time zone, over midnight, leap day and leap second', () => {
    const line = (stamp: string): string => `a - - [${stamp}] "GET / HTTP/1.1" 200 5`;
    const same = ['29/Feb/2016:23:59:59 +0000', '01/Mar/2016:05:29:59 +0530', '29/Feb/2016:16:59:59 -0700'];
    const next = ['29/Feb/2016:23:59:60 +0000', '01/Mar/2016:00:00:00 +0000'];
    const traffic = trafficOf([...same, ...next].map(line).join('\n'));
    expect(traffic.times[2]).toBeLessThan(1_000_000);
    expect(traffic.times[3]).toBe(1_000_000);
    expect(recordedSpan(traffic)).toBe(1_500_000);
  });

  it('has its stamps read as the platform reads them', () => {
    const at = [86_400, 951_782_400, 1_078_012_799, 1_456_790_399, 1_700_000_000, 1_800_000_000];
    const text = at.map(
      (second, index) => `a - - [${stampOf(second * 1_000, index * 97 - 300)}] "GET / HTTP/1.0" 200 -`,
    );
    expect([...trafficOf(text.join('\n')).times]).toEqual(at.map((second) => (second - 86_400) * 1_000_000));
  });

  it('may have a byte order mark, blank lines, quotes in the request and no end of line', () => {
    const text = `\uFEFF${logLine(0)}\n\n${logLine(1, 'GET /say\\"hi\\" HTTP/1.1')}\n\n${logLine(2, 'OPTIONS *')}`;
    expect(trafficOf(text)).toMatchObject({ lines: 3, malformed: 0, reads: 3, writes: 0, keyCount: 3 });
  });

  it('is known by the hash of its bytes, whatever its name', () => {
    const text = makeLog({ requests: 50, seed: 3 });
    const hash = `sha256-${createHash('sha256').update(text).digest('hex')}`;
    expect(trafficOf(text, 'a.log').contentHash).toBe(hash);
    expect(trafficOf(text, 'b.log').contentHash).toBe(hash);
    expect(trafficOf(text, 'x'.repeat(200)).fileName.length).toBeLessThanOrEqual(limits.nameLength);
  });

  it('tells how far it is, to the end', () => {
    const seen: number[] = [];
    readTape(
      { name: 'a', bytes: bytesOf(makeLog({ requests: 500, seed: 3 })) },
      { nowSeconds, onProgress: (ratio) => seen.push(ratio) },
    );
    expect(seen.length).toBeLessThanOrEqual(110);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeGreaterThan(0.9);
    expect(seen.at(-1)).toBeLessThanOrEqual(1);
  });
});

describe('malformed lines', () => {
  const good = (count: number): string[] => Array.from({ length: count }, (_, index) => logLine(index % 60));
  const bad = [
    'hello',
    '198.18.0.1 - - [17/Mai/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 5',
    '198.18.0.1 - - [31/Apr/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 5',
    '198.18.0.1 - - [29/Feb/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 5',
    '198.18.0.1 - - [17/May/2015:24:05:03 +0000] "GET / HTTP/1.1" 200 5',
    '198.18.0.1 - - [17/May/2015:10:05:03] "GET / HTTP/1.1" 200 5',
    '198.18.0.1 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1',
    '198.18.0.1 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" OK 5',
    'host 198.18.0.1 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 5',
    ' - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 5',
    `198.18.0.1 - - [17/May/2015:10:05:03 +0000] "GET /${'a'.repeat(40_000)} HTTP/1.1" 200 5`,
  ];
  it.each(bad)('(the kind numbered %#) are counted, shown and left out', (line) => {
    const lines = [...good(50), line, ...good(49)];
    const traffic = trafficOf(lines.join('\n'));
    expect(traffic).toMatchObject({ lines: 100, malformed: 1, reads: 99, firstMalformed: { line: 51 } });
    expect(line.trim()).toContain(traffic.firstMalformed!.text.slice(0, 20).trim());
    expect(traffic.firstMalformed!.text.length).toBeLessThanOrEqual(60);
  });

  it('above one per cent refuse the file with the first of them, as plain text', () => {
    const lines = [...good(97), '<b>x</b>\u0007\u2028y', 'second', ...good(1)];
    expect(problemOf(lines.join('\n'))).toEqual({
      path: 'access.log:98',
      value: '<b>x</b>··y',
      allowed: expect.stringContaining('at most 1 % malformed lines (2 of 100 are)') as string,
    });
  });
});

describe('a CSV tape', () => {
  const csv = (...rows: string[]): string => ['offset,class,key,client', ...rows].join('\n');

  it('is taken as it stands, quoted or not, in order of its offsets', () => {
    const text = csv(
      '2.5,write,"a,b",x',
      '0,read,"say ""hi""",y',
      '"1.000001","read","plain","x"',
      '2.5,read,plain,y',
    );
    const traffic = trafficOf(text, 'tape.csv');
    expect(traffic).toMatchObject({
      format: 'csv',
      keyCount: 3,
      clientCount: 2,
      reads: 3,
      writes: 1,
      lines: 4,
    });
    expect([...traffic.times]).toEqual([0, 1_000_001, 2_500_000, 2_500_000]);
    expect([...traffic.classes]).toEqual([0, 0, 1, 0]);
    expect([...traffic.keys]).toEqual([0, 1, 2, 1]);
    expect([...traffic.clients]).toEqual([0, 1, 1, 0]);
  });

  it.each([
    '-1,read,a,b',
    '1e3,read,a,b',
    '1.1234567,read,a,b',
    '1,reads,a,b',
    '1,read,a',
    '1,read,a,b,c',
    '1,read,"a,b',
    '1,read,a"b,c',
    '31536001,read,a,b',
    '1,read,,b',
  ])('without sense in its first line is refused: %s', (row) => {
    expect(problemOf(csv(row), 'tape.csv')).toMatchObject({ path: 'tape.csv:2', value: row });
  });
});

describe('a file that is none', () => {
  it.each<[string, string | Uint8Array, Partial<Record<'path' | 'value' | 'allowed', unknown>>]>([
    ['empty', '', { path: 'access.log', value: '(empty)' }],
    ['blank', ' \n\n\t', { value: '(empty)' }],
    ['binary', Uint8Array.of(0x89, 0x50, 0, 7), { value: '(binary)' }],
    ['compressed', Uint8Array.of(0x1f, 0x8b, 8, 0, 1), { value: '(compressed)' }],
    ['huge', new Uint8Array(limits.tape.fileBytes + 1).fill(65), { value: '52428801 bytes' }],
    ['only a header', 'offset,class,key,client\n', { value: '(no requests)' }],
    [
      'from the future',
      `${logLine(0)}\na - - [${stampOf((nowSeconds + 86_401) * 1_000)}] "GET / HTTP/1.1" 200 5`,
      {
        path: 'access.log:2',
        value: '2027-01-16 08:00:01 UTC',
        allowed: '1970-01-01 … 2027-01-16 08:00:00 UTC (a day from now)',
      },
    ],
  ])('%s', (_, content, says) => {
    const problem = problemOf(content);
    expect(problem).toMatchObject(says);
    expect(problem.allowed).not.toBe('');
  });

  it('is not one that is only a day ahead', () => {
    const line = `a - - [${stampOf((nowSeconds + 86_400) * 1_000)}] "GET / HTTP/1.1" 200 5`;
    expect(readText(line).ok).toBe(true);
  });
});
