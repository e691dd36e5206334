import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dotRatio, isSampled, maxDotsInFlight, maxDotsPerSecond, sampleWord } from './sampling.ts';

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

  it('has no dots in the SLA lens', () => {
    expect(dotRatio(300, 3, 'sla', 30)).toBe(0);
    expect(isSampled(0, 0)).toBe(false);
  });
});

describe('sampling', () => {
  const word = sampleWord(12);

  it('nests: what is drawn at 1:2k is drawn at 1:k', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 12 }), (ordinal, power) => {
        if (isSampled(word(ordinal), 2 ** (power + 1)))
          expect(isSampled(word(ordinal), 2 ** power)).toBe(true);
      }),
    );
  });

  it('keeps about one in k', () => {
    let kept = 0;
    for (let ordinal = 0; ordinal < 80_000; ordinal += 1) if (isSampled(word(ordinal), 8)) kept += 1;
    // 10,000 expected, standard deviation 94.
    expect(Math.abs(kept - 10_000)).toBeLessThan(400);
  });
});
