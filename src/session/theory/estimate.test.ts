import { describe, expect, it } from 'vitest';
import { batchesOf, estimateRatio } from './estimate.ts';
import type { Sample } from './samples.ts';

const sample = (second: number, given: Partial<Sample>): Sample => ({
  second,
  width: 1,
  arrived: 0,
  ended: 0,
  failed: 0,
  started: 0,
  busy: 0,
  queued: 0,
  inside: 0,
  queueMost: 0,
  waiting: 0,
  response: 0,
  ...given,
});

const seconds = ({ width }: Sample): number => width;

describe('an estimate', () => {
  it("is the mean with Student's interval when all batches weigh the same", () => {
    // 1 … 5: mean 3, standard error √0.5; t of 4 degrees of freedom at 0.995 is 4.6041 in the tables.
    const samples = [1, 2, 3, 4, 5].map((inside, second) => sample(second, { inside }));
    const { value, low, high } = estimateRatio(
      samples,
      batchesOf(samples, 1),
      ({ inside }) => inside,
      seconds,
    );
    expect(value).toBe(3);
    const factor = Math.exp((4.6041 * Math.sqrt(0.5)) / 3);
    expect(high).toBeCloseTo(3 * factor, 3);
    expect(low).toBeCloseTo(3 / factor, 3);
  });

  it('of a ratio weighs by calls, and is certain when every batch has the same ratio', () => {
    const samples = [10, 200, 30, 40].map((started, second) =>
      sample(second, { started, waiting: started * 0.5 }),
    );
    const found = estimateRatio(
      samples,
      batchesOf(samples, 1),
      ({ waiting }) => waiting,
      ({ started }) => started,
    );
    expect(found).toEqual({ value: 0.5, low: 0.5, high: 0.5 });
  });

  it('has no interval from fewer than four batches', () => {
    const samples = [0, 1, 2].map((second) => sample(second, { inside: second }));
    const found = estimateRatio(samples, batchesOf(samples, 1), ({ inside }) => inside, seconds);
    expect(found).toEqual({ value: 1, low: undefined, high: undefined });
  });

  it('joins seconds to batches from the newest back, and drops a rest', () => {
    const samples = Array.from({ length: 11 }, (_, second) => sample(second, {}));
    const batches = batchesOf(samples, 2.5).map((batch) => batch.map(({ second }) => second));
    expect(batches).toEqual([
      [10, 9, 8],
      [7, 6, 5],
      [4, 3, 2],
    ]);
  });
});
