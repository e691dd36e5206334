import { describe, expect, it } from 'vitest';
import * as concurrencyLimit from './concurrency-limit.ts';

describe('concurrency limit', () => {
  it('admits while there is room, and a place comes free when one ends, however it ends', () => {
    const s = concurrencyLimit.create({ limit: 2 });
    const [first, second] = [concurrencyLimit.admit(s, 0), concurrencyLimit.admit(s, 1)];
    expect([first, second]).toEqual([
      { allowed: true, remaining: 1, permit: 0 },
      { allowed: true, remaining: 0, permit: 1 },
    ]);
    const refused = concurrencyLimit.admit(s, 2);
    expect(refused).toEqual({ allowed: false, remaining: 0 });
    concurrencyLimit.settle(s, 3, refused.permit, 'failed');
    expect(concurrencyLimit.admit(s, 3).allowed).toBe(false);
    concurrencyLimit.settle(s, 4, first.permit, 'failed');
    expect(concurrencyLimit.admit(s, 4).allowed).toBe(true);
  });

  it('what was never admitted cannot end', () => {
    const s = concurrencyLimit.create({ limit: 2 });
    expect(() => concurrencyLimit.settle(s, 0, 0, 'ok')).toThrow('only what was admitted');
  });

  it('adaptive: one more after a success while half is in use, a tenth less after a failure or a slow one', () => {
    const adaptive = { minLimit: 8, maxLimit: 11, slowAfter: 1000 };
    const s = concurrencyLimit.create({ limit: 10, adaptive });
    const end = (after: number, outcome: 'ok' | 'failed', others = 4): number => {
      const permits = Array.from({ length: others + 1 }, () => concurrencyLimit.admit(s, 0).permit);
      concurrencyLimit.settle(s, after, permits.pop(), outcome);
      s.inFlight -= others;
      return s.limit;
    };
    expect([end(1000, 'ok', 3), end(1000, 'ok'), end(1000, 'ok', 7)]).toEqual([10, 11, 11]);
    expect([end(1, 'failed'), end(1001, 'ok'), end(1, 'failed')]).toEqual([9, 8, 8]);
  });

  it('a limit lowered below what is in flight waits for them to end', () => {
    const s = concurrencyLimit.create({
      limit: 2,
      adaptive: { minLimit: 1, maxLimit: 2, slowAfter: 10, backoffRatio: 0.5 },
    });
    const [first] = [concurrencyLimit.admit(s, 0), concurrencyLimit.admit(s, 0)];
    concurrencyLimit.settle(s, 5, first.permit, 'failed');
    expect(concurrencyLimit.admit(s, 6)).toEqual({ allowed: false, remaining: 0 });
  });

  it('refuses options that make no sense', () => {
    const adaptive = { minLimit: 1, maxLimit: 5, slowAfter: 1 };
    expect(() => concurrencyLimit.create({ limit: 0 })).toThrow('limit: a whole number');
    expect(() => concurrencyLimit.create({ limit: 9, adaptive })).toThrow(
      'limit: within minLimit … maxLimit',
    );
    expect(() => concurrencyLimit.create({ limit: 1, adaptive: { ...adaptive, backoffRatio: 1 } })).toThrow(
      'adaptive.backoffRatio',
    );
  });
});
