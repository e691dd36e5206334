/**
 * From the bytes of an access log or a CSV tape to recorded traffic, or to the one thing that is wrong with the file.
 * It never becomes text: lines are read where they stand. What is later than `nowSeconds` (this room has no clock) by
 * more than a day is refused: such a file is mistaken about its time or for what it is.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { InputProblem, Result } from '../../base/result.ts';
import { refuse, succeed } from '../../base/result.ts';
import { type Micros, microsPerSecond } from '../../base/units.ts';
import { limits } from '../limits.ts';
import { shownValue } from '../problem-text.ts';
import { byte } from './bytes.ts';
import { csvHeader, csvLineAllowed, isCsvHeader, readCsvLine } from './csv-line.ts';
import { createEntries } from './entries.ts';
import { createEntry } from './entry.ts';
import { tallyLeftOut } from './left-out.ts';
import { firstLine, type Line, lineAfter } from './lines.ts';
import { logLineAllowed, readLogLine } from './log-line.ts';
import { utcText } from './log-time.ts';
import type { LeftOut, LeftOutLine, RecordedTraffic } from './recorded-traffic.ts';

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
  return size <= limits.tape.fileBytes ? undefined : tapeTooLarge(name, size);
}

export const tapeTooLarge = (name: string, size: number): InputProblem => ({
  path: shownValue(name),
  value: `${size} bytes`,
  allowed: `at most ${limits.tape.fileBytes} bytes`,
});

function unfitness(bytes: Uint8Array): string | undefined {
  if (bytes.length > limits.tape.fileBytes) return `${bytes.length} bytes`;
  if (bytes.every((one) => one <= byte.space)) return bytes.includes(0) ? '(binary)' : '(empty)';
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return '(compressed)';
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isWide ? '(UTF-16)' : undefined;
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
  const head = firstWithContent(bytes);
  const isCsv = isCsvHeader(bytes, head.from, head.to);
  const readLine = isCsv ? readCsvLine : readLogLine;
  const latest = nowSeconds + limits.tape.aheadSeconds;
  const entries = createEntries(bytes);
  const entry = createEntry();
  const leftOut = tallyLeftOut();
  let lines = 0;
  let reportedAt = 0;
  for (let line = firstLine(bytes); line.from < bytes.length; line = lineAfter(bytes, line)) {
    const { number, from, to } = line;
    if (line.nuls > 0) leftOut.nuls(line);
    if (to > from && !(isCsv && from === head.from)) {
      lines += 1;
      const content = to - from > limits.tape.lineBytes ? 'malformed' : readLine(bytes, from, to, entry);
      if (content !== 'request') leftOut.line(content, bytes, line);
      else {
        const isAhead = !isCsv && entry.at > latest * microsPerSecond;
        const broken = isAhead ? undefined : entries.add(entry);
        if (isAhead) return refuse(aheadProblem(`${file}:${number}`, entry.at, latest));
        if (broken !== undefined) return refuse(boundProblem(`${file}:${number}`, broken));
      }
    }
    if (line.next - reportedAt > bytes.length / steps) {
      reportedAt = line.next;
      onProgress(Math.min(1, reportedAt / bytes.length));
    }
  }
  const sums = leftOut.sums();
  const problem = leftOutProblem(file, sums, lines, entries.count, isCsv);
  if (problem) return refuse(problem);
  const format = isCsv ? 'csv' : 'log';
  return succeed({ format, ...entries.columns(!isCsv), lines, ...sums });
}

/** Blank lines before the header of a CSV tape do no harm. */
function firstWithContent(bytes: Uint8Array): Line {
  let line = firstLine(bytes);
  while (line.to === line.from && line.next < bytes.length) line = lineAfter(bytes, line);
  return line;
}

function aheadProblem(path: string, at: Micros, latestSeconds: number): InputProblem {
  const allowed = `1970-01-01 … ${utcText(latestSeconds)} (a day from now)`;
  return { path, value: utcText(at / microsPerSecond), allowed };
}

function boundProblem(path: string, broken: 'requests' | 'keys' | 'clients'): InputProblem {
  const most = limits.tape[broken];
  return { path, value: `${broken}: ${most + 1}`, allowed: `at most ${most}` };
}

/** Whether what is left is the file's content, or the file is something else. */
function leftOutProblem(
  file: string,
  { malformed, firstMalformed, nulBytes }: LeftOut,
  lines: number,
  requests: number,
  isCsv: boolean,
): InputProblem | undefined {
  if (requests === 0 && nulBytes > 0) return { path: file, value: '(binary)', allowed: tapeAllowed };
  if (firstMalformed !== undefined && (malformed > lines * limits.tape.malformedRatio || requests === 0))
    return malformedProblem(file, firstMalformed, malformed, lines, isCsv);
  return requests === 0 ? { path: file, value: '(no requests)', allowed: tapeAllowed } : undefined;
}

function malformedProblem(
  file: string,
  { line, text }: LeftOutLine,
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
