// theory.json, ring: how uneven the shares of N ids with V virtual nodes each are expected to be; and that this is what
// rings of random names show, up to a hundred ids, where the recording of rings ends at ten.
import { describe, expect, it } from 'vitest';
import { hashRing } from '../../src/algorithms/index.ts';
import { ringOf } from '../support/hashring-lab.ts';
import { chanceFrom } from '../support/life.ts';
import { openRecording } from '../support/recording.ts';

const recording = openRecording('theory.json', 'ring');
const rows = recording.peek<[number, number, number][]>('rows');

describe('theory.json, ring', () => {
  it.each(rows.map((row, at) => [at, ...row]))('row %i: %i ids of %i points', (at, ids, virtualNodes) => {
    recording.input('rows', at, 0);
    recording.input('rows', at, 1);
    recording.within(['rows', at, 2], hashRing.shareVariation(ids, virtualNodes), 1e-7);
  });

  it.each([
    [3, 10, 300],
    [10, 50, 150],
    [100, 10, 50],
  ])(
    '%i ids of %i points: what %i sets of random names vary by is the formula’s',
    (ids, virtualNodes, sets) => {
      const chance = chanceFrom(ids);
      // Shares add up to 1, so their mean is known, and the mean square of all of them is the variance.
      const squares = Array.from({ length: sets }, () => {
        const names = Array.from({ length: ids }, () => `node-${chance.below(2 ** 31)}`);
        const shares = [...hashRing.arcShares(ringOf(names, virtualNodes)).values()];
        return shares.reduce((sum, share) => sum + (share * ids - 1) ** 2, 0) / ids;
      });
      const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
      const variance = squares.reduce((sum, square) => sum + (square - mean) ** 2, 0) / squares.length;
      const expected = hashRing.shareVariation(ids, virtualNodes) ** 2;
      expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / squares.length));
    },
  );

  it('skips nothing', () => {
    recording.note('formula');
    recording.expectNothingSkipped();
  });
});
