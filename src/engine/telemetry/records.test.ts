import { expect, it } from 'vitest';
import { hopStride, journeyHeader, journeyHeaderStride, journeyLength, unsentStride } from './records.ts';

it('a journey is as long as its header, its hops and its unsent tries, wherever it begins', () => {
  const numbers = new Float64Array(200);
  numbers[100 + journeyHeader.hops] = 3;
  numbers[100 + journeyHeader.unsent] = 2;
  expect(journeyLength(numbers)).toBe(journeyHeaderStride);
  expect(journeyLength(numbers, 100)).toBe(journeyHeaderStride + 3 * hopStride + 2 * unsentStride);
});
