import { expect, it } from 'vitest';
import { toldClass } from './told-class.ts';

it('is the class with the most downtime, at a tie the last one, and none that never comes', () => {
  const told = (downtimes: readonly number[], shares: readonly (number | undefined)[] = []) =>
    toldClass(
      downtimes.map((_, index) => (shares[index] === undefined ? {} : { share: shares[index] })),
      (index) => downtimes[index] ?? 0,
    );
  expect(told([0, 0])).toBe(1);
  expect(told([3, 2])).toBe(0);
  expect(told([1, 4, 4, 0])).toBe(2);
  expect(told([0, 0], [1, 0])).toBe(0);
  expect(told([0, 0], [0, 0])).toBe(1);
});
