// What holds for every limiter of this folder, whatever comes and when.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import * as concurrencyLimit from './concurrency-limit.ts';
import * as fixedWindow from './fixed-window.ts';
import * as gcra from './gcra.ts';
import * as leakyBucket from './leaky-bucket.ts';
import * as slidingCounter from './sliding-counter.ts';
import * as slidingLog from './sliding-log.ts';
import * as tokenBucket from './token-bucket.ts';

interface Subject {
  readonly state: object;
  readonly admit: (state: object, now: number) => Answer;
  /** Most that may be admitted within an interval of this length that includes one of its ends. */
  readonly most: (length: number) => number;
}

const subject = <State extends object>(
  state: State,
  admit: (state: State, now: number) => Answer,
  most: Subject['most'],
): Subject => ({ state, admit: admit as Subject['admit'], most });

const size = fc.integer({ min: 1, max: 12 });
const length = fc.integer({ min: 1, max: 5000 });
/** As users write them: whole, per minute, and odd. */
const rates = fc.oneof(
  fc.integer({ min: 1, max: 5000 }),
  fc.integer({ min: 1, max: 100_000 }).map((perMinute) => perMinute / 60),
  fc.double({ min: 0.01, max: 5000, noNaN: true }),
);

const subjects: Readonly<Record<string, fc.Arbitrary<Subject>>> = {
  'fixedWindow, first request': fc
    .tuple(size, length)
    .map(([limit, window]) =>
      subject(
        fixedWindow.create({ limit, window }),
        fixedWindow.admit,
        (span) => limit * (Math.ceil(span / window) + 1),
      ),
    ),
  'fixedWindow, epoch': fc
    .tuple(size, length)
    .map(([limit, window]) =>
      subject(
        fixedWindow.create({ limit, window, alignment: 'epoch' }),
        fixedWindow.admit,
        (span) => limit * (Math.ceil(span / window) + 1),
      ),
    ),
  slidingLog: fc
    .tuple(size, length, fc.boolean())
    .map(([limit, window, countRejected]) =>
      subject(
        slidingLog.create({ limit, window, countRejected }),
        slidingLog.admit,
        (span) => limit * Math.ceil(span / window),
      ),
    ),
  slidingCounter: fc
    .tuple(size, length)
    .map(([limit, window]) =>
      subject(
        slidingCounter.create({ limit, window }),
        slidingCounter.admit,
        (span) => (2 * limit - 1) * Math.ceil(span / window),
      ),
    ),
  tokenBucket: fc
    .tuple(size, rates)
    .map(([capacity, refillPerSecond]) =>
      subject(
        tokenBucket.create({ capacity, refillPerSecond }),
        tokenBucket.admit,
        (span) => capacity + (refillPerSecond * (1 + 1e-9) * span) / 1e6,
      ),
    ),
  gcra: fc
    .tuple(size, rates)
    .map(([burst, ratePerSecond]) =>
      subject(
        gcra.create({ ratePerSecond, burst }),
        gcra.admit,
        (span) => burst + (ratePerSecond * (1 + 1e-9) * span) / 1e6,
      ),
    ),
  leakyBucket: fc
    .tuple(size, rates, fc.constantFrom(1, 10, 1000))
    .map(([burst, ratePerSecond, clockGranularity]) =>
      subject(
        leakyBucket.create({ ratePerSecond, burst, clockGranularity }),
        leakyBucket.admit,
        (span) => burst + 1 + (ratePerSecond * (1 + 1e-9) * (span + clockGranularity)) / 1e6,
      ),
    ),
};

const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(50), fc.nat(3000)), {
  minLength: 1,
  maxLength: 120,
  size: 'max',
});

describe.each(Object.entries(subjects))('%s', (_, arbitrary) => {
  it('never admits more than it promises, in any interval', () => {
    fc.assert(
      fc.property(arbitrary, gaps, ({ state, admit, most }, given) => {
        const times: number[] = [];
        let now = 0;
        for (const gap of given) {
          now += gap;
          if (admit(state, now).allowed) times.push(now);
        }
        const over = times.flatMap((from, first) =>
          times
            .slice(first)
            .flatMap((until, more) => (more + 1 > most(until - from + 1) ? [[from, until]] : [])),
        );
        expect(over).toEqual([]);
      }),
    );
  });

  it('tells how many remain, and when a refused request would be admitted, to the microsecond', () => {
    fc.assert(
      fc.property(arbitrary, gaps, ({ state, admit }, given) => {
        let now = 0;
        let answer = admit(state, now);
        for (const gap of given) {
          now += gap;
          answer = admit(state, now);
        }
        if (answer.allowed) {
          const twin = structuredClone(state);
          for (let left = answer.remaining; left > 0; left -= 1) expect(admit(twin, now).allowed).toBe(true);
          expect(admit(twin, now).allowed).toBe(false);
          return;
        }
        const wait = answer.retryAfter as number;
        expect(wait).toBeGreaterThan(0);
        expect(admit(structuredClone(state), now + wait - 1).allowed).toBe(false);
        expect(admit(structuredClone(state), now + wait).allowed).toBe(true);
      }),
    );
  });
});

describe('gcra and token bucket', () => {
  it('decide alike, for any rate and any arrivals', () => {
    fc.assert(
      fc.property(size, rates, gaps, (burst, rate, given) => {
        const cells = gcra.create({ ratePerSecond: rate, burst });
        const bucket = tokenBucket.create({ capacity: burst, refillPerSecond: rate });
        let now = 0;
        for (const gap of given) {
          now += gap;
          expect(gcra.admit(cells, now)).toEqual(tokenBucket.admit(bucket, now));
        }
      }),
    );
  });
});

describe('concurrencyLimit', () => {
  it('never has more in flight than its limit, and forgets none', () => {
    // Null begins a request, a number ends one: as many of each, so that the limit is reached.
    const acts = fc.array(fc.option(fc.nat(20), { freq: 2 }), { maxLength: 120, size: 'max' });
    fc.assert(
      fc.property(size, acts, (limit, given) => {
        const s = concurrencyLimit.create({ limit });
        const permits: number[] = [];
        given.forEach((ends, now) => {
          if (ends === null) {
            const { allowed, permit, remaining } = concurrencyLimit.admit(s, now);
            expect(allowed).toBe(permits.length < limit);
            if (permit !== undefined) permits.push(permit);
            expect(remaining).toBe(limit - permits.length);
          } else if (permits.length > 0) {
            const [permit] = permits.splice(ends % permits.length, 1);
            concurrencyLimit.settle(s, now, permit, 'failed');
          }
          expect(s.inFlight).toBe(permits.length);
        });
      }),
    );
  });
});
