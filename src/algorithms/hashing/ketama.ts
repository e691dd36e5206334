/**
 * Ketama: the consistent hashing that memcached clients agree on. Each md5 of a server's name gives four points, 40
 * digests a server; a key lies where the first word of its md5 says, least significant byte first.
 *
 *   digests of id = ⌊40 · N · weight / Σ weight⌋;  digest i = md5(`${id}-${i}`);  points = its four words
 *   owner(key) = owner of the first point ≥ first word of md5(key), around the circle
 *
 * Source: libketama (R. Jones, last.fm, 2007); npm hashring 3.2.0. Cost: `owner` one md5 and O(log points), `add` and
 * `remove` O(points), with the digests of all whose number of points changes. Known failure: points are shared out
 * relative to the total weight, so adding a heavy server takes points from, and moves keys between, all the others; with
 * equal weights it does not. Rounding down takes the more from a server the lighter it is: libketama leaves one with less
 * than a digest no point at all. Here no weight may be more than `digests` times another, so that each has one.
 */
import { check, insist, readOptions, whole } from '../../base/options.ts';
import { checkHash32 } from './key-hash.ts';
import { md5Words } from './md5.ts';
import { createRing, deleteId, idAt, insertId, putPoints, type Ring, takePoints } from './ring.ts';

export interface KetamaOptions {
  /** Digests of a server of average weight, four points each. */
  readonly digests?: number;
}

export interface Ketama extends Ring {
  readonly digests: number;
  /** By place in `ids`. */
  readonly weights: number[];
  /** Digests that it has on the ring. */
  readonly counts: number[];
}

/** libketama weighs by megabytes. */
const weights = whole(1, 10_000_000);
const mostDigests = 10_000;
const wordsInDigest = 4;
const words = new Int32Array(wordsInDigest);

export function create(options: KetamaOptions = {}): Ketama {
  const ranges = { digests: whole(1, mostDigests) };
  const read = readOptions<Required<KetamaOptions>, KetamaOptions>(options, { digests: 40 }, ranges);
  return { ...read, ...createRing(), weights: [], counts: [] };
}

/** @throws OptionError if the id is there, or the weight so far from another's that one might get no point. */
export function add(s: Ketama, id: string, weight = 1): void {
  check('weight', weight, weights);
  for (const other of s.weights) {
    const isNear = weight <= other * s.digests && other <= weight * s.digests;
    insist(isNear, 'weight', `within a factor of ${s.digests} (digests) of every other server's`, weight);
  }
  const place = insertId(s, id);
  s.weights.splice(place, 0, weight);
  s.counts.splice(place, 0, 0);
  shareOut(s);
}

/** @throws OptionError if the id is not there. */
export function remove(s: Ketama, id: string): void {
  const place = deleteId(s, id);
  s.weights.splice(place, 1);
  s.counts.splice(place, 1);
  shareOut(s);
}

/** Whom the key belongs to; undefined on an empty ring. */
export function owner(s: Ketama, key: string): string | undefined {
  return idAt(s, hashOf(key));
}

/** The same for a key whose `hashOf` is known. */
export function ownerOfHash(s: Ketama, hash: number): string | undefined {
  checkHash32(hash);
  return idAt(s, hash);
}

/** Where a key lies on the circle: 0 … 2³² − 1. */
export function hashOf(key: string): number {
  md5Words(key, words);
  return (words[0] as number) >>> 0;
}

/** Gives every server its points anew whose part of the total weight has changed their number. */
function shareOut(s: Ketama): void {
  const total = s.weights.reduce((sum, weight) => sum + weight, 0);
  s.ids.forEach((id, place) => {
    const count = Math.floor(((s.weights[place] as number) * s.digests * s.ids.length) / total);
    if (count === s.counts[place]) return;
    takePoints(s, place);
    putPoints(s, place, pointsOf(id, count));
    s.counts[place] = count;
  });
}

function pointsOf(id: string, count: number): Uint32Array {
  const points = new Uint32Array(count * wordsInDigest);
  for (let digest = 0; digest < count; digest += 1) {
    md5Words(`${id}-${digest}`, words);
    points.set(words, digest * wordsInDigest);
  }
  return points;
}
