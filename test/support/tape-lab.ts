/** Texts read as files, at a moment long after the logs of the tests. */
import type { InputProblem } from '../../src/base/result.ts';
import { readTape } from '../../src/scenario/tape/read-tape.ts';
import type { RecordedTraffic } from '../../src/scenario/tape/recorded-traffic.ts';

export const nowSeconds = 1_800_000_000;

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function readText(text: string | Uint8Array, name = 'access.log') {
  return readTape({ name, bytes: typeof text === 'string' ? bytesOf(text) : text }, { nowSeconds });
}

export function trafficOf(text: string, name?: string): RecordedTraffic {
  const read = readText(text, name);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

export function problemOf(text: string | Uint8Array, name?: string): InputProblem {
  const read = readText(text, name);
  if (read.ok) throw new Error('it was read');
  return read.problem;
}

/** A line of the common format. */
export const logLine = (second: number, request = 'GET /a HTTP/1.1', address = '198.18.0.1'): string =>
  `${address} - - [17/May/2015:10:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')} +0000] "${request}" 200 5`;
