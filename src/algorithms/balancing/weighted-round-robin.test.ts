import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peerOf } from './peers.ts';
import * as weightedRoundRobin from './weighted-round-robin.ts';

const now = 0;

function deal(s: weightedRoundRobin.WeightedRoundRobin<string>, count: number, tried?: Set<string>): string {
  return Array.from({ length: count }, () => weightedRoundRobin.pick(s, { now, tried }) ?? '-').join('');
}

const create = (weights: Readonly<Record<string, number>>) =>
  weightedRoundRobin.create({ servers: Object.entries(weights).map(([id, weight]) => ({ id, weight })) });

describe('smooth weighted round robin', () => {
  it('spreads the picks of a heavy server', () => {
    expect(deal(create({ A: 5, B: 1, C: 1 }), 14)).toBe('AABACAAAABACAA');
    expect(deal(create({ A: 4, B: 3, C: 2, D: 1 }), 10)).toBe('ABCABDACBA');
  });

  it('deals each weight exactly in every window of their sum, wherever it begins', () => {
    const weightLists = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weightLists, fc.nat(100), (weights, skipped) => {
        const s = weightedRoundRobin.create({ servers: weights.map((weight, id) => ({ id, weight })) });
        for (let pick = 0; pick < skipped; pick += 1) weightedRoundRobin.pick(s, { now });
        const counts = weights.map(() => 0);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        for (let pick = 0; pick < total; pick += 1)
          counts[weightedRoundRobin.pick(s, { now }) as number]! += 1;
        expect(counts).toEqual(weights);
      }),
    );
  });

  it('passes over the down and the tried, whose turn then stands still', () => {
    const s = create({ A: 2, B: 1, C: 1 });
    weightedRoundRobin.setDown(s, 'C', true);
    expect(deal(s, 6)).toBe('ABAABA');
    expect(deal(s, 2, new Set(['A']))).toBe('BB');
    expect(peerOf(s, 'C').currentWeight).toBe(0);
    expect(deal(s, 1, new Set(['A', 'B']))).toBe('-');
  });

  it('takes a backup only when there is no other', () => {
    const servers = [{ id: 'A' }, { id: 'B', backup: true, weight: 2 }, { id: 'C', backup: true }];
    const s = weightedRoundRobin.create({ servers });
    expect(deal(s, 2)).toBe('AA');
    weightedRoundRobin.setDown(s, 'A', true);
    expect(deal(s, 3)).toBe('BCB');
  });

  it('gives a server that failed less, and its weight back one by one', () => {
    const servers = ['A', 'B'].map((id) => ({ id, weight: 10, maxFails: 4 }));
    const s = weightedRoundRobin.create({ servers });
    weightedRoundRobin.pick(s, { now });
    weightedRoundRobin.release(s, 'A', { now, outcome: 'failed' });
    expect(peerOf(s, 'A').effectiveWeight).toBe(8);
    weightedRoundRobin.pick(s, { now });
    expect(peerOf(s, 'A').effectiveWeight).toBe(9);
    weightedRoundRobin.pick(s, { now });
    weightedRoundRobin.pick(s, { now });
    expect(peerOf(s, 'A').effectiveWeight).toBe(10);
  });

  it('refuses weights that nginx refuses', () => {
    for (const weight of [0, -1, 1.5, Number.NaN, 65_536])
      expect(() => create({ A: weight })).toThrow('servers[0].weight: a whole number, 1 … 65535');
  });
});
