/**
 * Zipf's law over a finite set of keys: key k (from 0, the most popular) has probability ∝ 1/(k+1)^exponent. Drawn in
 * constant time from an alias table (Walker 1977; built in linear time after Vose, "A linear algorithm for generating
 * random numbers with a given distribution", IEEE TSE 17(9), 1991).
 */
import { assert } from '../../base/assert.ts';
import { pow } from '../../base/portable-math.ts';

export interface ZipfTable {
  readonly keys: number;
  readonly exponent: number;
  /** Column k keeps a draw whose remainder is below `keep[k]`, and else gives `alias[k]`. */
  readonly keep: Float64Array;
  readonly alias: Int32Array;
}

/** The exact probabilities, most popular first. They sum to 1 within rounding. */
export function zipfProbabilities(keys: number, exponent: number): Float64Array {
  assert(Number.isInteger(keys) && keys >= 1 && keys <= 1 << 24, 'a Zipf table has 1 to 2^24 keys');
  assert(exponent >= 0 && exponent <= 10, 'a Zipf exponent is between 0 and 10');
  const probabilities = new Float64Array(keys);
  let total = 0;
  // From the rarest up, so that small terms are not lost beside large ones.
  for (let key = keys - 1; key >= 0; key -= 1) {
    const weight = pow(key + 1, -exponent);
    probabilities[key] = weight;
    total += weight;
  }
  for (let key = 0; key < keys; key += 1) probabilities[key] = (probabilities[key] as number) / total;
  return probabilities;
}

/** Derived from two numbers: rebuild it after load, do not save it. 16 bytes a key while building, 12 after. */
export function createZipf(keys: number, exponent: number): ZipfTable {
  const keep = zipfProbabilities(keys, exponent);
  const alias = new Int32Array(keys);
  // One array, two stacks: columns under the average grow from the left, the others from the right.
  const stack = new Int32Array(keys);
  let small = 0;
  let large = keys;
  for (let key = 0; key < keys; key += 1) {
    const height = (keep[key] as number) * keys;
    keep[key] = height;
    alias[key] = key;
    if (height < 1) stack[small++] = key;
    else stack[--large] = key;
  }
  while (small > 0 && large < keys) {
    const lacking = stack[--small] as number;
    const donor = stack[large] as number;
    alias[lacking] = donor;
    const rest = (keep[donor] as number) - (1 - (keep[lacking] as number));
    keep[donor] = rest;
    if (rest < 1) {
      large += 1;
      stack[small++] = donor;
    }
  }
  // Whoever is left is full but for rounding.
  while (small > 0) keep[stack[--small] as number] = 1;
  while (large < keys) keep[stack[large++] as number] = 1;
  return { keys, exponent, keep, alias };
}

/** The key for one uniform draw in [0, 1): its upper bits choose the column, its remainder the side. */
export function zipfKey(table: ZipfTable, unit: number): number {
  const scaled = unit * table.keys;
  const column = scaled | 0;
  return scaled - column < (table.keep[column] as number) ? column : (table.alias[column] as number);
}
