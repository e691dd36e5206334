import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dotRatio, maxDotsInFlight, maxDotsPerSecond } from './sampling.ts';

describe('dotRatio', () => {
  it.each([
    [50, 1],
    [300, 8],
    [1_000, 32],
    [10_000, 256],
  ])('%d requests/s over three hops at 1× → 1:%d', (rate, ratio) => {
    expect(dotRatio(rate, 3, 'incident', 1)).toBe(ratio);
  });

  it('is the smallest power of two within both bounds', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 8 }),
        (rps, hops) => {
          const ratio = dotRatio(rps, hops, 'incident', 1);
          const fits = (k: number): boolean =>
            rps <= maxDotsPerSecond * k && rps * 0.6 * hops <= maxDotsInFlight * k;
          expect(Math.log2(ratio) % 1).toBe(0);
          expect(fits(ratio)).toBe(true);
          expect(ratio === 1 || !fits(ratio / 2)).toBe(true);
        },
      ),
    );
  });

  it.each([
    [400, 60, 32],
    [400, 400, 8],
    [400, 5, 64],
    [10_000, 60, 512],
  ])('%d requests/s over a wire of %d px → 1:%d, so that dots do not merge', (rate, length, ratio) => {
    expect(dotRatio(rate, 6, 'incident', 1, length)).toBe(ratio);
  });

  it('has no dots in the SLA lens', () => {
    expect(dotRatio(300, 3, 'sla', 30)).toBe(0);
  });
});
