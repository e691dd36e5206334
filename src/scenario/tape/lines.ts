/**
 * The lines of a file, where they stand in its bytes. Lines end with LF or CR LF, and with a run of NULs: a log that was
 * truncated while its server wrote on, or that lost its last blocks in a crash, has a hole that reads as NULs.
 */
import { byte } from './bytes.ts';

export interface Line {
  /** From 1; what follows NULs is on the same line as what stood before them. */
  readonly number: number;
  readonly from: number;
  readonly to: number;
  /** How many NULs follow it. */
  readonly nuls: number;
  /** Where the next line begins; beyond the end of the file after the last. */
  readonly next: number;
  readonly nextNumber: number;
}

/** After the byte order mark, if there is one. */
export function firstLine(bytes: Uint8Array): Line {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return lineAt(bytes, hasMark ? 3 : 0, 1);
}

export const lineAfter = (bytes: Uint8Array, { next, nextNumber }: Line): Line =>
  lineAt(bytes, next, nextNumber);

function lineAt(bytes: Uint8Array, from: number, number: number): Line {
  let end = from;
  while (end < bytes.length && bytes[end] !== byte.lineFeed && bytes[end] !== 0) end += 1;
  if (bytes[end] === 0) {
    let next = end + 1;
    while (bytes[next] === 0) next += 1;
    return { number, from, to: end, nuls: next - end, next, nextNumber: number };
  }
  const hasReturn = end > from && bytes[end - 1] === byte.carriageReturn;
  const to = hasReturn ? end - 1 : end;
  return { number, from, to, nuls: 0, next: end + 1, nextNumber: number + 1 };
}
