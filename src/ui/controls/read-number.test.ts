import { describe, expect, it } from 'vitest';
import { readNumber } from './read-number.ts';

const rate = { path: 'arrivalRate', unit: 'perSecond', min: 0, max: 100_000, default: 300 } as const;
const ratio = { path: 'writeRatio', unit: 'ratio', min: 0, max: 1, default: 0.1 } as const;
const count = { path: 'quorum', unit: 'count', min: 1, max: 9, default: 2, integer: true } as const;

describe('a number typed into a field', () => {
  it.each([
    ['300', 300],
    [' 1,200 ', 1_200],
    ['1e3', 1_000],
    ['.5', 0.5],
  ])('%s is read', (text, value) => {
    expect(readNumber(text, rate, 1, 'any')).toEqual({ ok: true, value });
  });

  it('is read as a percentage where the field says %', () => {
    expect(readNumber('12.3', ratio, 100, 'any')).toEqual({ ok: true, value: 0.123 });
  });

  it.each([
    ['', rate],
    ['ten', rate],
    ['-1', rate],
    ['100001', rate],
    ['Infinity', rate],
    ['0x10', rate],
    ['1 2', rate],
    ['2.5', count],
  ] as const)('%s is refused with what was given and what is allowed', (text, spec) => {
    expect(readNumber(text, spec, 1, 'this much')).toEqual({
      ok: false,
      problem: { path: spec.path, value: text, allowed: 'this much' },
    });
  });
});
