import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as circuitBreaker from './circuit-breaker.ts';

interface Act {
  readonly what: 'call' | 'end';
  readonly gap: number;
  readonly which: number;
  readonly failed: boolean;
}

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    what: fc.constantFrom('call' as const, 'call' as const, 'end' as const),
    gap: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 120 })),
    which: fc.nat(1_000),
    failed: fc.boolean(),
  }),
  { minLength: 20, maxLength: 200, size: 'max' },
);

const options: fc.Arbitrary<circuitBreaker.CircuitBreakerOptions> = fc
  .record({
    count: fc.integer({ min: 1, max: 4 }),
    successThreshold: fc.integer({ min: 1, max: 3 }),
    halfOpenBy: fc.constantFrom('timer' as const, 'call' as const),
    halfOpenLimit: fc.integer({ min: 1, max: 3 }),
    clearOnClose: fc.boolean(),
    window: fc.constantFrom(
      50 as const,
      { kind: 'consecutive' } as const,
      { kind: 'ratioInPeriod', period: 50, buckets: 5, minimumVolume: 2 } as const,
      { kind: 'ratioInPeriod', period: 50, buckets: 5, minimumVolume: 2, volume: 'attempts' } as const,
      { kind: 'ratioInCount', size: 6, minimumVolume: 2 } as const,
    ),
  })
  .map(({ count, ...rest }) => {
    const isCount = typeof rest.window === 'number' || rest.window.kind === 'consecutive';
    return { ...rest, failureThreshold: isCount ? count : count / 5, openFor: 100 };
  });

/** Plays the acts; `onEnd` stands in for `report`. */
function play(
  s: circuitBreaker.CircuitBreaker,
  script: readonly Act[],
  onCall: (mode: string, permit: number | undefined) => void,
  onEnd: (now: number, permit: number, outcome: 'ok' | 'failed') => void,
): void {
  const under: number[] = [];
  let now = 0;
  for (const { what, gap, which, failed } of script) {
    now += gap;
    if (what === 'call') {
      const permit = circuitBreaker.tryAcquire(s, now);
      onCall(s.mode, permit);
      if (permit !== undefined) under.push(permit);
    } else if (under.length > 0) {
      const [permit] = under.splice(which % under.length, 1);
      onEnd(now, permit as number, failed ? 'failed' : 'ok');
    }
  }
}

describe('a circuit breaker, whatever comes', () => {
  it('never has more probes under way than halfOpenLimit, and none runs while it is open', () => {
    fc.assert(
      fc.property(options, acts, (given, script) => {
        const s = circuitBreaker.create(given);
        const probes: number[] = [];
        play(
          s,
          script,
          (mode, permit) => {
            if (mode === 'open') expect(permit).toBeUndefined();
            if (mode === 'closed') expect(permit).toBeDefined();
            if (mode === 'halfOpen' && permit !== undefined) probes.push(permit);
            expect(probes.length).toBeLessThanOrEqual(given.halfOpenLimit as number);
          },
          (now, permit, outcome) => {
            const place = probes.indexOf(permit);
            if (place !== -1) probes.splice(place, 1);
            circuitBreaker.report(s, now, permit, outcome, 0);
          },
        );
      }),
    );
  });

  it('a late result changes nothing but, if it was a probe, that its place is free', () => {
    let late = 0;
    fc.assert(
      fc.property(options, acts, (given, script) => {
        const s = circuitBreaker.create(given);
        play(
          s,
          script,
          () => {},
          (now, permit, outcome) => {
            circuitBreaker.advance(s, now);
            const isLate = permit < s.firstPermit;
            const before = structuredClone({ ...s, probes: 0 });
            circuitBreaker.report(s, now, permit, outcome, 0);
            if (!isLate) return;
            late += 1;
            expect({ ...s, probes: 0 }).toEqual(before);
          },
        );
      }),
      { numRuns: 200 },
    );
    expect(late).toBeGreaterThan(100);
  });

  it('stays as it is when nobody calls: only the clock turns open into half open', () => {
    fc.assert(
      fc.property(options, acts, fc.nat(1_000), (given, script, wait) => {
        const s = circuitBreaker.create(given);
        let now = 0;
        play(
          s,
          script,
          () => {},
          (at, permit, outcome) => {
            now = at;
            circuitBreaker.report(s, at, permit, outcome, 0);
          },
        );
        const [mode, due] = [s.mode, circuitBreaker.nextDue(s)];
        // The last call may have been later than the last result.
        const at = now + 24_000 + wait;
        const expected = due !== undefined && due <= at ? 'halfOpen' : mode;
        expect(circuitBreaker.stateOf(s, at)).toBe(expected);
      }),
    );
  });

  it('takes no outcome but ok and failed, in any state, and is none the worse for it', () => {
    const words = fc.oneof(fc.constantFrom('error', 'success', 'timeout', 'OK', ''), fc.string());
    fc.assert(
      fc.property(options, acts, words, (given, script, word) => {
        fc.pre(word !== 'ok' && word !== 'failed');
        const s = circuitBreaker.create(given);
        const end = (now: number, permit: number, outcome: 'ok' | 'failed'): void => {
          const before = structuredClone(s);
          expect(() => circuitBreaker.report(s, now, permit, word as never)).toThrow(
            /^outcome: ok \| failed/,
          );
          expect(s).toEqual(before);
          circuitBreaker.report(s, now, permit, outcome);
        };
        play(s, script, () => {}, end);
      }),
    );
  });
});
