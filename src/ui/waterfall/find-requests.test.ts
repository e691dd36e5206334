import { expect, it } from 'vitest';
import { cause } from '../../engine/telemetry/causes.ts';
import { journeyHeader, journeyHeaderStride } from '../../engine/telemetry/records.ts';
import type { HistoryView } from '../../session/session-contract.ts';
import { pickFailed } from './find-requests.ts';

function journey(ordinal: number, endedAt: number, of: keyof typeof cause, rootId = 5): Float64Array {
  const numbers = new Float64Array(journeyHeaderStride);
  numbers[journeyHeader.ordinal] = ordinal;
  numbers[journeyHeader.endedAt] = endedAt;
  numbers[journeyHeader.cause] = cause[of];
  numbers[journeyHeader.rootId] = rootId;
  return numbers;
}

it('shows a request that failed as its line says, if there is one; else the nearest', () => {
  const journeys = [
    journey(1, 100, 'timedOut'),
    journey(2, 9_000, 'refused'),
    journey(3, 8_000, 'refused'),
    journey(4, 100, 'refused', 6),
  ];
  const history = { journeysBetween: () => journeys } as unknown as HistoryView;
  const search = { roots: [5], near: 100, until: 10_000 };
  expect(pickFailed(history, search)?.ordinal).toBe(1);
  expect(pickFailed(history, { ...search, cause: cause.refused })?.ordinal).toBe(3);
  expect(pickFailed(history, { ...search, cause: cause.reset })?.ordinal).toBe(1);
});
