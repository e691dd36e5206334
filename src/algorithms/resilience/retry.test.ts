import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceFrom } from '../../../test/support/life.ts';
import { unitDraw } from '../../../test/support/unit-draw.ts';
import { OptionError } from '../../base/options.ts';
import * as retryBudget from './retry-budget.ts';
import * as retryPolicy from './retry-policy.ts';

const milli = 1_000;
const none = (): number => {
  throw new Error('no draw needed');
};

function delays(
  options: retryPolicy.RetryPolicyOptions,
  count: number,
  random = none,
): (number | undefined)[] {
  const s = retryPolicy.create(options);
  return Array.from({ length: count }, (_, index) => retryPolicy.delayBefore(s, index + 1, random));
}

describe('retryPolicy', () => {
  it('waits as its kind says', () => {
    const [base, cap] = [50 * milli, 400 * milli];
    expect(delays({ kind: 'fixed', base }, 3)).toEqual([50_000, 50_000, 50_000]);
    expect(delays({ kind: 'linear', base, cap: 120 * milli }, 4)).toEqual([
      50_000, 100_000, 120_000, 120_000,
    ]);
    expect(delays({ kind: 'exponential', base, cap }, 5)).toEqual([
      50_000, 100_000, 200_000, 400_000, 400_000,
    ]);
    expect(delays({ kind: 'full', base, cap }, 3, () => 0.5)).toEqual([25_000, 50_000, 100_000]);
    expect(delays({ kind: 'equal', base, cap }, 3, () => 0.5)).toEqual([37_500, 75_000, 150_000]);
    // base + u (3 · previous − base): 100, 175, 287.5, then the cap.
    expect(delays({ kind: 'decorrelated', base, cap }, 4, () => 0.5)).toEqual([
      100_000, 175_000, 287_500, 400_000,
    ]);
  });

  it('of decorrelated jitter begins anew with each request', () => {
    const s = retryPolicy.create({ kind: 'decorrelated', base: 50, cap: 10_000 });
    const first = retryPolicy.delayBefore(s, 1, () => 0.9);
    retryPolicy.delayBefore(s, 2, () => 0.9);
    expect(retryPolicy.delayBefore(s, 1, () => 0.9)).toBe(first);
  });

  it('can be asked with nothing kept: the wait before this try is handed in', () => {
    const s = retryPolicy.create({ kind: 'decorrelated', base: 50, cap: 10_000, attempts: 4 });
    // base + u (3 · previous − base)
    expect(retryPolicy.delayAfter(s, 1, 50, 0.5)).toBe(100);
    expect(retryPolicy.delayAfter(s, 3, 400, 0.5)).toBe(625);
    expect(retryPolicy.delayAfter(s, 4, 400, 0.5)).toBeUndefined();
    expect(s.previous).toBe(50);
  });

  it('ends after so many tries, the first included', () => {
    expect(delays({ kind: 'fixed', base: 1, attempts: 3 }, 4)).toEqual([1, 1, undefined, undefined]);
    expect(delays({ kind: 'fixed', base: 1, attempts: 1 }, 1)).toEqual([undefined]);
    expect(delays({ kind: 'exponential', base: 1, cap: 60 }, 5_000).at(-1)).toBe(60);
  });

  it('jitter stays in its range; full jitter waits half the delay on average', () => {
    const kinds = fc.constantFrom('full' as const, 'equal' as const, 'decorrelated' as const);
    const draws = fc.array(unitDraw, { minLength: 12 });
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 100 }),
        draws,
        (kind, base, times, given) => {
          const cap = base * times;
          const s = retryPolicy.create({ kind, base, cap });
          given.forEach((draw, index) => {
            const delay = retryPolicy.delayBefore(s, index + 1, () => draw) as number;
            const full = Math.min(cap, base * 2 ** index);
            const [least, most] =
              kind === 'full' ? [0, full] : kind === 'equal' ? [full / 2, full] : [base, cap];
            expect(delay).toBeGreaterThanOrEqual(Math.floor(least));
            expect(delay).toBeLessThanOrEqual(Math.ceil(most));
          });
        },
      ),
    );
    const chance = chanceFrom(1);
    const s = retryPolicy.create({ kind: 'full', base: 1_000_000, cap: 1_000_000 });
    let sum = 0;
    for (let run = 0; run < 40_000; run += 1) sum += retryPolicy.delayBefore(s, 1, chance.unit) as number;
    // The mean of 40,000 uniform draws has a standard error of 0.0014.
    expect(Math.abs(sum / 40_000 / 1_000_000 - 0.5)).toBeLessThan(0.006);
  });

  it.each<[string, object]>([
    ['kind', { kind: 'never', base: 1, cap: 1 }],
    ['base', { kind: 'full', base: 0, cap: 1 }],
    ['cap', { kind: 'full', base: 10, cap: 5 }],
    ['cap', { kind: 'full', base: 10 }],
    ['cap', { kind: 'full', base: 10, cap: Number.POSITIVE_INFINITY }],
    ['cap', { kind: 'fixed', base: 10, cap: 20 }],
    ['attempts', { kind: 'fixed', base: 10, attempts: 0 }],
    ['retries', { kind: 'fixed', base: 10, retries: 3 }],
  ])('%s is refused: %o', (option, wrong) => {
    expect(() => retryPolicy.create(wrong as never)).toThrow(OptionError);
    expect(() => retryPolicy.create(wrong as never)).toThrow(new RegExp(`^${option}:`));
  });

  it('attempts are counted from 1', () => {
    expect(() => delays({ kind: 'fixed', base: 1 }, 1)).not.toThrow();
    expect(() => retryPolicy.delayBefore(retryPolicy.create({ kind: 'fixed', base: 1 }), 0, none)).toThrow(
      OptionError,
    );
  });

  it('overload is where total = offered · (1 + p + … + p^r) and p = 1 − capacity / total meet', () => {
    for (const retries of [0, 1, 3, 10]) {
      for (const offered of [101, 150, 1_000]) {
        const { total, failure } = retryPolicy.overload({ capacity: 100, offered, retries });
        expect(total).toBeCloseTo(offered * retryPolicy.expectedAttempts(failure, retries), 8);
        expect(failure).toBeCloseTo(1 - 100 / total, 12);
      }
    }
  });
});

