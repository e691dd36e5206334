import { describe, expect, it } from 'vitest';
import * as gcra from './gcra.ts';

describe('gcra', () => {
  it('virtual scheduling, step by step: T = 100 ms, tolerance 200 ms', () => {
    const s = gcra.create({ ratePerSecond: 10, burst: 3 });
    expect(gcra.admit(s, 0)).toEqual({ allowed: true, remaining: 2 });
    expect(s.tat).toBe(100_000);
    expect(gcra.admit(s, 0)).toEqual({ allowed: true, remaining: 1 });
    expect(gcra.admit(s, 0)).toEqual({ allowed: true, remaining: 0 });
    expect(s.tat).toBe(300_000);
    expect(gcra.admit(s, 99_999)).toEqual({ allowed: false, remaining: 0, retryAfter: 1 });
    expect(gcra.admit(s, 100_000).allowed).toBe(true);
    expect(gcra.admit(s, 5_000_000)).toEqual({ allowed: true, remaining: 2 });
    expect(s.tat).toBe(5_100_000);
  });

  it('burst 1: nothing may be early', () => {
    const s = gcra.create({ ratePerSecond: 3, burst: 1 });
    // T is 333,333⅓ µs: the third conforms after exactly two of them.
    const times = [0, 333_333, 333_334, 666_667, 666_668, 1_000_001];
    expect(times.map((now) => gcra.admit(s, now).allowed)).toEqual([true, false, true, false, true, false]);
    expect(gcra.admit(s, 1_000_002).allowed).toBe(true);
  });

  it('keeps a third of a microsecond through ten million requests', () => {
    const s = gcra.create({ ratePerSecond: 3, burst: 10 });
    for (let turn = 0; turn < 10_000_000; turn += 1) gcra.admit(s, Math.floor((turn * 1_000_000) / 3));
    // All were admitted, each when its turn came, rounded down: 10⁷ · 333,333⅓ µs.
    expect([s.tat, s.tatUnits]).toEqual([3_333_333_333_333, 1]);
  });

  it('refuses options that make no sense', () => {
    expect(() => gcra.create({ ratePerSecond: 1, burst: 0 })).toThrow('burst: a whole number');
    expect(() => gcra.create({ ratePerSecond: -1, burst: 1 })).toThrow('ratePerSecond: more than 0');
    expect(() => gcra.create({ ratePerSecond: 1, burst: 1, delay: 1 } as gcra.GcraOptions)).toThrow(
      'delay: no such option',
    );
  });
});
