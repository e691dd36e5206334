/**
 * A histogram of whole Micros with `bucketsPerOctave` (a power of two, 1…1024) buckets to each doubling: HdrHistogram's
 * scheme (Tene) in one typed array. Mean and count are exact. A quantile is the middle of its bucket, so it is off by at
 * most 1/(2 × bucketsPerOctave): 0.39 % at 128, 1.56 % at 32; values under 2 × bucketsPerOctave are exact.
 */
import { assert } from '../../base/assert.ts';
import type { Micros } from '../../base/units.ts';
import { bucketOf, fractionBitsOf, middleOfBucket } from './log-histogram-buckets.ts';
import { rankOf } from './log-histogram-sparse.ts';

export { mergeSparse, quantileOfSparse } from './log-histogram-sparse.ts';

export interface LogHistogramPlain {
  readonly bucketsPerOctave: number;
  readonly sum: number;
  /** By bucket up to the greatest occupied one, so that a count keeps its place. */
  readonly counts: Uint32Array;
}

/** 2^53 falls in octave 53; beyond it Micros are no longer whole. */
const greatestValue = 9007199254740992;

export class LogHistogram {
  readonly bucketsPerOctave: number;
  count = 0;
  /** Exact while under 2^53 Micros, 285 years of waiting altogether. */
  sum: Micros = 0;
  private readonly fractionBits: number;
  /** Grows by doubling to the greatest bucket seen: 11 KB at 128 an octave for values up to 5 s. */
  private counts: Uint32Array;

  constructor(bucketsPerOctave: number) {
    assert(
      bucketsPerOctave >= 1 && bucketsPerOctave <= 1024 && (bucketsPerOctave & (bucketsPerOctave - 1)) === 0,
      'buckets per octave are a power of two up to 1024',
    );
    this.bucketsPerOctave = bucketsPerOctave;
    this.fractionBits = fractionBitsOf(bucketsPerOctave);
    this.counts = new Uint32Array(bucketsPerOctave);
  }

  /** Counts one value: whole Micros from 0 to 2^53. Each bucket holds up to 2^32 − 1. */
  record(value: Micros): void {
    assert(value >= 0 && value <= greatestValue, 'a recorded duration is between 0 and 2^53 micros');
    const bucket = bucketOf(value, this.fractionBits);
    if (bucket >= this.counts.length) this.grow(bucket);
    this.counts[bucket] = (this.counts[bucket] as number) + 1;
    this.count += 1;
    this.sum += value;
  }

  /** The p-quantile (0…1, nearest rank) in Micros; NaN when nothing was recorded. */
  quantile(p: number): number {
    if (this.count === 0) return Number.NaN;
    let rest = rankOf(p, this.count);
    let bucket = 0;
    for (; bucket < this.counts.length - 1; bucket += 1) {
      rest -= this.counts[bucket] as number;
      if (rest <= 0) break;
    }
    return middleOfBucket(bucket, this.fractionBits);
  }

  /** Exact, in Micros; NaN when nothing was recorded. */
  mean(): number {
    return this.sum / this.count;
  }

  merge(other: LogHistogram): void {
    assert(other.bucketsPerOctave === this.bucketsPerOctave, 'merged histograms have equal buckets');
    if (other.counts.length > this.counts.length) this.grow(other.counts.length - 1);
    for (let bucket = 0; bucket < other.counts.length; bucket += 1) {
      this.counts[bucket] = (this.counts[bucket] as number) + (other.counts[bucket] as number);
    }
    this.count += other.count;
    this.sum += other.sum;
  }

  reset(): void {
    this.counts.fill(0);
    this.count = 0;
    this.sum = 0;
  }

  /** `[bucket, count, …]`, buckets ascending, without empty ones. */
  toSparse(): Uint32Array {
    let occupied = 0;
    for (let bucket = 0; bucket < this.counts.length; bucket += 1)
      if (this.counts[bucket] !== 0) occupied += 1;
    const sparse = new Uint32Array(2 * occupied);
    let at = 0;
    for (let bucket = 0; bucket < this.counts.length; bucket += 1) {
      const count = this.counts[bucket] as number;
      if (count === 0) continue;
      sparse[at] = bucket;
      sparse[at + 1] = count;
      at += 2;
    }
    return sparse;
  }

  save(): LogHistogramPlain {
    let occupied = this.counts.length;
    while (occupied > 0 && this.counts[occupied - 1] === 0) occupied -= 1;
    const { bucketsPerOctave, sum } = this;
    return { bucketsPerOctave, sum, counts: this.counts.slice(0, occupied) };
  }

  load(plain: LogHistogramPlain): void {
    assert(plain.bucketsPerOctave === this.bucketsPerOctave, 'a loaded histogram has equal buckets');
    this.reset();
    const { counts, sum } = plain;
    if (counts.length > this.counts.length) this.grow(counts.length - 1);
    this.counts.set(counts);
    for (let bucket = 0; bucket < counts.length; bucket += 1) this.count += counts[bucket] as number;
    this.sum = sum;
  }

  private grow(bucket: number): void {
    let length = this.counts.length;
    while (length <= bucket) length *= 2;
    const grown = new Uint32Array(length);
    grown.set(this.counts);
    this.counts = grown;
  }
}
