import { describe, expect, it } from 'vitest';
import { changeBefore } from './change-before.ts';

const change = { kind: 'set', path: 'sentinel.downAfterMillis', value: 500 } as const;
const kill = (at: number) => ({ at, command: { kind: 'crash', component: 'db-primary' } }) as const;

describe('one change before a fault', () => {
  it('is made a second earlier, and nothing is repeated: the log keeps the fault', () => {
    expect(changeBefore(change, [kill(30_000_000)], 42_000_000)).toEqual([
      { at: 29_000_000, command: change },
    ]);
  });

  it('is made now where the fault lies ahead', () => {
    expect(changeBefore(change, [kill(30_000_000)], 12_345_678)).toEqual([
      { at: 12_345_678, command: change },
    ]);
  });

  it('never reaches before the beginning, and is nothing without a fault', () => {
    expect(changeBefore(change, [kill(400_000)], 1_000_000).map(({ at }) => at)).toEqual([0]);
    expect(changeBefore(change, [], 1_000_000)).toEqual([]);
  });
});
