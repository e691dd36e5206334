import { expect, it } from 'vitest';
import type { RunTotals } from '../engine/telemetry/records.ts';
import { createLossPoints } from './loss-points.ts';

const totals = (time: number, lostWrites: number): RunTotals =>
  ({ time, lostWrites, splitBrainWrites: 0 }) as RunTotals;

it('knows the losses at any time, and the closer look of a replay', () => {
  const points = createLossPoints();
  for (const [time, lost] of [
    [10, 0],
    [20, 0],
    [40, 5],
    [60, 5],
  ] as const)
    points.put(totals(time, lost));
  expect([20, 39, 40, 99].map((time) => points.at(time).lostWrites)).toEqual([0, 0, 5, 5]);
  points.put(totals(30, 5));
  expect([29, 30, 40].map((time) => points.at(time).lostWrites)).toEqual([0, 5, 5]);
  expect(points.copyUpTo(25).at(99).lostWrites).toBe(0);
});

it('is off by at most a thousandth of a split brain that loses with every write, early and late', () => {
  const points = createLossPoints();
  const writes = 50_000;
  for (let count = 1; count <= writes; count += 1) points.put(totals(count, count));
  let before = 0;
  for (let time = 7; time <= writes; time += 7) {
    const { lostWrites } = points.at(time);
    const missing = time - lostWrites;
    if (missing < 0 || missing > writes / 1_000 || lostWrites < before)
      expect.fail(`${lostWrites} at ${time}, ${before} before`);
    before = lostWrites;
  }
  expect(points.at(writes).lostWrites).toBe(writes);
});
