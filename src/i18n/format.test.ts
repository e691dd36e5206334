import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  axisTime,
  clock,
  duration,
  grouped,
  millis,
  percent,
  percentOf,
  plain,
  rate,
  runSpan,
  runTime,
  secondsSpan,
  short,
  wholeClock,
} from './format.ts';

describe('formats', () => {
  it('prints counts', () => {
    expect([0, 999, 1_000, 1_234_567, -1_234, -0.2, Number.NaN].map(grouped)).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567',
      '−1,234',
      '0',
      '–',
    ]);
    expect([0, 4.5, 300, 9_500, 12_345, 123_456, 1.2e6, 3e9].map(short)).toEqual([
      '0',
      '4.5',
      '300',
      '9,500',
      '12.3k',
      '123k',
      '1.2M',
      '3.0G',
    ]);
    expect([0.1 + 0.2, 300, 1e-7].map(plain)).toEqual(['0.3', '300', '1e-7']);
    expect(rate(300)).toBe('300/s');
  });

  it('prints times', () => {
    expect([0, 0.25, 8.44, 310, 1_250].map(millis)).toEqual([
      '0 ms',
      '0.25 ms',
      '8.4 ms',
      '310 ms',
      '1,250 ms',
    ]);
    expect(
      [250, 50_000, 999_499, 999_500, 8_100_000, 99_949_999, 100_000_000, 125_000_000, 3_720_000_000].map(
        duration,
      ),
    ).toEqual([
      '250 µs',
      '50 ms',
      '999 ms',
      '1.0 s',
      '8.1 s',
      '99.9 s',
      '1 min 40 s',
      '2 min 5 s',
      '1 h 2 min',
    ]);
    expect([38_400_000, 599_940_000, 599_960_000, 725_300_000].map(runTime)).toEqual([
      '38.4 s',
      '599.9 s',
      '10:00.0',
      '12:05.3',
    ]);
    expect([clock(0), clock(59_960_000), clock(3_725_300_000)]).toEqual(['00:00.0', '01:00.0', '1:02:05.3']);
    expect([wholeClock(8), wholeClock(2_592), wholeClock(3_723)]).toEqual(['00:08', '43:12', '1:02:03']);
    expect([
      runSpan(33_100_000, 33_200_000),
      runSpan(33_100_000, 33_120_000),
      runSpan(599_000_000, 601_000_000),
    ]).toEqual(['33.1–33.2 s', '33.1 s', '599.0 s–10:01.0']);
  });

  it('never rounds the last failure away', () => {
    expect([0, 1, 0.5, 0.9789, 0.999, 0.99999, 0.0004, 0.0000001, 0.99999999].map(percent)).toEqual([
      '0 %',
      '100 %',
      '50.0 %',
      '97.89 %',
      '99.90 %',
      '99.999 %',
      '0.040 %',
      '< 0.001 %',
      '> 99.999 %',
    ]);
    expect(percentOf(0, 0)).toBe('– %');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.nat(1e9), (whole, any) => {
        const part = Math.min(any, whole);
        const text = percentOf(part, whole);
        expect(text === '100 %').toBe(part === whole);
        expect(text === '0 %').toBe(part === 0);
      }),
    );
  });

  it('tells times of the run in one form: all go over to a clock at ten minutes', () => {
    for (const second of [0, 9, 59, 60, 72, 480, 590]) {
      expect(runTime(second * 1e6)).toBe(`${second}.0 s`);
      expect(axisTime(second * 1e6)).toBe(`${second} s`);
      expect(secondsSpan(second, second + 9)).toBe(`${second}–${second + 9} s`);
    }
    for (const second of [600, 601, 725, 4_000]) {
      const on = clock(second * 1e6);
      expect(runTime(second * 1e6)).toBe(on);
      expect(`${axisTime(second * 1e6)}.0`).toBe(on);
      expect(
        secondsSpan(second, second)
          .split('–')
          .map((text) => `${text}.0`),
      ).toEqual([on, on]);
    }
  });
});
