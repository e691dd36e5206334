/**
 * From the bytes of an access log or a CSV tape to recorded traffic, or to the one thing that is wrong with the file.
 * It never becomes text: lines are read where they stand. What is later than `nowSeconds` (this room has no clock) by
 * more than a day is refused: such a file is mistaken about its time or for what it is.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { InputProblem, Result } from '../../base/result.ts';
import { refuse, succeed } from '../../base/result.ts';
import { microsPerSecond } from '../../base/units.ts';
import { limits } from '../limits.ts';
import { shownValue } from '../problem-text.ts';
import { byte, shownBytes } from './bytes.ts';
import { csvHeader, csvLineAllowed, isCsvHeader, readCsvLine } from './csv-line.ts';
import { createEntries } from './entries.ts';
import { createEntry } from './entry.ts';
import { logLineAllowed, readLogLine } from './log-line.ts';
import { utcText } from './log-time.ts';
import type { MalformedLine, RecordedTraffic } from './recorded-traffic.ts';

export interface TapeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReadingOptions {
  /** The reader's clock, seconds since 1970. */
  readonly nowSeconds: number;
  /** Share of the file that is done, at most a hundred times. */
  readonly onProgress?: (ratio: number) => void;
}

export const tapeAllowed = 'an access log (common or combined format) or a CSV tape, up to 50 MB';

/** Of the whole work: hashing comes first and is faster than reading lines. */
const hashingShare = 0.4;
const steps = 50;

export function readTape(
  { name, bytes }: TapeFile,
  { nowSeconds, onProgress = () => {} }: ReadingOptions,
): Result<RecordedTraffic, InputProblem> {
  const file = shownValue(name);
  const unfit = unfitness(bytes);
  if (unfit !== undefined) return refuse({ path: file, value: unfit, allowed: tapeAllowed });
  const contentHash = `sha256-${hashOf(bytes, (ratio) => onProgress(ratio * hashingShare))}`;
  const lines = readLines(file, bytes, nowSeconds, (ratio) =>
    onProgress(hashingShare + ratio * (1 - hashingShare)),
  );
  return lines.ok ? succeed({ contentHash, fileName: shortName(name), ...lines.value }) : lines;
}

/** Whether a file of that size may be read at all; asked before it is. */
export function checkTapeSize(name: string, size: number): InputProblem | undefined {
  if (size <= limits.tape.fileBytes) return undefined;
  return {
    path: shownValue(name),
    value: `${size} bytes`,
    allowed: `at most ${limits.tape.fileBytes} bytes`,
  };
}

function unfitness(bytes: Uint8Array): string | undefined {
  if (bytes.length > limits.tape.fileBytes) return `${bytes.length} bytes`;
  if (bytes.every((one) => one <= byte.space)) return bytes.includes(0) ? '(binary)' : '(empty)';
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return '(compressed)';
  return bytes.includes(0) ? '(binary)' : undefined;
}

/** The end of a long name is its kind, so the middle gives way. */
function shortName(name: string): string {
  const characters = Array.from(name);
  if (name.length <= limits.nameLength) return name === '' ? '?' : name;
  return `${characters.slice(0, 25).join('')}…${characters.slice(-12).join('')}`;
}

function hashOf(bytes: Uint8Array, onProgress: (ratio: number) => void): string {
  const hash = sha256.create();
  const step = Math.ceil(bytes.length / steps);
  for (let at = 0; at < bytes.length; at += step) {
    hash.update(bytes.subarray(at, at + step));
    onProgress(Math.min(1, (at + step) / bytes.length));
  }
  return bytesToHex(hash.digest());
}

type Lines = Omit<RecordedTraffic, 'contentHash' | 'fileName'>;

function readLines(
  file: string,
  bytes: Uint8Array,
  nowSeconds: number,
  onProgress: (ratio: number) => void,
): Result<Lines, InputProblem> {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const begin = hasMark ? 3 : 0;
  const isCsv = isCsvHeader(bytes, begin, lineEnd(bytes, begin).to);
  const readLine = isCsv ? readCsvLine : readLogLine;
  const latest = (nowSeconds + limits.tape.aheadSeconds) * microsPerSecond;
  const entries = createEntries(bytes);
  const entry = createEntry();
  let number = 0;
  let lines = 0;
  let malformed = 0;
  let firstMalformed: MalformedLine | undefined;
  let reportedAt = 0;
  for (let from = begin; from < bytes.length; ) {
    const { to, next } = lineEnd(bytes, from);
    number += 1;
    if (to > from && !(isCsv && number === 1)) {
      lines += 1;
      if (to - from > limits.tape.lineBytes || !readLine(bytes, from, to, entry)) {
        malformed += 1;
        firstMalformed ??= { line: number, text: shownValue(shownBytes(bytes, from, to)) };
      } else if (!isCsv && entry.at > latest) {
        const range = `1970-01-01 … ${utcText(nowSeconds + limits.tape.aheadSeconds)}`;
        return refuse({
          path: `${file}:${number}`,
          value: utcText(entry.at / microsPerSecond),
          allowed: `${range} (a day from now)`,
        });
      } else {
        const broken = entries.add(entry);
        if (broken !== undefined) {
          const most = limits.tape[broken];
          return refuse({
            path: `${file}:${number}`,
            value: `${broken}: ${most + 1}`,
            allowed: `at most ${most}`,
          });
        }
      }
    }
    from = next;
    if (from - reportedAt > bytes.length / steps) {
      reportedAt = from;
      onProgress(from / bytes.length);
    }
  }
  if (firstMalformed !== undefined && (malformed > lines * limits.tape.malformedRatio || entries.count === 0))
    return refuse(malformedProblem(file, firstMalformed, malformed, lines, isCsv));
  if (entries.count === 0) return refuse({ path: file, value: '(no requests)', allowed: tapeAllowed });
  const format = isCsv ? 'csv' : 'log';
  return succeed({ format, ...entries.columns(!isCsv), lines, malformed, firstMalformed });
}

function malformedProblem(
  file: string,
  { line, text }: MalformedLine,
  malformed: number,
  lines: number,
  isCsv: boolean,
): InputProblem {
  const form = isCsv ? csvLineAllowed : `${logLineAllowed}, or a CSV tape that begins with ${csvHeader}`;
  return {
    path: `${file}:${line}`,
    value: text,
    allowed: `at most 1 % malformed lines (${malformed} of ${lines} are); a line reads ${form}`,
  };
}

/** Where the line at `from` ends, without its carriage return, and where the next one begins. */
function lineEnd(bytes: Uint8Array, from: number): { readonly to: number; readonly next: number } {
  const feed = bytes.indexOf(byte.lineFeed, from);
  const end = feed < 0 ? bytes.length : feed;
  const hasReturn = end > from && bytes[end - 1] === byte.carriageReturn;
  return { to: hasReturn ? end - 1 : end, next: end + 1 };
}
