/**
 * Which requests are drawn. A request is kept at ratio k (a power of two) when its hash falls in the lowest 1/k of the
 * range: so those kept at 1:16 are among those kept at 1:8, and the same dots come back on replay.
 */
import { mix32 } from './hash.ts';

/** A uniform uint32 of a request's arrival ordinal, independent of every draw of the simulation. */
function sampleHash(ordinal: number): number {
  return mix32((ordinal | 0) ^ Math.imul(Math.floor(ordinal / 4294967296), 0x9e3779b1) ^ 0x5bd1e995);
}

/** `ratio` is a power of two; 1 keeps all, 0 none. */
export function isSampled(ordinal: number, ratio: number): boolean {
  return ratio > 0 && sampleHash(ordinal) < 4294967296 / ratio;
}
