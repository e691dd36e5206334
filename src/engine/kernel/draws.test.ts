import { describe, expect, it } from 'vitest';
import { drawUint32, drawUnit, purposes } from './draws.ts';

// Fixed seeds: a hash either has a bias or it has not, and a test that fails one time in a thousand teaches nothing.
const seeds = [0, 1, 42, 0xdeadbeef, 0xffffffff];
const count = 1 << 16;
/** Standard deviations; with some 400 comparisons below, chance passes 5 about once in 4,000 choices of seeds. */
const limit = 5;

type Draw = (i: number) => number;

/** How many standard deviations a chi-square statistic with this many bins is from its mean. */
function uniformity(draw: Draw, bins: number): number {
  const counts = new Float64Array(bins);
  for (let i = 0; i < count; i += 1) {
    const bin = Math.floor(draw(i) * bins);
    counts[bin] = (counts[bin] as number) + 1;
  }
  const expected = count / bins;
  const chiSquare = counts.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
  return (chiSquare - (bins - 1)) / Math.sqrt(2 * (bins - 1));
}

/** The correlation of two sequences, in standard deviations. */
function correlation(left: Draw, right: Draw): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += (left(i) - 0.5) * (right(i) - 0.5);
  return (sum / count) * 12 * Math.sqrt(count);
}

/** Pairs on a 32 × 32 grid: sees dependence that a correlation cannot. */
function pairUniformity(left: Draw, right: Draw): number {
  return uniformity((i) => (Math.floor(left(i) * 32) + right(i)) / 32, 1024);
}

describe('draws', () => {
  const along: Record<string, (seed: number, step: number) => Draw> = {
    ordinal: (seed, step) => (i) => drawUnit(seed, purposes.serviceDemand, i + step, 0, 0),
    'ordinal beyond 2^32': (seed, step) => (i) =>
      drawUnit(seed, purposes.serviceDemand, 2 ** 40 + i * 2 ** 32 + step, 0, 0),
    'ordinal by 1024': (seed, step) => (i) => drawUnit(seed, purposes.requestKey, i * 1024 + step, 0, 0),
    hop: (seed, step) => (i) => drawUnit(seed, purposes.linkLoss, 77, i + step, 0),
    index: (seed, step) => (i) => drawUnit(seed, purposes.linkLoss, 77, 3, i + step),
    seed: (seed, step) => (i) => drawUnit(seed + i + step, purposes.arrivalGap, 5, 0, 0),
    'purpose and ordinal': (seed, step) => (i) => drawUnit(seed, i & 63, (i >>> 6) + step, 0, 0),
    'word of 32 bits': (seed, step) => (i) => drawUint32(seed, purposes.sample, i + step, 0, 0) / 2 ** 32,
    'low bits of 53': (seed, step) => (i) => (drawUnit(seed, purposes.sample, i + step, 0, 0) * 2 ** 27) % 1,
    'low bits of 32': (seed, step) => (i) =>
      (drawUint32(seed, purposes.sample, i + step, 0, 0) & 0xffff) / 2 ** 16,
  };

  for (const [name, walk] of Object.entries(along)) {
    it(`are uniform and independent of their neighbours along: ${name}`, () => {
      for (const seed of seeds) {
        const what = `${name}, seed ${seed}`;
        expect(Math.abs(uniformity(walk(seed, 0), 256)), what).toBeLessThan(limit);
        for (const step of [1, 2, 7]) {
          expect(Math.abs(correlation(walk(seed, 0), walk(seed, step))), what).toBeLessThan(limit);
          expect(Math.abs(pairUniformity(walk(seed, 0), walk(seed, step))), what).toBeLessThan(limit);
        }
      }
    });
  }

  it('differ between neighbouring seeds, purposes, hops and indices, and between halves of one draw', () => {
    for (const seed of seeds) {
      const base: Draw = (i) => drawUnit(seed, 3, i, 0, 0);
      const neighbours: Draw[] = [
        (i) => drawUnit(seed + 1, 3, i, 0, 0),
        (i) => drawUnit(seed ^ 0x80000000, 3, i, 0, 0),
        (i) => drawUnit(seed, 4, i, 0, 0),
        (i) => drawUnit(seed, 3, i, 1, 0),
        (i) => drawUnit(seed, 3, i, 0, 1),
        (i) => drawUnit(seed, 3, i + 2 ** 32, 0, 0),
        (i) => drawUnit(seed, 3, i, 1 << 16, 0),
        (i) => (base(i) * 2 ** 27) % 1,
      ];
      neighbours.forEach((neighbour, index) => {
        const what = `neighbour ${index}, seed ${seed}`;
        expect(Math.abs(correlation(base, neighbour)), what).toBeLessThan(limit);
        expect(Math.abs(pairUniformity(base, neighbour)), what).toBeLessThan(limit);
      });
    }
  });

  it('flip half of their bits for each bit of input', () => {
    const trials = 4096;
    const inputs = 32 + 8 + 53 + 16 + 8;
    for (let bit = 0; bit < inputs; bit += 1) {
      const flips = new Float64Array(32);
      for (let i = 0; i < trials; i += 1) {
        const key = [i * 2654435761, i & 255, i * 12345.5 * 2 - i * 12344, i & 0xffff, i & 255];
        const flipped = flipBit(key, bit);
        const difference = drawWith(key) ^ drawWith(flipped);
        for (let out = 0; out < 32; out += 1)
          flips[out] = (flips[out] as number) + ((difference >>> out) & 1);
      }
      // Over 117 × 32 pairs the largest deviation of fair coins is about 3.7 standard deviations; 0.05 is 6.4.
      for (const seen of flips) expect(Math.abs(seen / trials - 0.5), `input bit ${bit}`).toBeLessThan(0.05);
    }
  });

  it('never share a stream within a run', () => {
    const seen = new Set<number>();
    for (let purpose = 0; purpose < 32; purpose += 1) {
      for (let hop = 0; hop < 64; hop += 1) {
        for (let index = 0; index < 32; index += 1) seen.add(drawUint32(7, purpose, 123, hop, index));
      }
    }
    expect(seen.size).toBe(32 * 64 * 32);
  });

  it('are what they were: the first values are part of every recorded run', () => {
    expect([0, 1, 2 ** 32 + 1].map((ordinal) => drawUint32(1, 1, ordinal, 0, 0))).toMatchInlineSnapshot(`
      [
        2257682817,
        2025077038,
        2399407189,
      ]
    `);
    expect(drawUnit(1, 1, 0, 0, 0)).toMatchInlineSnapshot(`0.5256577479526398`);
  });

  it('have purposes that are distinct and fit a byte', () => {
    const values = Object.values(purposes);
    expect(new Set(values).size).toBe(values.length);
    for (const purpose of values) expect(purpose >= 0 && purpose < 256).toBe(true);
  });
});

const drawWith = (key: readonly number[]): number => {
  const [seed = 0, purpose = 0, ordinal = 0, hop = 0, index = 0] = key;
  return drawUint32(seed >>> 0, purpose, ordinal, hop, index);
};

/** Flips one bit of (seed 32, purpose 8, ordinal 53, hop 16, index 8). */
function flipBit(key: readonly number[], bit: number): number[] {
  const widths = [32, 8, 53, 16, 8];
  let rest = bit;
  return key.map((value, field) => {
    const width = widths[field] as number;
    const here = rest;
    rest -= width;
    if (here < 0 || here >= width) return value;
    return Math.floor(value / 2 ** here) % 2 === 0 ? value + 2 ** here : value - 2 ** here;
  });
}
