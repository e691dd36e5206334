import HashRing from 'hashring';
import { describe, expect, it } from 'vitest';
import { OptionError } from '../../base/options.ts';
import * as ketama from './ketama.ts';

const address = (index: number): string => `10.0.0.${index}:11211`;
const keys = Array.from({ length: 1_000 }, (_, index) => `user:${index}`);

function ringOf(weights: readonly number[]): ketama.Ketama {
  const s = ketama.create();
  weights.forEach((weight, index) => {
    ketama.add(s, address(index), weight);
  });
  return s;
}

describe('ketama', () => {
  it.each([[[1, 1, 1, 1, 1]], [[1, 2, 3]], [[5, 1, 1, 1]], [new Array<number>(20).fill(1)]])(
    'agrees with npm hashring on servers of weights %j',
    (weights) => {
      const s = ringOf(weights);
      const theirs = new HashRing(
        Object.fromEntries(weights.map((weight, index) => [address(index), { weight }])),
      );
      for (const key of keys) expect(ketama.owner(s, key)).toBe(theirs.get(key));
    },
  );

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
