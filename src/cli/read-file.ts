/** The bytes of a file or a pipe, never more than allowed: a pipe does not say how much is coming. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A number: it has as many bytes, which is too many; a
 * pipe that is not read to its end may have more. Undefined: it is neither a file nor a pipe. Throws what the system says. */
export function readFile(name: string, mostBytes: number): Uint8Array | number | undefined {
  const file = openSync(name, 'r');
  try {
    const stats = fstatSync(file);
    if (!(stats.isFile() || stats.isFIFO() || stats.isSocket())) return undefined;
    return stats.size > mostBytes ? stats.size : readAll(file, mostBytes);
  } finally {
    closeSync(file);
  }
}

function readAll(file: number, mostBytes: number): Uint8Array | number {
  const parts: Buffer[] = [];
  let length = 0;
  while (length <= mostBytes) {
    const part = Buffer.allocUnsafe(64 * 1024);
    const count = readSync(file, part);
    if (count === 0) return new Uint8Array(Buffer.concat(parts, length));
    parts.push(part.subarray(0, count));
    length += count;
  }
  return length;
}
