import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as errorBudget from './error-budget.ts';

const minute = 60_000_000;
const month = 30 * 1440 * minute;
const create = () => errorBudget.create({ objective: 0.999, window: month });

/** A hundred requests a second, a share of them bad, for some minutes; then which alerts fire. */
function run(s: errorBudget.ErrorBudget, from: number, minutes: number, badShare: number): number[] {
  let firing: number[] = [];
  for (let step = 0; step < minutes; step += 1) {
    const now = from + step * minute;
    errorBudget.record(s, now, { good: Math.round(6000 * (1 - badShare)), bad: Math.round(6000 * badShare) });
    firing = errorBudget.firing(s, now).map(({ burnRate }) => burnRate);
  }
  return firing;
}

describe('error budget', () => {
  it('at 1.44 % errors a budget of 99.9 % lasts 50 hours', () => {
    const burnRate = errorBudget.burnRate({ badShare: 0.0144, objective: 0.999 });
    expect(burnRate).toBeCloseTo(14.4, 9);
    expect(errorBudget.timeToExhaust({ burnRate, window: month }) / (60 * minute)).toBeCloseTo(50, 6);
  });

  it('pages for a fast burn, falls silent when it ends, and does not page for a blip', () => {
    const s = create();
    expect(run(s, 0, 180, 0.0002)).toEqual([]);
    expect(run(s, 180 * minute, 61, 0.02)).toContain(14.4);
    // The long window remembers, the short one has forgotten.
    expect(run(s, 241 * minute, 6, 0)).not.toContain(14.4);
    const blip = create();
    run(blip, 0, 180, 0);
    expect(run(blip, 180 * minute, 2, 0.05)).not.toContain(14.4);
  });

  it('a slow burn opens the ticket that no page does', () => {
    expect(run(create(), 0, 3 * 1440 + 30, 0.0015)).toEqual([1]);
  });

  it('what remains is the budget less the share that was bad, and comes back after the window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(1000), fc.nat(10)), { minLength: 1, maxLength: 40, size: 'max' }),
        (minutes) => {
          const s = create();
          minutes.forEach(([good, bad], index) => {
            errorBudget.record(s, index * minute, { good, bad });
          });
          const now = (minutes.length - 1) * minute;
          const [good, bad] = [0, 1].map((column) =>
            minutes.reduce((sum, row) => sum + (row[column] as number), 0),
          ) as [number, number];
          const share = good + bad === 0 ? 0 : bad / (good + bad);
          expect(errorBudget.remaining(s, now)).toBeCloseTo(1 - share / 0.001, 6);
          expect(errorBudget.remaining(s, now + 2 * month)).toBe(1);
        },
      ),
    );
  });

  it('fires at exactly its rate: 144 bad of 10,000 burn a budget of 0.001 at 14.4', () => {
    const s = create();
    errorBudget.record(s, 0, { good: 9856, bad: 144 });
    expect(errorBudget.firing(s, 0).map(({ burnRate }) => burnRate)).toEqual([14.4, 6, 1]);
    errorBudget.record(s, 0, { good: 1, bad: 0 });
    expect(errorBudget.firing(s, 0).map(({ burnRate }) => burnRate)).toEqual([6, 1]);
  });

  it('refuses an objective without a budget and rules that make no sense', () => {
    expect(() => errorBudget.create({ objective: 1, window: month })).toThrow(
      'objective: at least 0, less than 1',
    );
    const alerts = [{ burnRate: 2, long: minute, short: minute }];
    expect(() => errorBudget.create({ objective: 0.9, window: month, alerts })).toThrow(
      'alerts[0].short: less than long',
    );
    expect(() => errorBudget.burnRate({ badShare: 2, objective: 0.9 })).toThrow('badShare: 0 … 1');
    expect(() => errorBudget.record(create(), 0, { good: 1, bad: -1 })).toThrow('bad: a whole number');
  });
});
