/**
 * Maglev hashing: a table of fixed size says for each remainder whose it is. Every id wishes for all entries in an order of
 * its own; they take turns, each taking the first entry on its list that is free, so shares differ by one entry at most.
 *
 *   offset = h('off|' + id) mod M;  skip = h('skip|' + id) mod (M − 1) + 1;  wish j = (offset + j · skip) mod M
 *   owner(key) = table[h(key) mod M];  h = md5, first eight bytes;  M prime
 *   with weights: in round r an id takes its turn when r · weight ≥ what it took so far · largest weight
 *
 * Source: Eisenbud et al., "Maglev: a fast and reliable software network load balancer", NSDI 2016, section 3.4 (weights
 * after Envoy's table). Cost: `owner` one md5 and O(1); `add` and `remove` fill the table anew, O(M log M), with unequal
 * weights up to O(M · ids). Known failure: some entries change hands between ids that both stay (adding one to ten:
 * 0.25 % of 65,537 entries on average, 1 % of 5,003, and for unlucky names several times as many), so flows in progress need a
 * connection table beside it.
 */
import { check, insist, positive, type Range, readOptions, whole } from '../../base/options.ts';
import { type Halves, type Hash64, hash64, remainder, splitHash64 } from './key-hash.ts';
import { placeForNew, placeOf } from './members.ts';

/** The 64 bits a key stands for. */
export { bigHash64 as hashOf } from './key-hash.ts';

export interface MaglevOptions {
  /** Entries: a prime, a thousand times the ids that there will be, or more. */
  readonly tableSize?: number;
}

export interface Maglev {
  readonly tableSize: number;
  /** In the order of `precedes`, which is the order of turns. */
  readonly ids: string[];
  readonly weights: number[];
  /** By remainder: the place in `ids`. */
  readonly table: Int32Array;
}

const isPrime = (value: number): boolean => {
  for (let divisor = 2; divisor * divisor <= value; divisor += 1) if (value % divisor === 0) return false;
  return value >= 2;
};

const sizes = whole(3, 1_048_573);
const primes: Range = {
  allows: (value) => sizes.allows(value) && isPrime(value as number),
  words: `a prime, 3 … 1048573`,
};

export function create(options: MaglevOptions = {}): Maglev {
  const ranges = { tableSize: primes };
  const { tableSize } = readOptions<Required<MaglevOptions>, MaglevOptions>(
    options,
    { tableSize: 65_537 },
    ranges,
  );
  return { tableSize, ids: [], weights: [], table: new Int32Array(tableSize).fill(free) };
}

/** @throws OptionError if the id is there, or the table is too small for one more. */
export function add(s: Maglev, id: string, weight = 1): void {
  check('weight', weight, positive);
  const place = placeForNew(s.ids, id);
  insist(s.ids.length < s.tableSize, 'id', `one of ${s.tableSize} at most: there are no more entries`, id);
  s.ids.splice(place, 0, id);
  s.weights.splice(place, 0, weight);
  fill(s);
}

/** @throws OptionError if the id is not there. */
export function remove(s: Maglev, id: string): void {
  const place = placeOf(s.ids, id);
  s.ids.splice(place, 1);
  s.weights.splice(place, 1);
  fill(s);
}

/** Whom the key belongs to; undefined without ids. */
export function owner(s: Maglev, key: string): string | undefined {
  hash64(key, halves);
  return s.ids[s.table[remainder(halves, s.tableSize)] as number];
}

/** The same for a key whose `hashOf` is known, or that is a number of up to 64 bits itself. */
export function ownerOfHash(s: Maglev, hash: Hash64): string | undefined {
  splitHash64(hash, halves);
  return s.ids[s.table[remainder(halves, s.tableSize)] as number];
}

const halves: Halves = { high: 0, low: 0 };
const free = -1;

function fill({ tableSize, ids, weights, table }: Maglev): void {
  table.fill(free);
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  const skips = ids.map((id) => residue(`skip|${id}`, tableSize - 1) + 1);
  const wishes = ids.map((id) => residue(`off|${id}`, tableSize));
  const taken = ids.map(() => 0);
  let left = ids.length === 0 ? 0 : tableSize;
  for (let round = 0; left > 0; round += 1) {
    for (let place = 0; place < ids.length && left > 0; place += 1) {
      if (round * (weights[place] as number) < (taken[place] as number) * largest) continue;
      wishes[place] = takeFrom(table, wishes[place] as number, skips[place] as number, place);
      taken[place] = (taken[place] as number) + 1;
      left -= 1;
    }
  }
}

/** Gives `place` the first free entry on its list, which goes on at `wish`; hands back where it goes on next. */
function takeFrom(table: Int32Array, wish: number, skip: number, place: number): number {
  let entry = wish;
  while (table[entry] !== free) entry = (entry + skip) % table.length;
  table[entry] = place;
  return (entry + skip) % table.length;
}

function residue(text: string, divisor: number): number {
  hash64(text, halves);
  return remainder(halves, divisor);
}
