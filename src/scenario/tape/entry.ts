/** One request as a line says it. Reused from line to line; names are places in the file's bytes. */
import type { Micros } from '../../base/units.ts';

export interface Entry {
  /** A log's: since 1970. A CSV tape's: after its start. */
  at: Micros;
  isWrite: boolean;
  keyFrom: number;
  keyTo: number;
  clientFrom: number;
  clientTo: number;
}

export const createEntry = (): Entry => ({
  at: 0,
  isWrite: false,
  keyFrom: 0,
  keyTo: 0,
  clientFrom: 0,
  clientTo: 0,
});

/** `noRequest`: a well-formed line of a log about a client that asked for nothing, as port scanners do. */
export type LineContent = 'request' | 'noRequest' | 'malformed';

/** Fills the entry from the line in [from, to), if it is a request. */
export type ReadLine = (bytes: Uint8Array, from: number, to: number, entry: Entry) => LineContent;
