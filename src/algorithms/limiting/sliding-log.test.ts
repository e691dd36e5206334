import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as slidingLog from './sliding-log.ts';

/** The same with an ordinary list that forgets nothing: what the ring of `limit` times must agree with. */
function slowLog(limit: number, window: number, countRejected: boolean): (now: number) => boolean {
  const log: number[] = [];
  return (now) => {
    const allowed = log.filter((time) => time > now - window).length < limit;
    if (allowed || countRejected) log.push(now);
    return allowed;
  };
}

describe('sliding log', () => {
  it('agrees with a log of everything', () => {
    const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(400)), { maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.boolean(), gaps, (limit, countRejected, given) => {
        const s = slidingLog.create({ limit, window: 1000, countRejected });
        const slow = slowLog(limit, 1000, countRejected);
        let now = 0;
        for (const gap of given) {
          now += gap;
          expect(slidingLog.admit(s, now).allowed).toBe(slow(now));
        }
        expect(s.times.length).toBe(limit);
      }),
    );
  });

  it('an entry counts for exactly one window', () => {
    const s = slidingLog.create({ limit: 1, window: 1000 });
    expect(slidingLog.admit(s, 5)).toEqual({ allowed: true, remaining: 0, permit: 0 });
    expect(slidingLog.admit(s, 1004)).toEqual({ allowed: false, remaining: 0, retryAfter: 1 });
    expect(slidingLog.admit(s, 1005).allowed).toBe(true);
  });

  it('countRejected: who keeps asking faster than the limit stays out', () => {
    const ask = (countRejected: boolean): number => {
      const s = slidingLog.create({ limit: 5, window: 1000, countRejected });
      return Array.from({ length: 28 * 7 }, (_, turn) => slidingLog.admit(s, turn * 150)).filter(
        ({ allowed }) => allowed,
      ).length;
    };
    expect([ask(true), ask(false)]).toEqual([5, 28 * 5]);
  });

  it('skipSuccessful: agrees with a log of everything, whenever a request ends and however often', () => {
    const does = fc.constantFrom('admit', 'admit', 'ok', 'failed');
    const acts = fc.array(fc.tuple(fc.nat(150), does, fc.nat(12)), { maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), acts, (limit, given) => {
        const s = slidingLog.create({ limit, window: 1000, skipSuccessful: true });
        let log: { readonly time: number; readonly permit: number; hasEnded: boolean }[] = [];
        let [now, admitted] = [0, 0];
        for (const [gap, act, back] of given) {
          now += gap;
          log = log.filter(({ time }) => time > now - 1000);
          if (act === 'admit') {
            const { allowed, permit } = slidingLog.admit(s, now);
            expect(allowed).toBe(log.length < limit);
            if (!allowed) continue;
            expect(permit).toBe(admitted);
            log.push({ time: now, permit: admitted, hasEnded: false });
            admitted += 1;
            continue;
          }
          const permit = admitted - 1 - back;
          if (permit < 0) continue;
          slidingLog.settle(s, now, permit, act as 'ok');
          const entry = log.find((one) => one.permit === permit && !one.hasEnded);
          if (entry !== undefined) entry.hasEnded = true;
          if (act === 'ok') log = log.filter((one) => one !== entry);
        }
      }),
    );
  });

  it('skipSuccessful: takes the very entry out, wherever it lies', () => {
    const s = slidingLog.create({ limit: 3, window: 1000, skipSuccessful: true });
    const permits = [0, 400, 600].map((now) => slidingLog.admit(s, now).permit);
    slidingLog.settle(s, 700, permits[1], 'ok');
    slidingLog.settle(s, 700, permits[1], 'ok');
    expect(slidingLog.admit(s, 700).remaining).toBe(0);
    // 0 has grown old, 600 and 700 remain; what ended too late to matter changes nothing.
    slidingLog.settle(s, 1100, permits[0], 'ok');
    expect(slidingLog.admit(s, 1100)).toEqual({ allowed: true, remaining: 0, permit: 4 });
    expect(slidingLog.admit(s, 1100).retryAfter).toBe(500);
  });

  it('what ended once ends no other of the same moment', () => {
    const s = slidingLog.create({ limit: 3, window: 1000, skipSuccessful: true });
    const [first] = [0, 0, 0].map((now) => slidingLog.admit(s, now).permit);
    slidingLog.settle(s, 1, first, 'ok');
    slidingLog.settle(s, 2, first, 'ok');
    expect([3, 4].map((now) => slidingLog.admit(s, now).allowed)).toEqual([true, false]);
  });

  it('refuses options that make no sense', () => {
    expect(() => slidingLog.create({ limit: 1.5, window: 1 })).toThrow('limit: a whole number');
    expect(() =>
      slidingLog.create({ limit: 1, window: 1, countRejected: true, skipSuccessful: true }),
    ).toThrow('skipSuccessful: false with countRejected');
  });
});
