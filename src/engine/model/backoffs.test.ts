import { describe, expect, it } from 'vitest';
import { Backoffs } from './backoffs.ts';

const read = (backoffs: Backoffs, slot: number): readonly number[] =>
  [backoffs.call, backoffs.generation, backoffs.step, backoffs.attempt].map(
    (column) => column[slot] as number,
  );

describe('backoffs', () => {
  it('keep what each was opened with, also beyond the rows there were, and give a closed place away again', () => {
    const backoffs = new Backoffs();
    const slots = Array.from({ length: 40 }, (_, n) =>
      backoffs.open(1_000_000 + n, 2 ** 31 - 1 - n, n % 32, 60),
    );
    expect(new Set(slots).size).toBe(40);
    slots.forEach((slot, n) => {
      expect(read(backoffs, slot)).toEqual([1_000_000 + n, 2 ** 31 - 1 - n, n % 32, 60]);
    });
    backoffs.close(slots[7] as number);
    expect(backoffs.open(5, 6, 7, 8)).toBe(slots[7]);
  });

  it('are none after a crash', () => {
    const backoffs = new Backoffs();
    for (let n = 0; n < 20; n += 1) backoffs.open(n, 0, 0, 2);
    backoffs.clear();
    expect(backoffs.slots.live).toBe(0);
    expect(backoffs.open(1, 2, 3, 4)).toBe(0);
  });

  it('come back from a checkpoint into whatever was there', () => {
    const backoffs = new Backoffs();
    for (let n = 0; n < 30; n += 1) backoffs.open(n, n, n, n);
    backoffs.close(3);
    const other = new Backoffs();
    other.open(9, 9, 9, 9);
    other.load(structuredClone(backoffs.save()));
    expect(read(other, 29)).toEqual([29, 29, 29, 29]);
    expect([other.slots.live, other.open(1, 1, 1, 1)]).toEqual([29, 3]);
  });
});
