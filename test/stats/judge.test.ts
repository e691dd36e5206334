import { describe, expect, it } from 'vitest';
import { boundedMean, count, mean, refutedMean, sameDistribution } from './judge.ts';

// Mean 10, standard deviation 1 (n − 1), 21 values: t at 99.95 % and 20 degrees of freedom is 3.8495 in the tables.
const values = [10, ...Array.from({ length: 20 }, (_, index) => 10 + (index % 2 === 0 ? 1 : -1))];
const halfWidth = 3.8495 / Math.sqrt(21);

describe('a mean', () => {
  it('has the 99.9 % interval of the tables', () => {
    const { value, interval } = mean({ name: 'x', values, expected: 10, halfWidthAtMost: 1 });
    expect(value).toBe(10);
    expect(interval![0]).toBeCloseTo(10 - halfWidth, 4);
    expect(interval![1]).toBeCloseTo(10 + halfWidth, 4);
  });

  it.each([
    [10.83, 1, 0, 'holds'],
    [10.85, 1, 0, 'does not hold'],
    [9.15, 1, 0, 'does not hold'],
    [10.85, 1, 0.02, 'holds'],
    // Wide enough to hold nearly anything is not enough.
    [10, 0.8, 0, 'does not hold'],
  ])('against %d, half-width at most %d, %d allowed: %s', (expected, halfWidthAtMost, allowed, verdict) => {
    expect(mean({ name: 'x', values, expected, halfWidthAtMost, allowed }).verdict).toBe(verdict);
  });

  // The interval is 9.16 … 10.84.
  it.each([
    [{ least: 9.15 }, 1, 'holds'],
    [{ least: 9.17 }, 1, 'does not hold'],
    [{ most: 10.85 }, 1, 'holds'],
    [{ most: 10.83 }, 1, 'does not hold'],
    [{ least: 9.15, most: 10.85 }, 0.8, 'does not hold'],
  ])('between bounds %j, half-width at most %d: %s', (bounds, halfWidthAtMost, verdict) => {
    expect(boundedMean({ name: 'x', values, halfWidthAtMost, ...bounds }).verdict).toBe(verdict);
  });

  it('refutes what lies outside of its interval, and only that', () => {
    expect(refutedMean({ name: 'x', values, expected: 10.85 }).verdict).toBe('holds');
    expect(refutedMean({ name: 'x', values, expected: 10.83 }).verdict).toBe('does not hold');
  });
});

describe('a count', () => {
  const runs = [true, true, false, true];

  it.each([
    [{ least: 3 }, 'holds'],
    [{ least: 4 }, 'does not hold'],
    [{ most: 3 }, 'holds'],
    [{ most: 2 }, 'does not hold'],
  ])('%j of three in four: %s', (bounds, verdict) => {
    expect(count({ name: 'x', runs, why: 'y', ...bounds })).toMatchObject({ value: 3, verdict });
  });
});

describe('one distribution', () => {
  const ours = Array.from({ length: 100 }, (_, index) => index);

  it('is found in every tenth of the values, and not in the upper tenth', () => {
    const tenth = ours.filter((value) => value % 10 === 5);
    expect(sameDistribution('x', ours, tenth)).toMatchObject({ verdict: 'holds' });
    expect(sameDistribution('x', ours, ours.slice(90))).toMatchObject({
      value: 0.9,
      verdict: 'does not hold',
    });
  });
});
