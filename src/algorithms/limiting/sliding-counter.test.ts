import { describe, expect, it } from 'vitest';
import * as slidingCounter from './sliding-counter.ts';

describe('sliding counter', () => {
  it("Cloudflare's example: 42 in the minute before, 18 in 15 s of this one, estimate 49.5", () => {
    const second = 1_000_000;
    const s = slidingCounter.create({ limit: 50, window: 60 * second });
    for (let turn = 0; turn < 42; turn += 1) slidingCounter.admit(s, 0);
    for (let turn = 0; turn < 18; turn += 1) slidingCounter.admit(s, 75 * second);
    // 42 · 0.75 + 18 = 49.5, and one more would be 50.5.
    expect(slidingCounter.admit(s, 75 * second).allowed).toBe(false);
    // The estimate falls by 0.7 a second: at 49 there is room for one.
    const { retryAfter } = slidingCounter.admit(s, 75 * second);
    expect(retryAfter).toBe(Math.ceil((0.5 / 42) * 60 * second));
  });

  it('forgets what lies further back than one window', () => {
    const s = slidingCounter.create({ limit: 3, window: 1000 });
    for (let turn = 0; turn < 3; turn += 1) slidingCounter.admit(s, 999);
    expect(slidingCounter.admit(structuredClone(s), 1000).allowed).toBe(false);
    expect(slidingCounter.admit(structuredClone(s), 1999).remaining).toBe(1);
    expect(slidingCounter.admit(s, 2000).remaining).toBe(2);
  });

  it('admits 2 · limit − 1 in less than a window, at worst', () => {
    const s = slidingCounter.create({ limit: 10, window: 1000 });
    let admitted = 0;
    for (let now = 999; now < 1999; now += 1) {
      while (slidingCounter.admit(s, now).allowed) admitted += 1;
    }
    expect(admitted).toBe(19);
  });

  it('skipSuccessful: taken off the window that counted it', () => {
    const s = slidingCounter.create({ limit: 2, window: 1000, skipSuccessful: true });
    const [first, second] = [slidingCounter.admit(s, 900), slidingCounter.admit(s, 900)];
    slidingCounter.settle(s, 950, first.permit, 'ok');
    expect(s.current).toBe(1);
    slidingCounter.settle(s, 1000, second.permit, 'ok');
    expect(slidingCounter.admit(s, 1000)).toEqual({ allowed: true, remaining: 1, permit: 1000 });
    slidingCounter.settle(s, 3000, first.permit, 'ok');
    expect(slidingCounter.admit(s, 3000).remaining).toBe(1);
  });

  it('what ended once cannot end again, in its window or the next', () => {
    const s = slidingCounter.create({ limit: 3, window: 1000, skipSuccessful: true });
    const [first, second, third] = [0, 0, 0].map((now) => slidingCounter.admit(s, now).permit);
    slidingCounter.settle(s, 1, first, 'ok');
    slidingCounter.settle(s, 1, second, 'failed');
    const twin = structuredClone(s);
    slidingCounter.settle(twin, 2, third, 'failed');
    expect(() => slidingCounter.settle(twin, 3, first, 'ok')).toThrow('only what was admitted, and once');
    slidingCounter.settle(s, 1000, third, 'ok');
    expect(() => slidingCounter.settle(s, 1001, third, 'ok')).toThrow('only what was admitted, and once');
    expect([s.previous, twin.current]).toEqual([1, 2]);
  });

  it('refuses options that make no sense', () => {
    expect(() => slidingCounter.create({ limit: 2 ** 40, window: 2 ** 20 })).toThrow('limit: limit · window');
    expect(() => slidingCounter.create({ limit: 1, window: Number.NaN })).toThrow('window: more than 0');
  });
});