describe('retryBudget', () => {
  const calls = fc.array(fc.record({ gap: fc.nat(200_000), isRetry: fc.boolean() }), {
    maxLength: 300,
    size: 'max',
  });
  const options = fc.record({
    ratio: fc.constantFrom(0, 0.1, 0.2, 1),
    capacity: fc.integer({ min: 1, max: 10 }),
    minimumPerSecond: fc.constantFrom(0, 1, 10),
  });

  it('keeps what it has saved up when it is retuned, as far as there is room', () => {
    const s = retryBudget.create({ ratio: 0, capacity: 4, minimumPerSecond: 1 });
    for (let n = 0; n < 4; n += 1) retryBudget.tryRetry(s, 0);
    // Two seconds of the old minimum, one of the new.
    retryBudget.retune(s, 2_000_000, { ratio: 1, capacity: 5, minimumPerSecond: 2 });
    expect(retryBudget.available(s, 3_000_000)).toBe(4);
    retryBudget.recordRequest(s, 3_000_000);
    expect(retryBudget.available(s, 3_000_000)).toBe(5);
    retryBudget.retune(s, 3_000_000, { ratio: 1, capacity: 2 });
    expect(retryBudget.available(s, 3_000_000)).toBe(2);
    expect(() => retryBudget.retune(s, 3_000_000, { ratio: 1, capacity: 0 })).toThrow(OptionError);
  });

  it('in any stretch: retries ≤ capacity + ratio · requests + minimum per second', () => {
    fc.assert(
      fc.property(options, calls, (given, script) => {
        const s = retryBudget.create(given);
        // What may yet be spent is highest after the stretch that used least of it.
        let [now, allowance, highest, worst] = [0, 0, 0, 0];
        for (const { gap, isRetry } of script) {
          now += gap;
          allowance -= (gap / 1e6) * given.minimumPerSecond;
          if (!isRetry) {
            retryBudget.recordRequest(s, now);
            allowance -= given.ratio;
          } else if (retryBudget.tryRetry(s, now)) allowance += 1;
          highest = Math.min(highest, allowance);
          worst = Math.max(worst, allowance - highest);
        }
        expect(worst).toBeLessThanOrEqual(given.capacity + 1e-6);
      }),
    );
  });

  it('of ten tenths is one, exactly', () => {
    const s = retryBudget.create({ ratio: 0.1, capacity: 1 });
    expect(retryBudget.tryRetry(s, 0)).toBe(true);
    for (let request = 0; request < 9; request += 1) retryBudget.recordRequest(s, 0);
    expect(retryBudget.tryRetry(s, 0)).toBe(false);
    retryBudget.recordRequest(s, 0);
    expect(retryBudget.available(s, 0)).toBe(1);
    expect(retryBudget.tryRetry(s, 0)).toBe(true);
  });

  it('of a ten-millionth is one in ten million', () => {
    const s = retryBudget.create({ ratio: 1e-7, capacity: 1 });
    retryBudget.tryRetry(s, 0);
    for (let request = 1; request < 1e7; request += 1) retryBudget.recordRequest(s, 0);
    expect(retryBudget.tryRetry(s, 0)).toBe(false);
    retryBudget.recordRequest(s, 0);
    expect(retryBudget.tryRetry(s, 0)).toBe(true);
  });

  it('lets a caller without requests retry so many times a second', () => {
    const s = retryBudget.create({ ratio: 0, capacity: 1, minimumPerSecond: 2 });
    const answers = [0, 100_000, 500_000, 600_000, 1_000_000].map((now) => retryBudget.tryRetry(s, now));
    expect(answers).toEqual([true, false, true, false, true]);
  });

  it.each<[string, object]>([
    ['ratio', { ratio: -0.1, capacity: 1 }],
    ['ratio', { ratio: 1e-10, capacity: 1 }],
    ['capacity', { ratio: 0.1, capacity: 0 }],
    ['minimumPerSecond', { ratio: 0.1, capacity: 1, minimumPerSecond: -1 }],
    ['window', { ratio: 0.1, capacity: 1, window: 10 }],
  ])('%s is refused: %o', (option, wrong) => {
    expect(() => retryBudget.create(wrong as never)).toThrow(new RegExp(`^${option}:`));
  });
});
