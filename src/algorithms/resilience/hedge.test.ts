import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceFrom } from '../../../test/support/life.ts';
import { unitDraw } from '../../../test/support/unit-draw.ts';
import { AssertionError } from '../../base/assert.ts';
import { OptionError } from '../../base/options.ts';
import * as hedge from './hedge.ts';
import { addValue, createRollingQuantile, quantileOf } from './rolling-quantile.ts';

describe('hedge', () => {
  it('waits a fixed time, or the quantile of what it has seen, once that is enough', () => {
    expect(hedge.delayBeforeHedge(hedge.create({ after: 50_000 }))).toBe(50_000);
    const s = hedge.create({ quantile: 0.9, samples: 100 });
    for (let duration = 1; duration <= 9; duration += 1) hedge.recordAnswer(s, 'first', duration);
    expect(hedge.delayBeforeHedge(s)).toBeUndefined();
    hedge.recordAnswer(s, 'first', 10);
    expect(hedge.delayBeforeHedge(s)).toBe(9);
    for (let duration = 101; duration <= 200; duration += 1) hedge.recordAnswer(s, 'first', duration);
    expect(hedge.delayBeforeHedge(s)).toBe(190);
  });

  it('sends no more copies than its budget', () => {
    const s = hedge.create({ after: 1, ratio: 0.1, burst: 2 });
    const answers = Array.from({ length: 100 }, () => {
      hedge.recordRequest(s, 0);
      return hedge.tryHedge(s, 0);
    });
    // Ten requests pay for one; the reserve of two is gone at once.
    expect(answers.filter(Boolean).length).toBe(2 + 9);
    expect(s.sent).toBe(11);
  });

  it('counts the copies that won, and takes none that was not sent', () => {
    const s = hedge.create({ after: 1 });
    expect(() => hedge.recordAnswer(s, 'second', 5)).toThrow(AssertionError);
    expect(() => hedge.recordAnswer(s, 'third' as never, 5)).toThrow('winner: first | second');
    hedge.tryHedge(s, 0);
    hedge.recordAnswer(s, 'second', 5);
    expect([s.sent, s.won]).toEqual([1, 1]);
  });

  it('of exponential times: extra load and 99th percentile as the closed form has them', () => {
    const chance = chanceFrom(7);
    const draw = (): number => -Math.log(1 - chance.unit());
    for (const after of [0.5, 1, 2]) {
      const s = hedge.create({ after: after * 1e6, ratio: 1, burst: 1_000 });
      const times = Array.from({ length: 100_000 }, () => {
        hedge.recordRequest(s, 0);
        const first = draw();
        return first > after && hedge.tryHedge(s, 0) ? Math.min(first, after + draw()) : first;
      }).sort((x, y) => x - y);
      // Standard errors: of the share under 0.0016, of the percentile √(0.01 · 0.99 / n) / density 0.02 ≈ 0.016.
      expect(Math.abs(s.sent / 100_000 - hedge.hedgedExtraLoad(after))).toBeLessThan(0.006);
      expect(Math.abs((times[98_999] as number) - hedge.hedgedQuantile(after, 0.99))).toBeLessThan(0.07);
    }
  });

  it.each<[string, object]>([
    ['after', {}],
    ['after', { after: 1, quantile: 0.9 }],
    ['after', { after: 0 }],
    ['quantile', { quantile: 1 }],
    ['samples', { after: 1, samples: 10 }],
    ['samples', { quantile: 0.99, samples: 50 }],
    ['ratio', { after: 1, ratio: 2 }],
    ['burst', { after: 1, burst: 0 }],
    ['delay', { delay: 1 }],
  ])('%s is refused: %o', (option, wrong) => {
    expect(() => hedge.create(wrong as never)).toThrow(OptionError);
    expect(() => hedge.create(wrong as never)).toThrow(new RegExp(`^${option}:`));
  });

  it('the rolling quantile is that of the last values, sorted', () => {
    const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60, size: 'max' });
    const quantile = fc.oneof({ weight: 9, arbitrary: unitDraw }, { weight: 1, arbitrary: fc.constant(1) });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 12 }), quantile, (given, size, q) => {
        const s = createRollingQuantile(size);
        for (const value of given) addValue(s, value);
        const kept = given.slice(-size).sort((x, y) => x - y);
        expect(quantileOf(s, q)).toBe(kept.find((_, place) => (place + 1) / kept.length >= q));
      }),
    );
  });

  it('whose rank is that of whole percents: of 200 the 55th percentile is the 110th', () => {
    const wrong: string[] = [];
    for (const size of [10, 20, 50, 100, 200, 1_000]) {
      const s = createRollingQuantile(size);
      for (let value = 1; value <= size; value += 1) addValue(s, value);
      for (let percent = 1; percent <= 100; percent += 1) {
        const rank = Math.floor((percent * size + 99) / 100);
        if (quantileOf(s, percent / 100) !== rank) wrong.push(`${percent} % of ${size}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
