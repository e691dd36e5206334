import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OptionError } from '../../base/options.ts';
import * as ketama from './ketama.ts';

const address = (index: number): string => `10.0.0.${index}:11211`;

function ringOf(weights: readonly number[]): ketama.Ketama {
  const s = ketama.create();
  weights.forEach((weight, index) => {
    ketama.add(s, address(index), weight);
  });
  return s;
}

describe('ketama', () => {
  it('gives everybody 160 points at any number of equal servers', () => {
    for (let count = 1; count <= 60; count += 1)
      expect(ringOf(new Array(count).fill(3)).points.length).toBe(160 * count);
  });

  it('shares points out by weight', () => {
    const s = ringOf([1, 2, 3]);
    expect(s.counts).toEqual([20, 40, 60]);
    ketama.remove(s, address(2));
    expect(s.counts).toEqual([26, 53]);
    expect(s.points.length).toBe(4 * (26 + 53));
    expect(ketama.owner(s, 'user:1')).toBe(ketama.ownerOfHash(s, ketama.hashOf('user:1')));
  });

  // Points by definition, from the platform's md5.
  it('puts four words of each digest on the ring, least significant byte first', () => {
    const digests = Array.from({ length: 40 }, (_, index) =>
      createHash('md5')
        .update(`${address(0)}-${index}`)
        .digest(),
    );
    const points = digests.flatMap((digest) => [0, 4, 8, 12].map((at) => digest.readUInt32LE(at)));
    expect([...ringOf([1]).points]).toEqual(points.sort((left, right) => left - right));
    expect(ketama.hashOf('user:1')).toBe(createHash('md5').update('user:1').digest().readUInt32LE(0));
  });

  // libketama gives the digests [79, 0], and the second owns nothing; 40 times as heavy is the most of which that is
  // true of no company: w · 40 · N / (w + (N − 1) · 40 w) > 1 for any N.
  it('refuses a weight beside which another server would get no point, and so each has one, whoever goes', () => {
    const [light, heavy] = [ringOf([1]), ringOf([100])];
    expect(() => ketama.add(light, 'b', 100)).toThrow(/weight: within a factor of 40/);
    expect(() => ketama.add(heavy, 'b', 1)).toThrow(/weight: within a factor of 40/);
    expect(light).toEqual(ringOf([1]));
    const s = ringOf([1, ...new Array(20).fill(40)]);
    for (let left = 20; left > 0; left -= 1) {
      expect(Math.min(...s.counts)).toBeGreaterThanOrEqual(1);
      ketama.remove(s, address(left));
    }
  });

  it('refuses what it cannot use', () => {
    const s = ringOf([1]);
    expect(() => ketama.create({ digests: 0 })).toThrow(/digests: a whole number, 1/);
    expect(() => ketama.create({ virtualNodes: 3 } as never)).toThrow(OptionError);
    expect(() => ketama.add(s, address(0))).toThrow(/id: one that was not added/);
    expect(() => ketama.add(s, 'b', 0)).toThrow(/weight/);
    expect(() => ketama.remove(s, 'b')).toThrow(/id/);
    expect(s).toEqual(ringOf([1]));
    expect(ketama.owner(ketama.create(), 'user:1')).toBeUndefined();
  });
});
