// npm hashring 3.2.0, asked side by side: weights, and more servers than were recorded.
import HashRing from 'hashring';
import { describe, expect, it } from 'vitest';
import { ketama } from '../../src/algorithms/index.ts';
import { keys } from '../support/hashring-lab.ts';

const address = (index: number): string => `10.0.0.${index}:11211`;

function both(weights: readonly number[]): { s: ketama.Ketama; theirs: HashRing } {
  const s = ketama.create();
  weights.forEach((weight, index) => {
    ketama.add(s, address(index), weight);
  });
  const servers = Object.fromEntries(weights.map((weight, index) => [address(index), { weight }]));
  return { s, theirs: new HashRing(servers) };
}

describe('ketama and npm hashring', () => {
  it.each([[[1, 1, 1, 1, 1]], [[1, 2, 3]], [[5, 1, 1, 1]], [new Array<number>(20).fill(1)]])(
    'agree on servers of weights %j',
    (weights) => {
      const { s, theirs } = both(weights);
      for (const key of keys) expect(ketama.owner(s, key)).toBe(theirs.get(key));
    },
  );

  // ⌊1 / 7 · 40 · 7⌋ is 39 in binary fractions: the package gives each of seven equal servers four points fewer.
  it('differ at seven equal servers, where the package loses a digest of each to rounding', () => {
    const { s, theirs } = both(new Array<number>(7).fill(1));
    expect(s.points.length).toBe(7 * 160);
    expect((theirs as unknown as { readonly size: number }).size).toBe(7 * 156);
  });
});
