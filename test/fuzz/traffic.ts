/** Access logs and CSV tapes: every line is a request, left out, or the reason why the file is refused. */
import { makeTape } from '../../src/scenario/tape/make-tape.ts';
import { readTape } from '../../src/scenario/tape/read-tape.ts';
import type { RecordedTraffic } from '../../src/scenario/tape/recorded-traffic.ts';
import type { Dice } from '../soak/dice.ts';
import { makeLog } from '../support/access-logs.ts';
import { bytesOf, nowSeconds } from '../support/tape-lab.ts';
import { faultsOfProblem } from './check.ts';
import type { InputKind } from './kind.ts';
import { hostileTexts, spoilText } from './mutate.ts';

interface TrafficFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const noise = [
  '198.51.100.9 - - [17/May/2015:10:05:03 +0000] "\\x16\\x03\\x01" 400 150 "-" "-"',
  '198.51.100.9 - - [17/May/2015:10:05:03 +0000] "-" 408 -',
  '198.51.100.9:4000 - - [17/May/2015:10:05:03 +0000] "PRI * HTTP/2.0" 400 0',
  '[2001:db8::9]:4000 - - [17/May/2015:10:05:03 +0000] "GET http://h HTTP/1.1" 200 1',
  '::ffff:198.51.100.9 - - [17/May/2015:10:05:03 +0000] "OPTIONS * HTTP/1.1" 200 1',
  '\0\0\0\0',
];

function logOf(dice: Dice): string {
  const lines = makeLog({
    requests: dice.pick([1, 20, 400, 5_000]),
    seed: dice.whole(0, 9_999),
    format: dice.pick(['common', 'combined']),
  }).split('\n');
  return lines.flatMap((line) => (dice.chance(0.02) ? [dice.pick(noise), line] : [line])).join('\n');
}

function csvOf(dice: Dice): string {
  const rows = Array.from({ length: dice.whole(0, 60) }, () => {
    const offset = dice.pick([0, dice.whole(0, 1_000), dice.spread(0.000001, 1_000)]);
    const name = (): string =>
      dice.chance(0.9) ? `n${dice.whole(0, 9)}` : `"${dice.pick(hostileTexts).replaceAll('"', '""')}"`;
    return `${offset},${dice.pick(['read', 'write'])},${name()},${name()}`;
  });
  return ['offset,class,key,client', ...rows].join('\n');
}

/** Of the bytes, too: text alone is always well-formed UTF-8. */
function fileOf(dice: Dice, name: string, text: string): TrafficFile {
  const isSpoilt = dice.chance(0.7);
  const bytes = bytesOf(isSpoilt ? spoilText(dice, text, csvOf(dice)) : text);
  const flips = isSpoilt && dice.chance(0.5) ? dice.whole(1, 5) : 0;
  for (let flip = 0; flip < flips && bytes.length > 0; flip += 1)
    bytes[dice.whole(0, bytes.length - 1)] = dice.whole(0, 255);
  return { name: dice.chance(0.2) ? `${dice.pick(hostileTexts)}.log` : name, bytes };
}

function faultsOfTraffic(traffic: RecordedTraffic): string[] {
  const { times, reads, writes, malformed, noRequest, lines, keys, clients, keyCount, clientCount } = traffic;
  const faults: string[] = [];
  const expect = (holds: boolean, what: string): void => void (holds || faults.push(what));
  expect(reads + writes === times.length, 'reads and writes are not all requests');
  expect(times.length + malformed + noRequest === lines, 'a line is neither a request nor left out');
  expect(malformed <= lines / 100, 'more than one per cent malformed');
  expect(
    times.every((time, index) => Number.isInteger(time) && time >= (times[index - 1] ?? 0)),
    'times are not in order',
  );
  expect(Math.max(-1, ...keys.slice(0, 10_000)) < keyCount, 'a key beyond the count');
  expect(Math.max(-1, ...clients.slice(0, 10_000)) < clientCount, 'a client beyond the count');
  const { offsets } = makeTape(traffic, { speedup: 7, gapMaxMillis: 500 }, [
    { verb: 'read' },
    { verb: 'write' },
  ]);
  expect(
    offsets.every((at, index) => Number.isInteger(at) && at >= (offsets[index - 1] ?? 0)),
    'offsets are not in order',
  );
  return faults;
}

function faults(file: TrafficFile): string[] {
  const read = readTape(file, { nowSeconds });
  return read.ok ? faultsOfTraffic(read.value) : faultsOfProblem(read.problem);
}

export const logKind: InputKind<TrafficFile> = {
  name: 'access log',
  make: (dice) => fileOf(dice, 'access.log', logOf(dice)),
  faults,
};

export const tapeKind: InputKind<TrafficFile> = {
  name: 'tape',
  make: (dice) => fileOf(dice, 'tape.csv', csvOf(dice)),
  faults,
};
