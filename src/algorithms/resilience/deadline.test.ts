import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionError } from '../../base/options.ts';
import * as deadline from './deadline.ts';

describe('deadline', () => {
  it('says what is left, and when it has passed', () => {
    const s = deadline.create({ now: 100, timeout: 50 });
    expect([100, 149, 150, 200].map((now) => deadline.remaining(s, now))).toEqual([50, 1, 0, 0]);
    expect([149, 150].map((now) => deadline.isExpired(s, now))).toEqual([false, true]);
  });

  it('gives a call on the way its own timeout or what is left, less what is kept back', () => {
    const s = deadline.create({ now: 0, timeout: 100 });
    expect(deadline.childTimeout(s, 40)).toBe(60);
    expect(deadline.childTimeout(s, 40, { timeout: 30 })).toBe(30);
    expect(deadline.childTimeout(s, 40, { timeout: 90, reserve: 10 })).toBe(50);
    expect(deadline.childTimeout(s, 90, { reserve: 10 })).toBeUndefined();
    expect(deadline.childTimeout(s, 100)).toBeUndefined();
  });

  it('admits work that still fits', () => {
    const s = deadline.create({ now: 0, timeout: 100 });
    expect(deadline.admits(s, 40, 60)).toBe(true);
    expect(deadline.admits(s, 40, 61)).toBe(false);
    expect(deadline.admits(s, 100, 0)).toBe(false);
  });

  it('only comes nearer: nobody down a chain has more time than those before', () => {
    const hops = fc.array(fc.record({ spent: fc.nat(50), timeout: fc.integer({ min: 1, max: 200 }) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(hops, (chain) => {
        const s = deadline.create({ now: 0, timeout: 300 });
        let now = 0;
        for (const { spent, timeout } of chain) {
          const before = s.at;
          now += spent;
          const given = deadline.childTimeout(s, now, { timeout });
          expect(given === undefined).toBe(deadline.isExpired(s, now));
          if (given !== undefined) expect(now + given).toBeLessThanOrEqual(before);
          deadline.tighten(s, now, timeout);
          expect(s.at).toBeLessThanOrEqual(before);
          expect(deadline.remaining(s, now)).toBe(given ?? 0);
        }
      }),
    );
  });

  it('refuses wrong options', () => {
    expect(() => deadline.create({ now: 0, timeout: 0 })).toThrow(OptionError);
    expect(() => deadline.create({ now: -1, timeout: 1 })).toThrow(OptionError);
    const s = deadline.create({ now: 0, timeout: 1 });
    expect(() => deadline.childTimeout(s, 0, { reserve: -1 })).toThrow(/^reserve:/);
    expect(() => deadline.tighten(s, 0, 0)).toThrow(/^timeout:/);
  });
});
