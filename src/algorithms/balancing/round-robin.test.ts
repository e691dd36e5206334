import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as roundRobin from './round-robin.ts';

const servers = ['A', 'B', 'C', 'D'].map((id) => ({ id }));

const now = 0;

describe('round robin', () => {
  it('takes turns', () => {
    const s = roundRobin.create({ servers });
    expect(Array.from({ length: 10 }, () => roundRobin.pick(s, { now })).join('')).toBe('ABCDABCDAB');
  });

  it('passes over the down and the tried, and gives up when none is left', () => {
    const s = roundRobin.create({ servers });
    roundRobin.setDown(s, 'B', true);
    expect(roundRobin.pick(s, { now, tried: new Set(['A']) })).toBe('C');
    expect(roundRobin.pick(s, { now, tried: new Set(['A', 'C', 'D']) })).toBeUndefined();
    expect(roundRobin.pick(s, { now })).toBe('D');
  });

  it('never picks a down server and is fair to within one among the rest', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), fc.nat(100), (downs, picks) => {
        const s = roundRobin.create({ servers: downs.map((down, id) => ({ id, down })) });
        const counts = downs.map(() => 0);
        for (let pick = 0; pick < picks; pick += 1) {
          const id = roundRobin.pick(s, { now });
          if (id !== undefined) counts[id]! += 1;
        }
        const up = counts.filter((_, id) => !downs[id]);
        expect(counts.filter((count, id) => downs[id] && count > 0)).toEqual([]);
        if (up.length > 0) expect(Math.max(...up) - Math.min(...up)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('counts what is under way and survives a clone', () => {
    const s = structuredClone(roundRobin.create({ servers }));
    roundRobin.pick(s, { now });
    expect(roundRobin.activeOf(s, 'A')).toBe(1);
    roundRobin.release(s, 'A', { now, outcome: 'ok' });
    expect(() => roundRobin.release(s, 'A', { now, outcome: 'ok' })).toThrow('picked');
    expect(() => roundRobin.release(s, 'Z', { now, outcome: 'ok' })).toThrow('one of the servers');
    roundRobin.pick(s, { now });
    roundRobin.release(s, 'B', { now, outcome: 'ok' });
    expect(roundRobin.activeOf(s, 'B')).toBe(0);
  });

  it('gives a server of weight w so many turns in a row, counted anew after a pause', () => {
    const weighted = [{ id: 'A', weight: 3 }, { id: 'B', weight: 2 }, { id: 'C' }];
    const s = roundRobin.create({ servers: weighted });
    const deal = (count: number): string =>
      Array.from({ length: count }, () => roundRobin.pick(s, { now })).join('');
    expect(deal(13)).toBe('AAABBCAAABBCA');
    roundRobin.setDown(s, 'A', true);
    expect(deal(4)).toBe('BBCB');
    roundRobin.setDown(s, 'A', false);
    expect(deal(6)).toBe('BCAAAB');
  });

  it('refuses options it does not know', () => {
    expect(() => roundRobin.create({ servers: [{ id: 'A', weight: -1 }] })).toThrow('servers[0].weight');
    expect(() => roundRobin.create({ servers: [{ id: 'A' }, { id: 'A' }] })).toThrow(
      'servers[1]: each id once',
    );
    expect(() =>
      roundRobin.create({ servers, weights: [1] } as object as { servers: typeof servers }),
    ).toThrow('weights: no such option');
    for (const nobody of [null, undefined, 'A', ['A']])
      expect(() => roundRobin.create({ servers: [nobody] } as never)).toThrow(
        'servers[0]: an object of options',
      );
  });
});
