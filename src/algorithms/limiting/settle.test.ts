// The end of a request, for every limiter to which it matters.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../outcome.ts';
import * as concurrencyLimit from './concurrency-limit.ts';
import * as fixedWindow from './fixed-window.ts';
import { keyed } from './keyed.ts';
import * as slidingCounter from './sliding-counter.ts';
import * as slidingLog from './sliding-log.ts';

const size = fc.integer({ min: 1, max: 12 });
const length = fc.integer({ min: 1, max: 5000 });

describe('skipSuccessful', () => {
  const twins = [
    // Aligned: else a success would still begin the window.
    ['fixedWindow', fixedWindow, { alignment: 'epoch' }],
    ['slidingLog', slidingLog, {}],
    ['slidingCounter', slidingCounter, {}],
  ] as const;

  it.each(twins)('%s: settled at once, only failures count', (_, limiter, more) => {
    fc.assert(
      fc.property(
        size,
        length,
        fc.array(fc.tuple(fc.nat(1500), fc.boolean()), { maxLength: 100, size: 'max' }),
        (limit, window, given) => {
          const options = { limit, window, skipSuccessful: true, ...more };
          const s = limiter.create(options) as never;
          const failuresOnly = limiter.create(options) as never;
          let now = 0;
          for (const [gap, isOk] of given) {
            now += gap;
            const { allowed, permit } = limiter.admit(s, now);
            limiter.settle(s, now, permit, isOk ? 'ok' : 'failed');
            const would = limiter.admit(isOk ? structuredClone(failuresOnly) : failuresOnly, now);
            expect(allowed).toBe(would.allowed);
          }
        },
      ),
    );
  });

  it.each(twins)('%s: once all have ended, none can end again', (_, limiter, more) => {
    const ends = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(size, ends, fc.nat(), fc.boolean(), (limit, given, which, isOk) => {
        const s = limiter.create({ limit, window: 1000, skipSuccessful: true, ...more }) as never;
        const outcome = (ok: boolean): Outcome => (ok ? 'ok' : 'failed');
        const permits = given.flatMap(() => limiter.admit(s, 0).permit ?? []);
        permits.forEach((permit, place) => {
          limiter.settle(s, 1, permit, outcome(given[place] as boolean));
        });
        const before = structuredClone(s);
        const again = (): void => limiter.settle(s, 2, permits[which % permits.length], outcome(isOk));
        // The log knows each entry by its permit; the others count how many have not ended.
        if (limiter === slidingLog) again();
        else expect(again).toThrow('settle: only what was admitted, and once');
        expect(s).toEqual(before);
      }),
    );
  });
});

describe('settle', () => {
  const perClient = keyed(slidingCounter);
  const options = { limit: 2, window: 1000 };
  const settlers: Readonly<Record<string, (outcome: Outcome) => void>> = {
    fixedWindow: (outcome) => fixedWindow.settle(fixedWindow.create(options), 0, 1, outcome),
    slidingLog: (outcome) => slidingLog.settle(slidingLog.create(options), 0, 1, outcome),
    slidingCounter: (outcome) => slidingCounter.settle(slidingCounter.create(options), 0, 1, outcome),
    concurrencyLimit: (outcome) =>
      concurrencyLimit.settle(concurrencyLimit.create({ limit: 1 }), 0, undefined, outcome),
    keyed: (outcome) => {
      perClient.settle(perClient.create({ ...options, maxKeys: 1 }), 'a', 0, undefined, outcome);
    },
  };

  it.each(Object.entries(settlers))('%s: takes no outcome but ok and failed', (_, settle) => {
    for (const wrong of ['success', 'error', undefined])
      expect(() => settle(wrong as never)).toThrow(/^outcome: ok \| failed/);
  });
});
