import { describe, expect, it } from 'vitest';
import * as fixedWindow from './fixed-window.ts';

const options = { limit: 2, window: 1000 };

describe('fixed window', () => {
  it('begins with the first request, and a request exactly at its end begins the next', () => {
    const s = fixedWindow.create(options);
    expect(fixedWindow.admit(s, 700)).toEqual({ allowed: true, remaining: 1, permit: 1700 });
    expect(fixedWindow.admit(s, 1699)).toEqual({ allowed: true, remaining: 0, permit: 1700 });
    expect(fixedWindow.admit(s, 1699)).toEqual({ allowed: false, remaining: 0, retryAfter: 1 });
    expect(fixedWindow.resetAt(s, 1699)).toBe(1700);
    expect(fixedWindow.admit(s, 1700)).toEqual({ allowed: true, remaining: 1, permit: 2700 });
    expect(fixedWindow.resetAt(s, 5000)).toBe(5000);
  });

  it('or at multiples of its length', () => {
    const s = fixedWindow.create({ ...options, alignment: 'epoch' });
    expect([1998, 1999, 1999, 2000, 2001, 2002].map((now) => fixedWindow.admit(s, now).allowed)).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('skipSuccessful: gives the place back when the request ends, within its window', () => {
    const s = fixedWindow.create({ ...options, skipSuccessful: true });
    const [first, second] = [fixedWindow.admit(s, 0), fixedWindow.admit(s, 0)];
    fixedWindow.settle(s, 10, first.permit, 'failed');
    expect(fixedWindow.admit(structuredClone(s), 10).allowed).toBe(false);
    fixedWindow.settle(s, 10, second.permit, 'ok');
    const third = fixedWindow.admit(s, 20);
    expect(third.allowed).toBe(true);
    expect(fixedWindow.admit(s, 1000).remaining).toBe(1);
    fixedWindow.settle(s, 1001, third.permit, 'ok');
    expect(fixedWindow.admit(s, 1002).remaining).toBe(0);
  });

  it('a refused request keeps its place until the window ends, and settling it changes nothing', () => {
    const s = fixedWindow.create({ limit: 1, window: 1000, skipSuccessful: true });
    const { permit } = fixedWindow.admit(s, 0);
    const refused = fixedWindow.admit(s, 1);
    fixedWindow.settle(s, 2, permit, 'ok');
    fixedWindow.settle(s, 2, refused.permit, 'ok');
    expect(fixedWindow.admit(s, 3).allowed).toBe(false);
    expect(fixedWindow.admit(s, 1000).allowed).toBe(true);
  });

  it('what ended once cannot end again: as many ends as admissions, or it is a mistake', () => {
    const s = fixedWindow.create({ limit: 2, window: 1000, skipSuccessful: true });
    const [first, second] = [fixedWindow.admit(s, 0), fixedWindow.admit(s, 0)];
    fixedWindow.settle(s, 1, first.permit, 'ok');
    fixedWindow.settle(s, 1, second.permit, 'failed');
    expect(() => fixedWindow.settle(s, 2, first.permit, 'ok')).toThrow('only what was admitted, and once');
    expect([3, 4].map((now) => fixedWindow.admit(s, now).allowed)).toEqual([true, false]);
  });

  it('without skipSuccessful the outcome means nothing', () => {
    const s = fixedWindow.create({ limit: 1, window: 1000 });
    fixedWindow.settle(s, 1, fixedWindow.admit(s, 0).permit, 'ok');
    expect(fixedWindow.admit(s, 2).allowed).toBe(false);
  });

  it('refuses options that make no sense', () => {
    expect(() => fixedWindow.create({ limit: 0, window: 1 })).toThrow('limit: a whole number of at least 1');
    expect(() => fixedWindow.create({ limit: 1, window: 0 })).toThrow('window: more than 0');
    expect(() => fixedWindow.create({ ...options, alignment: 'day' as 'epoch' })).toThrow(
      'alignment: first-request | epoch',
    );
    expect(() => fixedWindow.create({ ...options, burst: 1 } as typeof options)).toThrow(
      'burst: no such option',
    );
  });
});
