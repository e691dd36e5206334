import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as fallbackChain from './fallback-chain.ts';

const levels = ['elasticsearch', 'database', 'static'];

/** Asks down the chain; the level that answered, or undefined. */
function ask(s: fallbackChain.FallbackChain, broken: readonly string[]): string | undefined {
  let level = fallbackChain.first(s);
  while (level !== undefined && broken.includes(level)) level = fallbackChain.next(s, level);
  if (level !== undefined) fallbackChain.answered(s, level);
  return level;
}

describe('fallback chain', () => {
  it('asks the next level only when the one before failed, and says who answered', () => {
    const s = fallbackChain.create({ levels });
    expect(ask(s, [])).toBe('elasticsearch');
    expect(ask(s, ['elasticsearch'])).toBe('database');
    expect(ask(s, ['elasticsearch', 'database'])).toBe('static');
    expect(ask(s, levels)).toBeUndefined();
    expect(s.exhausted).toBe(1);
    expect(s.levels.map(({ answers }) => answers)).toEqual([1, 1, 1]);
    expect(fallbackChain.degradedShare(s)).toBeCloseTo(2 / 3, 12);
    expect(fallbackChain.answered(s, 'static')).toBe(2);
  });

  it('gives the best answer that is switched on and not broken, and counts each request once', () => {
    const request = fc.record({ off: fc.subarray(levels), broken: fc.subarray(levels) });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 40, size: 'max' }), (requests) => {
        const s = fallbackChain.create({ levels });
        for (const { off, broken } of requests) {
          for (const level of levels) fallbackChain.switchLevel(s, level, !off.includes(level));
          const best = levels.find((level) => !off.includes(level) && !broken.includes(level));
          expect(ask(s, broken)).toBe(best);
        }
        const answers = s.levels.reduce((sum, level) => sum + level.answers, 0);
        expect(answers + s.exhausted).toBe(requests.length);
      }),
    );
  });

  it('refuses an empty chain, a name twice and a level it does not have', () => {
    expect(() => fallbackChain.create({ levels: [] })).toThrow('levels: a list of at least one name');
    expect(() => fallbackChain.create({ levels: ['a', 'a'] })).toThrow('levels[1]: each id once');
    const s = fallbackChain.create({ levels });
    expect(fallbackChain.degradedShare(s)).toBe(0);
    expect(() => fallbackChain.next(s, 'cache')).toThrow('level: one of the levels');
  });
});
