import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as reliability from './reliability.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('reliability', () => {
  it('k of n agrees with counting every combination', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(9), share, (parts, asked, part) => {
        const needed = Math.min(asked, parts);
        let sum = 0;
        for (let up = 0; up < 1 << parts; up += 1) {
          const count = [...up.toString(2)].filter((bit) => bit === '1').length;
          if (count >= needed) sum += part ** count * (1 - part) ** (parts - count);
        }
        expect(reliability.kOfN({ needed, parts, part })).toBeCloseTo(sum, 12);
      }),
    );
  });

  it('one of n is parallel, n of n is in series', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), share, (parts, part) => {
        const list = new Array(parts).fill(part);
        expect(reliability.kOfN({ needed: 1, parts, part })).toBeCloseTo(reliability.parallel(list), 10);
        expect(reliability.kOfN({ needed: parts, parts, part })).toBeCloseTo(reliability.series(list), 10);
      }),
    );
  });

  it('a common cause of no weight is a plain pair, of full weight a single part', () => {
    expect(reliability.commonCauseUnavailability({ part: 0.01, beta: 0 })).toBeCloseTo(1e-4, 12);
    expect(reliability.commonCauseUnavailability({ part: 0.01, beta: 1 })).toBeCloseTo(0.01, 12);
  });

  it('two ways of counting MTBF agree about the same machine', () => {
    expect(reliability.availabilityBetweenFailures({ mtbf: 724, mttr: 4 })).toBeCloseTo(
      reliability.availabilityOf({ mtbf: 720, mttr: 4 }),
      12,
    );
  });

  it.each([
    [() => reliability.series([]), 'parts: at least one'],
    [() => reliability.series([0.9, 1.1]), 'parts[1]: 0 … 1'],
    [() => reliability.availabilityOf({ mtbf: 0, mttr: 1 }), 'mtbf: more than 0'],
    [() => reliability.kOfN({ needed: 3, parts: 2, part: 0.9 }), 'needed: a whole number, 0 … 2'],
    [
      () => reliability.allDown({ machines: 2, failureRate: 1, repairRate: 1, crews: 0 }),
      'crews: a whole number',
    ],
  ])('refuses what has no answer (%#)', (ask, message) => {
    expect(ask).toThrow(message);
  });
});
