/** Counts what is read over in a file, and keeps the first of each kind for people to see. */
import { shownValue } from '../problem-text.ts';
import { shownBytes } from './bytes.ts';
import type { Line } from './lines.ts';
import type { LeftOut, LeftOutLine } from './recorded-traffic.ts';

export interface LeftOutTally {
  line(kind: 'malformed' | 'noRequest', bytes: Uint8Array, line: Line): void;
  nuls(line: Line): void;
  sums(): LeftOut;
}

export function tallyLeftOut(): LeftOutTally {
  const counts = { malformed: 0, noRequest: 0, nulBytes: 0 };
  const first: { malformed?: LeftOutLine; noRequest?: LeftOutLine } = {};
  let firstNulLine: number | undefined;
  return {
    line(kind, bytes, { number, from, to }) {
      counts[kind] += 1;
      first[kind] ??= { line: number, text: shownValue(shownBytes(bytes, from, to)) };
    },
    nuls({ number, nuls }) {
      counts.nulBytes += nuls;
      firstNulLine ??= number;
    },
    sums: () => ({
      ...counts,
      firstMalformed: first.malformed,
      firstNoRequest: first.noRequest,
      firstNulLine,
    }),
  };
}
