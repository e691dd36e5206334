/**
 * The fingerprint of a run: folds every delivered event, in order, into two 32-bit lanes of MurmurHash3 steps. It sees
 * time, kind, component, request ordinal and outcome, and nothing of how they were stored (ARCHITECTURE.md, invariant 4).
 */
import { combine32, mix32 } from '../../base/hash.ts';

export interface TraceHashPlain {
  readonly upper: number;
  readonly lower: number;
  readonly count: number;
}

/** A product with a power of two is exact, and quicker than the quotient. */
const perWord = 1 / 4294967296;

const hex = (word: number): string => word.toString(16).padStart(8, '0');

export class TraceHash {
  private upper = 0x6a09e667;
  private lower = 0xbb67ae85 | 0;
  private count = 0;

  /**
   * `time` and `ordinal` are whole numbers from −2^53 to 2^53 (ordinal −1 where there is no request); kind, component
   * and outcome are under 2^8, 2^16 and 2^8.
   */
  fold(time: number, kind: number, component: number, ordinal: number, outcome: number): void {
    const what = (component << 16) ^ (outcome << 8) ^ kind;
    const timeLow = time | 0;
    const timeHigh = Math.floor(time * perWord) | 0;
    const ordinalLow = ordinal | 0;
    const ordinalHigh = Math.floor(ordinal * perWord) | 0;
    // The lanes take the words in different orders, so that what collides in one does not in the other.
    let upper = combine32(this.upper, timeLow) | 0;
    upper = combine32(upper, what) | 0;
    const high = Math.imul(timeHigh + Math.imul(ordinalHigh, 0x9e3779b1), 0x85ebca6b);
    this.upper = combine32(upper, (ordinalLow + high) | 0) | 0;
    let lower = (Math.imul(this.lower ^ ordinalLow, 0xcc9e2d51) + what) | 0;
    lower = (Math.imul(lower ^ (lower >>> 15), 0x2c1b3c6d) + timeLow) | 0;
    lower =
      (Math.imul(lower ^ (lower >>> 13), 0x297a2d39) +
        Math.imul(ordinalHigh + Math.imul(timeHigh, 0x9e3779b1), 0xc2b2ae35)) |
      0;
    this.lower = lower ^ (lower >>> 16);
    this.count += 1;
  }

  /** 16 hexadecimal digits. Folding may go on after it. */
  digest(): string {
    const upper = mix32(this.upper ^ this.count);
    const lower = mix32(this.lower ^ Math.imul(this.count, 0x9e3779b1) ^ upper);
    return hex(upper) + hex(lower);
  }

  save(): TraceHashPlain {
    return { upper: this.upper, lower: this.lower, count: this.count };
  }

  load(plain: TraceHashPlain): void {
    this.upper = plain.upper | 0;
    this.lower = plain.lower | 0;
    this.count = plain.count;
  }
}
