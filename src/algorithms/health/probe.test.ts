import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as probe from './probe.ts';

const options = { interval: 2_000_000, timeout: 1_000_000, fall: 3, rise: 2 };

function modesAfter(results: string): string[] {
  const s = probe.create(options);
  return [...results].map((letter) => {
    probe.observe(s, letter === '.' ? 'ok' : 'failed');
    return s.mode;
  });
}

describe('probe', () => {
  it('falls after fall failures in a row and rises after rise successes in a row', () => {
    expect(modesAfter('xx.xxx')).toEqual(['goingDown', 'goingDown', 'up', 'goingDown', 'goingDown', 'down']);
    expect(modesAfter('xxx.x..')).toEqual([
      'goingDown',
      'goingDown',
      'down',
      'goingUp',
      'down',
      'goingUp',
      'up',
    ]);
  });

  it('agrees with a naive reading of the last results', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean()),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        (results, fall, rise) => {
          const s = probe.create({ ...options, fall, rise });
          let isUp = true;
          const seen: boolean[] = [];
          for (const isGood of results) {
            seen.push(isGood);
            const last = seen.slice(-(isUp ? fall : rise));
            const turns = last.length === (isUp ? fall : rise) && last.every((good) => good !== isUp);
            expect(probe.observe(s, isGood ? 'ok' : 'failed')).toBe(turns);
            if (turns) {
              isUp = !isUp;
              seen.length = 0;
            }
            expect(probe.verdict(s)).toBe(isUp ? 'up' : 'down');
          }
        },
      ),
    );
  });

  it('is due each interval after its initial delay', () => {
    const s = probe.create({ ...options, initialDelay: 5, now: 10 });
    expect([probe.nextDue(s), probe.advance(s, 14), probe.advance(s, 15), probe.nextDue(s)]).toEqual([
      15,
      false,
      true,
      2_000_015,
    ]);
  });

  it('has no dead end, refuses overlapping probes, and lives on from a clone', () => {
    for (const state of Object.values(probe.probeMachine.config.states ?? {})) {
      expect(state).not.toEqual({});
    }
    expect(() => probe.create({ ...options, timeout: 3_000_000 })).toThrow('timeout');
    const s = probe.create(options);
    probe.observe(s, 'failed');
    expect(structuredClone(s)).toEqual(s);
  });
});
